"""Connections to SQLite as the journal needs them: one writer at a time, each commit flushed before it is answered."""

import sqlite3
import time
from contextlib import AbstractContextManager

import sqlalchemy as sa

from workflows.journal.conflicts import NotDurable

PATIENCE = 30.0
"""Seconds that one process waits for another's write."""
A_MOMENT, TRIES = 0.02, 1_500
"""Seconds between two tries at what SQLite itself does not wait for, and how many of them: as long as for a write."""
FULL = 2
"""What SQLite answers when each commit is flushed."""


def open_engine(url: str, *, wipes: bool = False) -> sa.Engine:
    """Connections that wait for one another, write ahead, and flush each commit; transactions are begun by hand.

    `wipes` overwrites what is deleted.
    """
    if not sa.make_url(url).database:
        raise NotDurable("journal_mode", "memory")
    settings = {"timeout": PATIENCE, "isolation_level": None, "cached_statements": 256}
    engine = sa.create_engine(url, connect_args=settings, pool_size=8, max_overflow=24)
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    if wipes:
        sa.event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA secure_delete=ON"))
    return engine


def transaction(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    """A transaction that writes: it waits for its turn before it reads anything."""
    return engine.execution_options(writes=True).begin()


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    mode = _in_wal(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.create_function("from_hex", 1, bytes.fromhex, deterministic=True)
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if mode != "wal":
        raise NotDurable("journal_mode", str(mode))
    if synchronous != FULL:
        raise NotDurable("synchronous", str(synchronous))


def _in_wal(connection: sqlite3.Connection) -> str:
    """Switch to WAL. The switch asks no busy handler: whoever comes second at a new database tries again."""
    for _ in range(TRIES):
        try:
            return str(connection.execute("PRAGMA journal_mode=WAL").fetchone()[0])
        except sqlite3.OperationalError as locked:
            if locked.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            time.sleep(A_MOMENT)
    return str(connection.execute("PRAGMA journal_mode=WAL").fetchone()[0])
