"""A part of a long list: sorted, from a cursor on, with a total that is exact to ten thousand."""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, String, func, literal, select, tuple_, type_coerce
from sqlalchemy.types import TypeEngine

T = TypeVar("T")
EXACT = 10_000
LARGEST = 2**63
"""No number in a row is as large."""


class CursorUnreadable(Exception):
    """The cursor was not made by the list it is given to."""


class SortUnknown(Exception):
    """The list cannot be sorted so; `allowed` names what it can be sorted by."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        super().__init__()
        self.allowed = allowed


class Part(NamedTuple):
    """Which part of a list is asked for: sorted by `field` or `-field`, after a cursor, so many, counted or not."""

    sort: str | None = None
    cursor: str | None = None
    limit: int = 50
    counted: bool = True


class Listed(NamedTuple, Generic[T]):
    """A part of a list; `next` gives the following part, `total` is None beyond ten thousand."""

    items: list[T]
    next: str | None
    total: int | None


class Order(NamedTuple, Generic[T]):
    """What a list of rows can be sorted by, each never empty; `tie` tells equal ones apart."""

    row: Callable[..., T]
    by: Mapping[str, ColumnElement[Any]]
    tie: ColumnElement[Any]
    first: str


def taken(db: Connection, query: Select[Any], order: Order[T], part: Part) -> Listed[T]:
    """The rows of one part; two queries, whatever its size."""
    sort = part.sort or order.first
    falling, field = sort.startswith("-"), sort.removeprefix("-")
    if field not in order.by:
        raise SortUnknown(tuple(order.by))
    key, tie = _raw(order.by[field]), _raw(order.tie)
    some = query.add_columns(key.label("_key"), tie.label("_tie"))
    if part.cursor is not None:
        at = tuple_(*(_bound(value, kind) for value, kind in zip(_opened(part.cursor), (key, tie), strict=True)))
        some = some.where(tuple_(key, tie) < at if falling else tuple_(key, tie) > at)
    some = some.order_by(key.desc() if falling else key, tie.desc() if falling else tie).limit(part.limit + 1)
    lines = [tuple(line) for line in db.execute(some)]
    more = len(lines) > part.limit
    lines = lines[: part.limit]
    return Listed(
        [order.row(*line[:-2]) for line in lines],
        _sealed(lines[-1][-2:]) if more else None,
        total(db, query) if part.counted else None,
    )


def total(db: Connection, query: Select[Any]) -> int | None:
    """How many rows there are, None beyond ten thousand."""
    some = query.with_only_columns(literal(1)).order_by(None).limit(EXACT + 1).subquery()
    found = db.execute(select(func.count()).select_from(some)).scalar_one()
    return found if found <= EXACT else None


def _raw(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column as the database holds it: text or a number."""
    kind: TypeEngine[Any] = getattr(column.type, "impl_instance", column.type)
    return type_coerce(column, kind)


def _sealed(key: tuple[Any, ...]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def _opened(cursor: str) -> tuple[Any, Any]:
    try:
        found = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        key, tie = found
    except (binascii.Error, msgspec.DecodeError, UnicodeError, ValueError, TypeError) as unreadable:
        raise CursorUnreadable from unreadable
    return key, tie


def _bound(value: object, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Where the list goes on, if it is of the kind that the column holds: anyone may write a cursor."""
    texts = isinstance(value, str) and "\0" not in value
    numbers = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST
    if not (texts if isinstance(column.type, String) else numbers):
        raise CursorUnreadable
    return literal(value, column.type)
