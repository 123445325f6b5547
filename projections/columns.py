"""Column types that behave alike on SQLite and PostgreSQL, found from a row's annotations."""
# SQLAlchemy passes the dialect whether it is needed or not

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    Double,
    LargeBinary,
    String,
    TypeDecorator,
    Uuid,
    cast,
    func,
)
from sqlalchemy.types import TypeEngine

Converter = Callable[[Any], Any]
WORD = String().with_variant(String(collation="C"), "postgresql")
"""Text compared byte by byte: paths, codes and sort keys order alike everywhere."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Id(TypeDecorator[UUID]):
    """A UUID: sixteen bytes on SQLite, which has no such type."""

    impl = Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(LargeBinary(16) if dialect.name == "sqlite" else Uuid())

    def bind_processor(self, dialect: Dialect) -> Converter | None:
        return _bytes_of if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Converter | None:
        return _uuid_of if dialect.name == "sqlite" else None


class Day(TypeDecorator[date]):
    """A date as ISO text: it sorts, and its first seven letters are its month."""

    impl = WORD
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Converter:
        return _text_of_day

    def result_processor(self, dialect: Dialect, coltype: object) -> Converter:
        return _day_of_text


class Instant(TypeDecorator[datetime]):
    """A moment as microseconds since 1970, given back in UTC."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Converter:
        return _microseconds_of

    def result_processor(self, dialect: Dialect, coltype: object) -> Converter:
        return _moment_of


class OneOf(TypeDecorator[StrEnum]):
    """A word of a closed set."""

    impl = WORD
    cache_ok = True

    def __init__(self, closed_set: type[StrEnum]) -> None:
        super().__init__()
        self.closed_set = closed_set

    def bind_processor(self, dialect: Dialect) -> Converter:
        return _text_of_word

    def result_processor(self, dialect: Dialect, coltype: object) -> Converter:
        words: dict[str | None, StrEnum | None] = {member.value: member for member in self.closed_set}
        return {**words, None: None}.__getitem__


class Several(TypeDecorator[tuple[Any, ...]]):
    """A few codes, words of a closed set or numbers, with a space around each: ` C1 C4 ` holds ` C4 `."""

    impl = WORD
    cache_ok = True

    def __init__(self, word: type[Any] = str) -> None:
        super().__init__()
        self.word = word

    def bind_processor(self, dialect: Dialect) -> Converter:
        return _text_of_words

    def result_processor(self, dialect: Dialect, coltype: object) -> Converter:
        word = self.word
        return lambda text: None if text is None else tuple(word(part) for part in text.split())


def _bytes_of(value: UUID | bytes | None) -> bytes | None:
    return value.bytes if isinstance(value, UUID) else value


def _uuid_of(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _text_of_day(value: date | str | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _day_of_text(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _microseconds_of(value: datetime | int | None) -> int | None:
    return (value - _EPOCH) // _MICROSECOND if isinstance(value, datetime) else value


def _moment_of(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + value * _MICROSECOND


def _text_of_word(value: str | None) -> str | None:
    return None if value is None else str(value)


def _text_of_words(value: tuple[Any, ...] | str | None) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return f" {' '.join(map(str, value))} " if value else ""


_PLAIN: dict[object, TypeEngine[Any]] = {
    str: WORD,
    bool: Boolean(),
    int: BigInteger(),
    float: Double(),
    UUID: Id(),
    date: Day(),
    datetime: Instant(),
}


def _type_of(hint: object) -> TypeEngine[Any]:
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    if get_origin(hint) is tuple:
        word = get_args(hint)[0]
        return Several(word) if isinstance(word, type) else Several()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return OneOf(hint)
    return _PLAIN[hint]


def columns_of(row: Callable[..., object]) -> list[Column[Any]]:
    """The columns that a row class names, `None` allowed where its annotation allows it."""
    columns = []
    for name, hint in get_type_hints(row).items():
        empty = get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)
        if empty:
            hint = next(part for part in get_args(hint) if part is not NoneType)
        columns.append(Column(name, _type_of(hint), nullable=empty, autoincrement=False))
    return columns


def added_up(column: ColumnElement[Any]) -> ColumnElement[int]:
    """A sum of whole numbers, whole itself: PostgreSQL adds big ones up to a decimal."""
    return cast(func.sum(column), BigInteger)
