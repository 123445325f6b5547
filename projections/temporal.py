"""Tables that remember: every row carries the positions from which and until which it was so."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Select,
    String,
    Table,
    literal_column,
    select,
    true,
)

from projections.columns import columns_of

FOREVER = 2**62
"""The `to_position` of what is so now."""
NOW: ColumnElement[int] = literal_column(str(FOREVER))
"""The same as a literal: only so does the planner see that a partial index serves."""
metadata = MetaData()
_MOMENT: ContextVar[int | None] = ContextVar("moment", default=None)
R = TypeVar("R", bound=tuple[object, ...])
Key = tuple[object, ...]


class Temporal(Generic[R]):
    """A table of versions: the first `key` columns name a thing, the others are shown.

    `now` lists the columns of each partial index over what is so now, scope first; rows can be looked up by the
    first column of each.
    """

    def __init__(self, name: str, row: Callable[..., R], *, key: int = 1, now: tuple[str, ...] = ()) -> None:
        self.name, self.row, self.key = name, row, key
        self.now = tuple(columns.split() for columns in now)
        shown = columns_of(row)
        self.shown = tuple(column.name for column in shown)
        self.table = Table(
            name,
            metadata,
            *shown,
            Column("from_position", BigInteger, nullable=False),
            Column("to_position", BigInteger, nullable=False),
            PrimaryKeyConstraint(*self.shown[:key], "from_position"),
        )
        self.c = self.table.c
        for columns in self.now:
            self._index_now(columns)

    def then(self, columns: str) -> "Temporal[R]":
        """An index over all versions too, for a list that is long as at a past moment; a scan of versions otherwise."""
        names = columns.split()
        indexed = (self.c[column] for column in (*names, "from_position", "to_position"))
        Index(f"{self.name}_then_{'_'.join(names)}"[:60], *indexed)
        return self

    def _index_now(self, columns: list[str]) -> None:
        so_now = self.c.to_position == NOW
        name = f"{self.name}_now_{'_'.join(columns)}"[:60]
        Index(name, *(self.c[column] for column in columns), sqlite_where=so_now, postgresql_where=so_now)

    def at(self, position: int | None = None) -> ColumnElement[bool]:
        """What was so at a position; when none is given, at the moment of the reading."""
        return so_at(self.table, position)

    def select(self, at: int | None = None) -> Select[Any]:
        return select(*(self.c[name] for name in self.shown)).where(self.at(at))

    def read(self, db: Connection, query: Select[Any]) -> list[R]:
        return [self.row(*line) for line in db.execute(query)]


def so_at(table: FromClause, position: int | None = None) -> ColumnElement[bool]:
    """The same for a table of versions under another name."""
    asked = moment() if position is None else position
    if asked is None:
        return so_today(table)
    return (table.c.from_position <= asked) & (table.c.to_position > asked)


def so_today(table: FromClause) -> ColumnElement[bool]:
    """What is so today, whatever the moment of the reading: for what decides who may see."""
    return table.c.to_position == NOW


def moment() -> int | None:
    """The position as at which the reading under way answers; None: now."""
    return _MOMENT.get()


@contextmanager
def as_at(position: int | None) -> Iterator[None]:
    """What is asked inside is answered as at a position, whichever view is asked: no question can forget it."""
    token = _MOMENT.set(position)
    try:
        yield
    finally:
        _MOMENT.reset(token)


class Ledger(Generic[R]):
    """A table that only grows: a line says since which `position` it stands; the first `key` columns name it."""

    def __init__(self, name: str, row: Callable[..., R], *, key: int = 1, indexes: Iterable[str] = ()) -> None:
        self.name, self.row, self.key = name, row, key
        shown = columns_of(row)
        self.shown = tuple(column.name for column in shown)
        self.table = Table(name, metadata, *shown, PrimaryKeyConstraint(*self.shown[:key]))
        self.c = self.table.c
        for columns in indexes:
            Index(f"{name}_by_{columns.replace(' ', '_')}"[:60], *(self.c[column] for column in columns.split()))

    def at(self, position: int | None = None) -> ColumnElement[bool]:
        asked = moment() if position is None else position
        return true() if asked is None else self.c.position <= asked

    def select(self, at: int | None = None) -> Select[Any]:
        return select(*(self.c[name] for name in self.shown)).where(self.at(at))

    def read(self, db: Connection, query: Select[Any]) -> list[R]:
        return [self.row(*line) for line in db.execute(query)]


def workings_table(view: str) -> Table:
    """Where a view keeps what it folds but does not show."""
    return Table(
        f"{view}_workings",
        metadata,
        Column("key", String, primary_key=True),
        Column("state", LargeBinary, nullable=False),
    )
