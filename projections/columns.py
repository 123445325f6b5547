"""Column types that behave alike on SQLite and PostgreSQL, found from a row's annotations."""
# SQLAlchemy passes the dialect whether it is needed or not

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Dialect, Double, String, TypeDecorator, Uuid
from sqlalchemy.types import TypeEngine

WORD = String().with_variant(String(collation="C"), "postgresql")
"""Text compared byte by byte: paths, codes and sort keys order alike everywhere."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Day(TypeDecorator[date]):
    """A date as ISO text: it sorts, and its first seven letters are its month."""

    impl = WORD
    cache_ok = True

    def process_bind_param(self, value: date | str | None, dialect: Dialect) -> str | None:
        return value if value is None or isinstance(value, str) else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Instant(TypeDecorator[datetime]):
    """A moment as microseconds since 1970, given back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + value * _MICROSECOND


class OneOf(TypeDecorator[StrEnum]):
    """A word of a closed set."""

    impl = WORD
    cache_ok = True

    def __init__(self, closed_set: type[StrEnum]) -> None:
        super().__init__()
        self.closed_set = closed_set

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.closed_set(value)


class Several(TypeDecorator[tuple[Any, ...]]):
    """A few codes, words of a closed set or numbers, with a space around each: ` C1 C4 ` holds ` C4 `."""

    impl = WORD
    cache_ok = True

    def __init__(self, word: type[Any] = str) -> None:
        super().__init__()
        self.word = word

    def process_bind_param(self, value: tuple[Any, ...] | str | None, dialect: Dialect) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return f" {' '.join(map(str, value))} " if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...] | None:
        return None if value is None else tuple(self.word(word) for word in value.split())


_PLAIN: dict[object, TypeEngine[Any]] = {
    str: WORD,
    bool: Boolean(),
    int: BigInteger(),
    float: Double(),
    UUID: Uuid(),
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
        columns.append(Column(name, _type_of(hint), nullable=empty))
    return columns
