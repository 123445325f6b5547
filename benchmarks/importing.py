"""Histories that come in at once, checks and chain included, against the same rows put down bare."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any

import psycopg

from benchmarks.figure import Figure, rates
from benchmarks.history import history
from benchmarks.servers import folder, plain, postgresql, postgresql_at, sqlite_at
from workflows.journal.journal import BATCH, Journal
from workflows.journal.migration import migrate

FACTS = 50_000
Rows = Sequence[Sequence[Any]]


def figures() -> Iterator[Figure]:
    with folder() as place:
        yield _figure("SQLite", "executemany", partial(sqlite_at, place), _executemany)
    with postgresql() as server:
        yield _figure("PostgreSQL", "COPY", partial(postgresql_at, server), _copy)


def _figure(engine: str, raw: str, fresh: Callable[[], str], put_down: Callable[[str, Rows], None]) -> Figure:
    kept = fresh()
    _recorded(kept)
    rows = _rows(kept)
    ours, limit = rates(
        lambda: _rate(fresh, _recorded), lambda: _rate(fresh, lambda url: put_down(url, rows)), repeats=3
    )
    return Figure(
        f"import of {FACTS:,} facts, {engine}", f"raw {raw} of the same rows", ours / limit, 0.6, ours=ours, limit=limit
    )


def _rate(fresh: Callable[[], str], put_down: Callable[[str], None]) -> float:
    url = fresh()
    migrate(url)
    begun = time.perf_counter()
    put_down(url)
    return FACTS / (time.perf_counter() - begun)


def _recorded(url: str) -> None:
    migrate(url)
    with closing(Journal(url)) as journal:
        journal.record_many(history(FACTS))


def _rows(url: str) -> Rows:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(plain(url))) as connection:
            return connection.execute("SELECT * FROM journal ORDER BY position").fetchall()
    with psycopg.connect(plain(url)) as connection:
        return connection.execute("SELECT * FROM journal ORDER BY position").fetchall()


def _executemany(url: str, rows: Rows) -> None:
    """In transactions as large as ours, as durable, with the same indexes."""
    marks = ", ".join("?" * len(rows[0]))
    with closing(sqlite3.connect(plain(url), isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        for first in range(0, FACTS, BATCH):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO journal VALUES ({marks})", rows[first : first + BATCH])
            connection.execute("COMMIT")


def _copy(url: str, rows: Rows) -> None:
    with psycopg.connect(plain(url)) as connection:
        for first in range(0, FACTS, BATCH):
            with connection.transaction(), connection.cursor().copy("COPY journal FROM STDIN") as copy:
                for row in rows[first : first + BATCH]:
                    copy.write_row(row)
