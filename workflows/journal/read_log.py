"""The read log: who looked at whose identity, at a case, at what was taken out; in a database of its own.

`migrate_reads(url)` makes the tables, `ReadLog(url)` opens them. What is about a person is put down before it is given
(`note`); what is about a case within a second (`soon`). While lines cannot be put down, neither is given.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import sqlalchemy as sa

from workflows.journal.chain import GENESIS
from workflows.journal.conflicts import ReadsUnrecorded
from workflows.journal.migration import bring_up, check, room_of
from workflows.journal.read_log_tables import HEAD, READ, READS_SHAPE, row_of
from workflows.journal.reads import Read, ReadKind, ReadLine, Way, chained, link

A_SECOND, MOST_WAITING, AT_ONCE = 1.0, 1_000, 5_000


class ReadsHead(NamedTuple):
    """How many lines there are, and the hash over all of them."""

    number: int
    hash: bytes


class ReadsSought(NamedTuple):
    """Which lines; what is None does not narrow it. `before`: a line's number; times in microseconds since 1970."""

    of: str | None = None
    reader: str | None = None
    kind: ReadKind | None = None
    since: int | None = None
    until: int | None = None
    before: int | None = None


class ReadLog:
    """Lines are put down and listed; nothing takes them out."""

    def __init__(self, url: str) -> None:
        """Opens a database of today's version; raises `DatabaseNotReady` for any other."""
        self._room = room_of(sa.make_url(url))
        self._engine: sa.Engine = self._room.open_engine(url)
        check(self._engine, READS_SHAPE)
        self._lock, self._flushing = threading.Lock(), threading.Lock()
        self._waiting: list[Read] = []
        self._timer: threading.Timer | None = None
        self._failing = False

    def note(self, reads: Iterable[Read]) -> None:
        """Put reads down, durably, before what was read is given. Raises `ReadsUnrecorded`."""
        rows = list(reads)
        if not rows:
            return
        try:
            self._append(rows)
        except sa.exc.DBAPIError as wrong:
            raise ReadsUnrecorded from wrong

    def soon(self, read: Read) -> None:
        """Put a read down within a second, with others. Raises `ReadsUnrecorded` where earlier ones could not be."""
        if self._failing or len(self._waiting) >= MOST_WAITING:
            self.flush()
        with self._lock:
            self._waiting.append(read)
            if self._timer is None:
                self._timer = threading.Timer(A_SECOND, self._by_the_clock)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Put down what waits. Raises `ReadsUnrecorded`; then it waits on."""
        with self._flushing:
            with self._lock:
                rows, self._waiting, self._timer = self._waiting, [], None
            try:
                self.note(rows)
            except ReadsUnrecorded:
                with self._lock:
                    self._waiting, self._failing = rows + self._waiting, True
                raise
            self._failing = False

    def _by_the_clock(self) -> None:
        """What goes wrong is found again by the next read and by whoever counts, who say it."""
        with suppress(ReadsUnrecorded):
            self.flush()

    def _append(self, reads: Sequence[Read]) -> None:
        with self._room.transaction(self._engine) as db:
            number, head = db.execute(sa.select(HEAD.c.number, HEAD.c.hash).with_for_update()).one()
            lines = list(chained(number, head, reads))
            db.execute(sa.insert(READ), [row_of(line) for line in lines])
            db.execute(sa.update(HEAD).values(number=lines[-1].number, hash=lines[-1].hash))

    def head(self) -> ReadsHead:
        with self._engine.connect() as db:
            return ReadsHead(*db.execute(sa.select(HEAD.c.number, HEAD.c.hash)).one())

    def lines(self, sought: ReadsSought, limit: int = 50) -> list[ReadLine]:
        """The newest first."""
        query = sa.select(READ).order_by(READ.c.number.desc()).limit(limit)
        with self._engine.connect() as db:
            return [_line(row) for row in db.execute(query.where(*_conditions(sought)))]

    def wrong_from(self, head: ReadsHead, heads: Mapping[int, bytes]) -> int | None:
        """The first line up to a head that is not what was put down; None: all are.

        `heads` are hashes kept elsewhere, by number of lines. Lines put down meanwhile do not matter.
        """
        kept, last, before = {**heads, head.number: heads.get(head.number, head.hash)}, 0, GENESIS
        for number, line in enumerate(self._until(head.number), start=1):
            if line.number != number or line.hash != link(before, number, line.read):
                return number
            if kept.pop(number, line.hash) != line.hash:
                return number
            last, before = number, line.hash
        kept.pop(0, None)
        return last + 1 if kept or before != head.hash else None

    def _until(self, number: int) -> Iterator[ReadLine]:
        """The lines up to one, some at a time; nobody is kept from writing meanwhile."""
        last = 0
        while lines := self._after(last, number):
            yield from lines
            last = lines[-1].number

    def _after(self, last: int, until: int) -> list[ReadLine]:
        some = sa.select(READ).where(READ.c.number > last, READ.c.number <= until)
        with self._engine.connect() as db:
            return [_line(row) for row in db.execute(some.order_by(READ.c.number).limit(AT_ONCE))]

    def close(self) -> None:
        """What still waits is put down first."""
        if self._timer is not None:
            self._timer.cancel()
        try:
            self.flush()
        finally:
            self._engine.dispose()


def _line(row: sa.Row[Any]) -> ReadLine:
    told = row._mapping
    kind, way = ReadKind(told["kind"]), Way(told["way"])
    return ReadLine(
        told["number"], Read(told["at"], told["reader"], told["of"], told["place"], kind, way), told["hash"]
    )


def _conditions(sought: ReadsSought) -> Iterator[sa.ColumnElement[bool]]:
    for name in ("of", "reader", "kind"):
        if (value := getattr(sought, name)) is not None:
            yield READ.c[name] == value
    for column, least, below in ((READ.c.at, sought.since, sought.until), (READ.c.number, None, sought.before)):
        if least is not None:
            yield column >= least
        if below is not None:
            yield column < below


def migrate_reads(url: str) -> int:
    """Make or migrate the read log's tables; the version they have now."""
    return bring_up(url, READS_SHAPE)
