"""Makes the journal's tables, or brings those of an older release to today's shape; nothing else ever does."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa

from workflows.journal import sqlite
from workflows.journal.chain import GENESIS
from workflows.journal.conflicts import DatabaseNotReady
from workflows.journal.store import Store
from workflows.journal.tables import HEAD, METADATA, VERSION

LOCK = 0x6E656E6570
"""`nenep`: what several migrating processes wait for on PostgreSQL."""


def _first_shape(connection: sa.Connection) -> None:
    METADATA.create_all(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(sa.insert(HEAD).values(id=1, position=0, hash=GENESIS, recorded_at=0))
    for statement in _room(str(connection.engine.url)).APPEND_ONLY:
        connection.exec_driver_sql(statement)


STEPS: tuple[Callable[[sa.Connection], None], ...] = (_first_shape,)
"""What makes version 1 out of nothing, version 2 out of version 1, and so on."""
NEEDED = len(STEPS)


def migrate(url: str) -> int:
    """Bring the database to the version this release needs and return that version.

    Several processes at once: one does it, the others wait and find it done. A newer database is refused.
    """
    place, room = sa.make_url(url), _room(url)
    if room is sqlite and place.database:
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    engine = room.open_engine(url)
    try:
        with room.transaction(engine) as connection:
            _migrate(connection)
    finally:
        engine.dispose()
    return NEEDED


def _migrate(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    found = _version(connection)
    if found > NEEDED:
        raise DatabaseNotReady(found, NEEDED)
    for version, step in enumerate(STEPS[found:], start=found + 1):
        step(connection)
        connection.execute(sa.delete(VERSION))
        connection.execute(sa.insert(VERSION).values(version=version))


def _version(connection: sa.Connection) -> int:
    if not sa.inspect(connection).has_table(VERSION.name):
        return 0
    return connection.scalar(sa.select(VERSION.c.version)) or 0


def open_store(url: str) -> Store:
    """The store of a database that is ready; any other one is refused and named by its version."""
    store = _room(url).open_store(url)
    with store.engine.connect() as connection:
        found = _version(connection)
    if found != NEEDED:
        store.close()
        raise DatabaseNotReady(found, NEEDED)
    return store


def _room(url: str) -> ModuleType:
    return sqlite if sa.make_url(url).get_backend_name() == "sqlite" else sqlite
