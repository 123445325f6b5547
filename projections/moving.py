"""How tables that were filled elsewhere come into the main database, and how tables that served go, without a pause."""
# ruff: noqa: S608  # every name in these statements is our own, every value is bound

import time
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, func, select, text

from projections.database import make_shadows, tables_of, writing
from projections.view import View

AT_ONCE = 0.015
"""So many seconds at most is a copy meant to keep others from writing; it breathes as long before the next."""
FEW = 50
_INDEXES = text("SELECT indexname FROM pg_indexes WHERE schemaname = :schema AND tablename = :table")


def copied_in(db: Connection, views: Sequence[View], suffix: str, file: str) -> None:
    """SQLite: copy a file's tables into shadows, a little at a time."""
    for view in views:
        with writing(db):
            make_shadows(db, view, suffix)
    _apart(db, "ATTACH ? AS beside", file)
    try:
        for view in views:
            for table in tables_of(view):
                _copy(db, f"beside.{table.name}", table.name + suffix)
    finally:
        _apart(db, "DETACH beside")


def _copy(db: Connection, source: str, target: str) -> None:
    last = db.exec_driver_sql(f"SELECT coalesce(max(rowid), 0) FROM {source}").scalar_one()
    db.rollback()

    def some(first: int, count: int) -> int:
        db.exec_driver_sql(
            f"INSERT INTO {target} SELECT * FROM {source} WHERE rowid > ? AND rowid <= ?", (first, first + count)
        )
        return first + count

    _bit_by_bit(db, some, last)


def emptied(db: Connection, table: str) -> None:
    """SQLite: take all rows out of a table that nobody reads any more, a little at a time."""
    last = db.exec_driver_sql(f"SELECT coalesce(max(rowid), 0) FROM {table}").scalar_one()
    db.rollback()

    def some(first: int, count: int) -> int:
        db.exec_driver_sql(f"DELETE FROM {table} WHERE rowid > ? AND rowid <= ?", (first, first + count))
        return first + count

    _bit_by_bit(db, some, last)


def _bit_by_bit(db: Connection, some: Callable[[int, int], int], last: int) -> None:
    """Rows by their number, so many in a transaction as its time allows."""
    first, count = 0, FEW
    while first < last:
        begun = time.monotonic()
        with db.begin():
            first = some(first, count)
        spent = time.monotonic() - begun
        count = max(FEW, count * 2 if spent < AT_ONCE / 2 else count // 2 if spent > AT_ONCE else count)
        time.sleep(min(spent, 10 * AT_ONCE))


def _apart(db: Connection, statement: str, *values: str) -> None:
    """What SQLite does outside of any transaction alone."""
    db.rollback()
    cursor = db.connection.cursor()
    cursor.execute(statement, values)
    cursor.close()
    db.rollback()


def moved_in(db: Connection, views: Sequence[View], suffix: str, schema: str) -> None:
    """PostgreSQL: tables and their indexes change their names and their schema; no row is touched."""
    with writing(db):
        here = db.execute(select(func.current_schema())).scalar_one()
        for view in views:
            for table in tables_of(view):
                there = {"schema": schema, "table": table.name}
                for index in db.execute(_INDEXES, there).scalars().all():
                    db.exec_driver_sql(f'ALTER INDEX {schema}."{index}" RENAME TO "{index[:58]}{suffix}"')
                db.exec_driver_sql(f"ALTER TABLE {schema}.{table.name} RENAME TO {table.name}{suffix}")
                db.exec_driver_sql(f"ALTER TABLE {schema}.{table.name}{suffix} SET SCHEMA {here}")
