"""Takes what was deleted off the disk: deleting alone leaves it in old pages."""

import time

import sqlalchemy as sa

from workflows.journal.key_tables import REWRITTEN
from workflows.journal.unreadable import TracesRemain

ATTEMPTS = 50
PAUSE = 0.1
"""Seconds between attempts; readers of the old pages are done long before."""


def wipe_traces(engine: sa.Engine) -> None:
    """On SQLite deleted bytes are overwritten at once (secure_delete) and the write-ahead log is emptied here; on
    PostgreSQL the tables are written anew. There its own log and any backup keep old pages until they are recycled."""
    if engine.dialect.name == "sqlite":
        _empty_write_ahead_log(engine)
        return
    with engine.connect() as connection:
        for table in REWRITTEN:
            connection.execute(sa.select(sa.func.keys_rewrite(table)))


def _empty_write_ahead_log(engine: sa.Engine) -> None:
    pooled = engine.raw_connection()
    try:
        for _ in range(ATTEMPTS):
            busy, _, _ = pooled.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
            time.sleep(PAUSE)
    finally:
        pooled.close()
    raise TracesRemain
