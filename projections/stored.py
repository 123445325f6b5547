"""The tables of a view as they lie in one database, under their own names or those of their shadows.

Loading and writing use prepared text on the driver: the same statement runs many thousand times in a rebuild.
"""
# ruff: noqa: S608  # every name in these statements is our own, every value is bound

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple

from sqlalchemy import Column, Connection, Dialect, Table

from projections import asking
from projections.columns import Converter
from projections.temporal import FOREVER, Key, Ledger, R, Temporal

Values = tuple[object, ...]
DOUBLE_PRECISION = 701
"""PostgreSQL's number for the type that its driver gives floats of; asked for by the columns of floats alone."""


class Version(NamedTuple, Generic[R]):
    """What a thing is from a position on: its row, or nothing; `stored` once the database has it."""

    row: R | None
    since: int
    stored: bool


class Converters:
    """To and from the driver's values, for the columns that need it."""

    def __init__(self, columns: Iterable[Column[Any]], dialect: Dialect) -> None:
        kinds = [column.type.dialect_impl(dialect) for column in columns]
        results = [kind.result_processor(dialect, DOUBLE_PRECISION) for kind in kinds]
        self.bind_at: list[Converter | None] = [kind.bind_processor(dialect) for kind in kinds]
        self.binds = [(n, bind) for n, bind in enumerate(self.bind_at) if bind]
        self.results = [(n, result) for n, result in enumerate(results) if result]

    def bound(self, values: Iterable[object]) -> Values:
        return _converted(values, self.binds)

    def read(self, values: Iterable[object]) -> Values:
        return _converted(values, self.results)


def _converted(values: Iterable[object], converters: Sequence[tuple[int, Converter]]) -> Values:
    line = list(values)
    for n, convert in converters:
        line[n] = convert(line[n])
    return tuple(line)


def insertion(table: Table, name: str, dialect: Dialect) -> str:
    columns = [column.name for column in table.columns]
    marks = ", ".join([mark(dialect)] * len(columns))
    return f"INSERT INTO {name} ({', '.join(quoted(c, dialect) for c in columns)}) VALUES ({marks})"


def mark(dialect: Dialect) -> str:
    return "?" if dialect.paramstyle == "qmark" else "%s"


def quoted(name: str, dialect: Dialect) -> str:
    return dialect.identifier_preparer.quote(name)


class StoredTemporal(Generic[R]):
    """Loads and writes the versions of one table."""

    def __init__(self, table: Temporal[R], dialect: Dialect, suffix: str) -> None:
        self.of, self.dialect = table, dialect
        self.name = table.name + suffix
        self.width = len(table.shown)
        self.converters = Converters(table.table.columns, dialect)
        by_key = " AND ".join(f"{quoted(name, dialect)} = {mark(dialect)}" for name in table.shown[: table.key])
        every = ", ".join(quoted(column.name, dialect) for column in table.table.columns)
        self._every = f"SELECT {every} FROM {self.name} WHERE "
        self._newest = f"{self._every}{by_key} ORDER BY from_position DESC LIMIT 1"
        self._insert = insertion(table.table, self.name, dialect)
        self._close = (
            f"UPDATE {self.name} SET to_position = {mark(dialect)} WHERE {by_key} AND from_position = {mark(dialect)}"
        )

    def newest(self, db: Connection, key: Key) -> Version[R]:
        """What a thing is now; the row is found by its key, never by being open."""
        found = asking.first(db, self._newest, self._bound_key(key))
        if found is None or found[-1] != FOREVER:
            return Version(None, 0, True)
        return self._version(found)

    def matching(self, db: Connection, column: str, value: object) -> list[Version[R]]:
        """Every thing whose column holds the value now."""
        bind = self.converters.bind_at[self.of.shown.index(column)]
        where = f"{quoted(column, self.dialect)} = {mark(self.dialect)} AND to_position = {FOREVER}"
        found = asking.every(db, self._every + where, (bind(value) if bind else value,))
        return [self._version(line) for line in found]

    def _version(self, line: Any) -> Version[R]:
        read = self.converters.read(line)
        return Version(self.of.row(*read[: self.width]), read[self.width], True)  # type: ignore[arg-type]  # an int

    def write(self, db: Connection, closed: list[Values], opened: list[Values]) -> None:
        """Close versions `(to, key…, from)`, then open or complete versions `(row…, from, to)`."""
        if closed:
            size = self.of.key
            lines = [(line[0], *self._bound_key(line[1 : 1 + size]), line[-1]) for line in closed]
            db.exec_driver_sql(self._close, lines)
        if opened:
            db.exec_driver_sql(self._insert, [self.converters.bound(line) for line in opened])

    def _bound_key(self, key: Key) -> Key:
        return tuple(bind(part) if bind else part for part, bind in zip(key, self.converters.bind_at, strict=False))


class StoredLedger(Generic[R]):
    """Adds lines to a ledger."""

    def __init__(self, ledger: Ledger[R], dialect: Dialect, suffix: str) -> None:
        self._insert = insertion(ledger.table, ledger.name + suffix, dialect)
        self.converters = Converters(ledger.table.columns, dialect)

    def write(self, db: Connection, lines: list[R]) -> None:
        if lines:
            db.exec_driver_sql(self._insert, [self.converters.bound(line) for line in lines])


class StoredWorkings:
    """Loads and writes what a view folds but does not show, as bytes under a key."""

    def __init__(self, view: str, dialect: Dialect, suffix: str) -> None:
        name, one = f"{view}_workings{suffix}", mark(dialect)
        self._load = f"SELECT state FROM {name} WHERE key = {one}"
        self._drop = f"DELETE FROM {name} WHERE key = {one}"
        self._keep = (
            f"INSERT INTO {name} (key, state) VALUES ({one}, {one}) "
            "ON CONFLICT (key) DO UPDATE SET state = excluded.state"
        )

    def load(self, db: Connection, key: str) -> bytes | None:
        found = asking.first(db, self._load, (key,))
        return None if found is None else bytes(found[0])

    def write(self, db: Connection, kept: list[tuple[str, bytes]], dropped: list[tuple[str]]) -> None:
        if kept:
            db.exec_driver_sql(self._keep, kept)
        if dropped:
            db.exec_driver_sql(self._drop, dropped)


@lru_cache(maxsize=1024)
def stored_table(
    table: Temporal[Any] | Ledger[Any], dialect: Dialect, suffix: str
) -> StoredTemporal[Any] | StoredLedger[Any]:
    """The same statements again for the same table: they are written once."""
    if isinstance(table, Temporal):
        return StoredTemporal(table, dialect, suffix)
    return StoredLedger(table, dialect, suffix)


stored_workings = lru_cache(maxsize=1024)(StoredWorkings)
