"""Keeps the views up with the journal; two runners never apply a position twice."""

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, Engine

from domain.record import Record
from projections import tracking
from projections.folding import OUTAGES, Folding
from projections.tracking import JOURNAL, Overtaken, Parked
from projections.view import View

BATCH = 5_000
LARGE = 1_000


class Lines(Protocol):
    """The journal, as far as views read it."""

    def since(self, position: int, limit: int) -> Sequence[Record[Any]]: ...

    def head(self) -> int: ...


class ViewStatus(NamedTuple):
    """How far a view has read, how much it has yet to read, and how many facts it could not take in."""

    view: str
    position: int
    lag: int
    parked: int


class Runner:
    """Brings views forward, in batches, each batch in one transaction with the views' positions."""

    def __init__(self, engine: Engine, journal: Lines, views: Sequence[View], batch: int = BATCH) -> None:
        self.engine, self.journal, self.views, self.batch = engine, journal, views, batch
        self._one_at_a_time = threading.Lock()

    def catch_up(self, upto: int | None = None, progress: Callable[[int], object] = int) -> int:
        """Read on to the journal's end, or at least to `upto`; answers the position that every view has reached."""
        with self._one_at_a_time:
            while True:
                try:
                    return self._read_on(upto, progress)
                except Overtaken:
                    continue

    def follow(self, wait: Callable[[], bool]) -> None:
        """Catch up again and again until `wait` answers true; a database that is away is waited for."""
        while not wait():
            try:
                self.catch_up()
            except OUTAGES:
                continue

    def status(self) -> list[ViewStatus]:
        head = self.journal.head()
        with self.engine.connect() as db:
            at = tracking.positions(db, [view.name for view in self.views])
            parked = tracking.parked_counts(db)
        status = [ViewStatus(view, position, head - position, parked.get(view, 0)) for view, position in at.items()]
        if JOURNAL in parked:
            status.append(ViewStatus(JOURNAL, head, 0, parked[JOURNAL]))
        return status

    def _read_on(self, upto: int | None = None, progress: Callable[[int], object] = int) -> int:
        with self.engine.connect() as db:
            at = tracking.positions(db, [view.name for view in self.views])
            if upto is not None and min(at.values(), default=upto) >= upto:
                return min(at.values(), default=upto)
            folding = Folding(self.views, db, at)
            while records := self._after(folding.behind):
                folding = self._take(db, folding, records)
                progress(folding.behind)
            return folding.behind

    def _after(self, position: int) -> Sequence[Record[Any]]:
        with undisturbed(self.journal.head() - position):
            return self.journal.since(position, self.batch)

    def _take(self, db: Connection, folding: Folding, records: Sequence[Record[Any]]) -> Folding:
        """One batch; when the database refuses a row in it, fact by fact, so that one fact alone is parked."""
        with undisturbed(len(records)):
            folding.fold(records)
        try:
            _commit(db, folding, records[-1].position, folding.write)
        except (Overtaken, *OUTAGES):
            raise
        except Exception:  # noqa: BLE001  # whichever row it was, it is found below
            for record in records:
                folding = Folding(self.views, db, folding.at)
                folding.fold([record])
                _commit(db, folding, record.position, folding.write_apart)
            return Folding(self.views, db, folding.at)
        return folding


def _commit(db: Connection, folding: Folding, position: int, write: Callable[[Connection], list[Parked]]) -> None:
    db.rollback()
    with db.begin():
        tracking.advance(db, folding.at, position)
        tracking.park(db, write(db))
    folding.written(position)


@contextmanager
def undisturbed(facts: int) -> Iterator[None]:
    """Nothing that is folded in large batches is garbage: looking for some costs a sixth of the time."""
    large = facts >= LARGE and gc.isenabled()
    if large:
        gc.disable()
    try:
        yield
    finally:
        if large:
            gc.enable()
