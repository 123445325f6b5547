"""One process at a time brings a database up, or makes its views anew; the others wait and find it done."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

LOCK = 0x6E656E65
"""What waiting processes hold on PostgreSQL; the journal's own migration has another."""


@contextmanager
def turn(url: str) -> Iterator[None]:
    """Hold the database for oneself: by a file beside it on SQLite, by an advisory lock on PostgreSQL."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite":
        folder = Path(place.database or "").parent
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".nenep-init.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    engine = create_engine(place)
    try:
        with engine.connect() as db:
            db.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
            yield
    finally:
        engine.dispose()
