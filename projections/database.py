"""The views' tables in the main database. They hold nothing that the journal does not give again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    delete,
    event,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql import quoted_name

from projections.following import marks
from projections.temporal import metadata
from projections.tracking import JOURNAL, parked, tracked
from projections.view import View

BUSY_MILLISECONDS = 30_000
_WRITES = "writes"
SHADOW = "__"
"""Between the name of a table and the number of the rebuild whose shadow it is."""
SERVED = f"{SHADOW}0"
"""After the name of a table whose place a shadow took."""
PASSING = {"postgresql": "pg_temp", "sqlite": "temp"}
"""Where tables are made that only one connection sees, and that any role may make."""
_HELD = text("""
    SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, string_agg(privilege_type, ', ')
    FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = to_regclass(:table) AND grantee <> relowner
    GROUP BY grantee
""")


def view_engine(url: str, **options: Any) -> Engine:
    """An engine for views: on SQLite a commit need not reach the disk at once, as views can be rebuilt.

    On a server each connection is asked whether it is alive: nobody notices that the server was away for a while.
    """
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune)
        event.listen(engine, "begin", _begin)
    return engine


def _tune(connection: Any, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", f"busy_timeout = {BUSY_MILLISECONDS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(db: Connection) -> None:
    db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get(_WRITES) else "BEGIN")


@contextmanager
def writing(db: Connection) -> Iterator[None]:
    """A transaction that looks before it writes: on SQLite it waits for its turn at once.

    One that began as a reader is refused as soon as somebody else wrote meanwhile.
    """
    db.rollback()
    db.execution_options(**{_WRITES: True})
    try:
        with db.begin():
            yield
    finally:
        db.execution_options(**{_WRITES: False})


class ViewsNotReady(Exception):
    """Views look otherwise than this release draws them, or are not there: bringing the database up makes them anew."""

    def __init__(self, views: tuple[str, ...]) -> None:
        super().__init__(views)
        self.views = views


def must_be_prepared(engine: Engine, views: Iterable[View]) -> None:
    """Raises `ViewsNotReady`: a view that was never made, or made by another release, cannot be kept up."""
    needed = {view.name: view.shape for view in views}
    with engine.begin() as db:
        there = inspect(db).has_table(tracked.name)
        known = dict(db.execute(select(tracked.c.view, tracked.c.shape)).all()) if there else {}
    if strangers := tuple(name for name, shape in needed.items() if known.get(name) != shape):
        raise ViewsNotReady(strangers)


def prepare(engine: Engine, views: Iterable[View]) -> None:
    """Make the views' tables. A view whose tables came to look otherwise starts again from the first fact."""
    views = list(views)
    with engine.connect() as db, writing(db):
        metadata.create_all(db, tables=[tracked, parked, marks])
        sweep(db, views)
        for view in views:
            _prepare(db, view)


def _prepare(db: Connection, view: View) -> None:
    known = db.execute(select(tracked.c.shape).where(tracked.c.view == view.name)).scalar_one_or_none()
    if known is None:
        db.execute(insert(tracked).values(view=view.name, position=0, shape=view.shape, rebuilds=0))
    elif known != view.shape:
        metadata.drop_all(db, tables=tables_of(view))
        db.execute(delete(parked).where(parked.c.view.in_([view.name, JOURNAL])))
        db.execute(update(tracked).where(tracked.c.view == view.name).values(position=0, shape=view.shape))
    metadata.create_all(db, tables=tables_of(view))


def tables_of(view: View) -> list[Table]:
    return [*(kept.table for kept in view.tables), view.workings]


def make_shadows(db: Connection, view: View, suffix: str, *, passing: bool = False) -> None:
    """Make the view's tables a second time, under longer names; `passing`: for this connection alone."""
    drop_shadows(db, view, suffix)
    beside = MetaData()
    for table in tables_of(view):
        name = table.name + suffix
        place = PASSING[db.dialect.name] if passing else None
        shadow = table.to_metadata(beside, schema=place, name=name) if place else table.to_metadata(beside, name=name)
        for index in shadow.indexes:
            index.name = quoted_name(f"{index.name}{suffix}", quote=None)
    beside.create_all(db)


def sweep(db: Connection, views: Iterable[View]) -> None:
    """Drop the shadows that a killed rebuild left behind; no other may be under way, see `web.accounts.turn`."""
    ours = {table.name for view in views for table in tables_of(view)}
    for name in inspect(db).get_table_names():
        of, _, number = name.rpartition(SHADOW)
        if of in ours and number.isdigit():
            db.exec_driver_sql(f"DROP TABLE {name}")


def drop_shadows(db: Connection, view: View, suffix: str) -> None:
    for table in tables_of(view):
        db.exec_driver_sql(f"DROP TABLE IF EXISTS {table.name}{suffix}")


def flip(db: Connection, view: View, suffix: str) -> None:
    """Put the shadows in the place of the view's tables, as open to other roles as those were.

    On SQLite, where dropping a large table takes long, those only change their names, to be emptied afterwards.
    """
    for table in tables_of(view):
        _open_alike(db, table.name, table.name + suffix)
        if db.dialect.name == "sqlite":
            db.exec_driver_sql(f"ALTER TABLE {table.name} RENAME TO {table.name}{SERVED}")
        else:
            db.exec_driver_sql(f"DROP TABLE {table.name}")
        db.exec_driver_sql(f"ALTER TABLE {table.name}{suffix} RENAME TO {table.name}")


def _open_alike(db: Connection, table: str, other: str) -> None:
    if db.dialect.name == "postgresql":
        for role, held in db.execute(_HELD, {"table": table}).all():
            db.exec_driver_sql(f"GRANT {held} ON {other} TO {role}")
