"""Makes tables, or brings those of an older release to today's shape; nothing else ever does."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import sqlalchemy as sa

from workflows.journal import postgres, sqlite
from workflows.journal.chain import GENESIS
from workflows.journal.conflicts import DatabaseNotReady
from workflows.journal.store import Store
from workflows.journal.tables import HEAD, METADATA, VERSION
from workflows.journal.tree_tables import METADATA as TREE

LOCK = 0x6E656E6570
"""`nenep`: what several migrating processes wait for on PostgreSQL."""


class Shape(NamedTuple):
    """The tables of one room: where their version is kept, and the steps that lead from each version to the next."""

    version: sa.Table
    steps: tuple[Callable[[sa.Connection], None], ...]

    @property
    def needed(self) -> int:
        return len(self.steps)


def _first_journal(connection: sa.Connection) -> None:
    METADATA.create_all(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(sa.insert(HEAD).values(id=1, position=0, hash=GENESIS, recorded_at=0))
    for statement in room_of(connection.engine.url).APPEND_ONLY:
        connection.exec_driver_sql(statement)


def _with_a_tree(connection: sa.Connection) -> None:
    TREE.create_all(connection)


def _with_time_stamps(connection: sa.Connection) -> None:
    """Of an older release's tables only those that are missing are made."""
    TREE.create_all(connection)


JOURNAL_SHAPE = Shape(VERSION, (_first_journal, _with_a_tree, _with_time_stamps))


def migrate(url: str) -> int:
    """Make or migrate the journal's tables; the version they have now. Several processes at once may do so."""
    return bring_up(url, JOURNAL_SHAPE)


def open_store(url: str) -> Store:
    """The store of a database that is ready; any other one is refused and named by its version."""
    store: Store = room_of(sa.make_url(url)).open_store(url)
    try:
        check(store.engine, JOURNAL_SHAPE)
    except DatabaseNotReady:
        store.close()
        raise
    return store


def bring_up(url: str, shape: Shape) -> int:
    """Bring a room's tables to the version this release needs and return that version.

    Several processes at once: one does it, the others wait and find it done. A newer database is refused.
    """
    place = sa.make_url(url)
    room = room_of(place)
    if room is sqlite and place.database:
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    engine: sa.Engine = room.open_engine(url)
    try:
        with room.transaction(engine) as connection:
            _bring_up(connection, shape)
    finally:
        engine.dispose()
    return shape.needed


def _bring_up(connection: sa.Connection, shape: Shape) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    found = _version(connection, shape)
    if found > shape.needed:
        raise DatabaseNotReady(found, shape.needed)
    for version, step in enumerate(shape.steps[found:], start=found + 1):
        step(connection)
        connection.execute(sa.delete(shape.version))
        connection.execute(sa.insert(shape.version).values(version=version))


def check(engine: sa.Engine, shape: Shape) -> None:
    """Raises `DatabaseNotReady` where the tables have another version than this release needs."""
    with engine.connect() as connection:
        found = _version(connection, shape)
    if found != shape.needed:
        raise DatabaseNotReady(found, shape.needed)


def _version(connection: sa.Connection, shape: Shape) -> int:
    if not sa.inspect(connection).has_table(shape.version.name):
        return 0
    return connection.scalar(sa.select(shape.version.c.version)) or 0


def room_of(url: sa.URL) -> ModuleType:
    """What the two databases do differently."""
    return sqlite if url.get_backend_name() == "sqlite" else postgres
