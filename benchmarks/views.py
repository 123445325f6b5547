"""Views: how fast they are made anew, by one process and by two, what that takes, and whom it keeps waiting."""

import resource
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure, per_second, rates
from benchmarks.houses import place_of
from benchmarks.recording import record_one
from benchmarks.servers import folder
from projections import VIEWS
from projections.database import tables_of, view_engine
from projections.rebuild import Rebuild
from web.commands.folding_apart import fold_apart
from workflows.journal.codec import Codec
from workflows.journal.journal import Journal

CELLS, EACH = 543, 5_000
EVERY = 0.005
BRIEFLY = 10.0
LOG = ("journal", "journal_claim", "journal_head")
COLUMNS = (
    "position, stream, version, topic, payload, actor, on_behalf_of, command, command_facts, fingerprint, correlation, "
    "causation, occurred_at, recorded_at, hash"
)


def figures() -> Iterator[Figure]:
    with folder() as place, place_of(CELLS) as told:
        shutil.copytree(told / "var", place / "var")
        file = place / "var" / "nenep.db"
        with closing(Journal(f"sqlite:///{file}")) as journal:
            yield from _reading(journal, file)
            yield _size(file)
            yield from _made_anew(journal, file)


def _reading(journal: Journal, file: Path) -> Iterator[Figure]:
    ours, limit = rates(
        partial(per_second, partial(_read, journal)), partial(per_second, partial(_raw, file, COLUMNS)), repeats=3
    )
    yield Figure(
        "read and decode all entries", "raw SELECT + decode of them", ours / limit, 0.85, ours=ours, limit=limit
    )


def _made_anew(journal: Journal, file: Path) -> Iterator[Figure]:
    facts = journal.head()
    for processes, reach in ((1, 0.12), (2, 0.2)):
        (limit,) = rates(partial(per_second, partial(_raw, file, "position, stream, topic, payload")), repeats=3)
        begun = time.perf_counter()
        _rebuild(file, processes)
        ours = facts / (time.perf_counter() - begun)
        name = f"rebuild all views, {facts:,} facts, {processes} process{'es' * (processes > 1)}"
        yield Figure(name, "read and decode of 4 columns", ours / limit, reach, ours=ours, limit=limit)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Figure(
        "memory of a rebuild, a process", "300 MB", most / 300, 1, at_most=True, ours=most, limit=300, unit="MB"
    )
    alone, beside = _longest(file, None), _longest(file, 2)
    yield Figure(
        "longest wait of a writer beside a rebuild",
        "100 ms",
        beside / 100,
        1,
        at_most=True,
        ours=beside,
        limit=alone,
        unit="ms",
    )


def _rebuild(file: Path, processes: int) -> None:
    address = f"sqlite:///{file}"
    engine = view_engine(address)
    with closing(Journal(address)) as journal:
        anew = Rebuild(engine, journal, VIEWS)
        parts = anew.parts(processes)
        fold_apart(parts, address, int)
        anew.rebuild(parts=parts)
    engine.dispose()


def _read(journal: Journal) -> int:
    position = 0
    while records := journal.since(position, EACH):
        position = records[-1].position
    return position


def _raw(file: Path, columns: str) -> int:
    readers = Codec()._readers  # the limit is what the decoders alone take
    decode = {topic: reader.decode for topic, reader in readers.items()}
    names = [name.strip() for name in columns.split(",")]
    topic_at, payload_at, count = names.index("topic"), names.index("payload"), 0
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        found = connection.execute(f"SELECT {columns} FROM journal ORDER BY position")  # our own names
        while lines := found.fetchmany(EACH):
            for line in lines:
                decode[line[topic_at]](line[payload_at])
            count += len(lines)
    return count


def _size(file: Path) -> Figure:
    """Tables with their indexes, by the pages they fill."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        of = dict(connection.execute("SELECT name, tbl_name FROM sqlite_master").fetchall())
        pages = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    views = {table.name for view in VIEWS for table in tables_of(view)}
    ours = sum(size for name, size in pages if of.get(name, name) in views) / 1e6
    limit = sum(size for name, size in pages if of.get(name, name) in LOG) / 1e6
    return Figure(
        "size of all views", "size of the log", ours / limit, 0.6, at_most=True, ours=ours, limit=limit, unit="MB"
    )


def _longest(file: Path, processes: int | None) -> float:
    """The longest that a writer waited who records a fact every few milliseconds, in milliseconds."""
    context = get_context("spawn")
    stop, longest = context.Event(), context.Value("d", 0.0)
    writer = context.Process(target=_writes, args=(f"sqlite:///{file}", stop, longest))
    writer.start()
    try:
        if processes is None:
            time.sleep(BRIEFLY)
        else:
            _rebuild(file, processes)
    finally:
        stop.set()
        writer.join(60)
    return longest.value * 1000


def _writes(address: str, stop: Event, longest: Any) -> None:
    with closing(Journal(address)) as journal:
        record_one(journal)
        while not stop.is_set():
            begun = time.perf_counter()
            record_one(journal)
            longest.value = max(longest.value, time.perf_counter() - begun)
            time.sleep(EVERY)
