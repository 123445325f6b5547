"""Recording one fact, durably: against a bare insert and commit of the same bytes; by threads; by processes."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from uuid import uuid4

import psycopg

from benchmarks.figure import Figure, rates, times_a_second
from benchmarks.servers import folder, plain, postgresql, postgresql_at, sqlite_at
from domain.events.meeting import ResultsPosted
from domain.names import PersonId
from domain.record import Hand
from workflows.journal.journal import Journal, Writing
from workflows.journal.migration import migrate

SECONDS, THREADS, PROCESSES = 1.0, 16, 4
FACT = ResultsPosted(posted_at=datetime(2026, 10, 5, 8, 30, tzinfo=UTC))
RAW = "CREATE TABLE raw (position INTEGER PRIMARY KEY, a {blob}, b {blob}, c {blob}, line {blob} NOT NULL)"


def figures() -> Iterator[Figure]:
    with folder() as place:
        url = _ready(sqlite_at(place))
        yield _against_raw("record one fact, SQLite", url, _raw_sqlite(plain(sqlite_at(place))), 0.65)
        yield _threads("16 threads, SQLite", url)
    with postgresql() as server:
        url = _ready(postgresql_at(server))
        yield _against_raw("record one fact, PostgreSQL", url, _raw_postgresql(plain(postgresql_at(server))), 0.9)
        yield _threads("16 threads, PostgreSQL", url)
    with postgresql("commit_delay=2000", "commit_siblings=0") as server:
        yield _processes(_ready(postgresql_at(server)))


def _ready(url: str) -> str:
    migrate(url)
    return url


def record_one(journal: Journal) -> None:
    """A command as most are: one fact in a stream, with a hand, a command id and a fingerprint."""
    hand = Hand(by=PersonId("p-00000000"), at=datetime.now(UTC), command=uuid4())
    journal.record(hand, Writing(uuid4(), 0, (FACT,)), fingerprint=hand.command.bytes if hand.command else b"")


def _against_raw(name: str, url: str, raw: Callable[[], object], reach: float) -> Figure:
    journal = Journal(url)
    ours, limit = rates(
        partial(times_a_second, partial(record_one, journal), SECONDS), partial(times_a_second, raw, SECONDS)
    )
    journal.close()
    return Figure(name, "raw insert + commit of the same bytes", ours / limit, reach, ours=ours, limit=limit)


def _bytes() -> tuple[bytes, bytes, bytes, bytes]:
    return uuid4().bytes, uuid4().bytes, uuid4().bytes, LINE


LINE = bytes(230)
"""About the bytes of an entry beside its ids: payload, topic, hand, times, hash."""


def _raw_sqlite(path: str) -> Callable[[], object]:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(RAW.format(blob="BLOB"))

    def insert() -> None:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO raw (a, b, c, line) VALUES (?, ?, ?, ?)", _bytes())
        connection.execute("COMMIT")

    return insert


def _raw_postgresql(address: str) -> Callable[[], object]:
    connection = psycopg.connect(address, prepare_threshold=0)
    connection.execute(RAW.format(blob="BYTEA").replace("INTEGER", "BIGSERIAL"))
    connection.commit()

    def insert() -> None:
        connection.execute("INSERT INTO raw (a, b, c, line) VALUES (%s, %s, %s, %s)", _bytes())
        connection.commit()

    return insert


def _threads(name: str, url: str) -> Figure:
    journal = Journal(url)
    many, one = rates(partial(_by_threads, journal, THREADS), partial(_by_threads, journal, 1))
    journal.close()
    return Figure(name, "one thread", many / one, 2, ours=many, limit=one)


def _by_threads(journal: Journal, number: int) -> float:
    counts = [0.0] * number

    def work(which: int) -> None:
        counts[which] = times_a_second(partial(record_one, journal), SECONDS)

    threads = [threading.Thread(target=work, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def _processes(url: str) -> Figure:
    many, one = rates(partial(_by_processes, url, PROCESSES), partial(_by_processes, url, 1), repeats=3)
    return Figure("4 processes, PostgreSQL, flush of 2 ms", "one process", many / one, 2, ours=many, limit=one)


def _by_processes(url: str, number: int) -> float:
    context = get_context("spawn")
    with context.Pool(number) as pool:
        at = time.time() + 2.0
        return sum(pool.starmap(_one_process, [(url, at)] * number, chunksize=1))


def _one_process(url: str, begin: float) -> float:
    """Records from the same moment on as the others, so that starting up is not measured."""
    journal = Journal(url)
    record_one(journal)
    time.sleep(max(0.0, begin - time.time()))
    done = times_a_second(partial(record_one, journal), 2 * SECONDS)
    journal.close()
    return done
