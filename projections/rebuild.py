"""Views made anew from the first fact: beside the old ones, then put in their place; or only to compare."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, delete, select, update

from projections import database, tracking
from projections.beside import Part, clear, dealt, take_in
from projections.folding import Folding
from projections.moving import emptied
from projections.runner import BATCH, Lines, Runner, undisturbed
from projections.tracking import parked, tracked
from projections.view import View

Progress = Callable[[int], object]
LAST_STRETCH = 100
"""Facts in a transaction while a rebuild catches up with the kept views: who writes waits for no more than these."""


class Difference(NamedTuple):
    """Rows of a table that only the kept view has, and rows that only the rebuilt one has."""

    view: str
    table: str
    only_kept: int
    only_rebuilt: int


class Rebuild:
    """Some views, folded again from the first fact beside the kept ones."""

    def __init__(self, engine: Engine, journal: Lines, views: Sequence[View], batch: int = BATCH) -> None:
        self.engine, self.journal, self.views, self.batch = engine, journal, views, batch
        self.parked: list[tracking.Parked] = []

    def parts(self, number: int = 1) -> list[Part]:
        """The views in so many parts of about the same work, each for a process of its own."""
        return dealt(self.engine, self.views, number)

    def rebuild(self, progress: Progress = int, parts: Sequence[Part] | None = None) -> int:
        """Make the views anew and flip; they answer all the while. Answers the position reached.

        `parts` were folded before, beside one another; where none are given all is folded here. What was stopped before
        the parts were taken in goes on from there when it is asked for again.
        """
        if parts is None:
            parts = self.parts()
            for part in parts:
                part.fold(self.journal, self.views, self.batch, progress)
        with self.engine.connect() as db:
            suffix = self._numbered(db)
            at, self.parked = take_in(db, parts, self.views, suffix)
            with self._dropped(db, suffix):
                reached = [self._put_in_place(db, view, suffix, at[view.name]) for view in self.views]
            self._clear(db, parts)
        return min(reached)

    def _put_in_place(self, db: Connection, view: View, suffix: str, at: int) -> int:
        """Bring one shadow to where the kept view is, and flip: one by one, as SQLite takes long over names."""
        folding = Folding([view], db, {view.name: at}, suffix)
        while not self._flipped(db, folding, suffix):
            self._read_on(db, folding, int, min(self.batch, LAST_STRETCH))
        return folding.behind

    def verify(self, progress: Progress = int) -> list[Difference]:
        """Compare each table with a fresh rebuild, row for row; an empty list is a clean bill.

        Comparing only reads: both are looked at as they stand at one moment, and whoever writes goes on writing. The
        fresh one is seen by this connection alone, so that a role may compare that may make no tables.
        """
        with self._passing() as (db, folding, suffix):
            while True:
                Runner(self.engine, self.journal, self.views, self.batch).catch_up()
                self._read_on(db, folding, progress, self.batch)
                with _one_moment(db):
                    if set(tracking.positions(db, folding.at).values()) <= {folding.behind}:
                        return self._differences(db, suffix)

    @contextmanager
    def _passing(self) -> Iterator[tuple[Connection, Folding, str]]:
        suffix = f"{database.SHADOW}{1}"
        with self.engine.connect() as db, self._dropped(db, suffix):
            with db.begin():
                for view in self.views:
                    database.make_shadows(db, view, suffix, passing=True)
            yield db, Folding(self.views, db, {view.name: 0 for view in self.views}, suffix), suffix

    @contextmanager
    def _dropped(self, db: Connection, suffix: str) -> Iterator[None]:
        """Whatever becomes of them, no shadows are left behind."""
        try:
            yield
        finally:
            db.rollback()
            with db.begin():
                for view in self.views:
                    database.drop_shadows(db, view, suffix)

    def _numbered(self, db: Connection) -> str:
        """A new name for shadows; those that one left which was killed are gone."""
        with database.writing(db):
            database.sweep(db, self.views)
            db.execute(update(tracked).where(self._ours).values(rebuilds=tracked.c.rebuilds + 1))
            rebuilds = db.execute(select(tracked.c.rebuilds).where(self._ours)).scalars()
            return f"{database.SHADOW}{max(rebuilds, default=0)}"

    @property
    def _ours(self) -> ColumnElement[bool]:
        return tracked.c.view.in_([view.name for view in self.views])

    def _read_on(self, db: Connection, folding: Folding, progress: Progress, batch: int) -> None:
        """Fold up to where the kept views are."""
        goal = max(tracking.positions(db, folding.at).values(), default=0)
        while folding.behind < goal:
            records = self.journal.since(folding.behind, min(batch, goal - folding.behind))
            with undisturbed(len(records)):
                folding.fold(records)
            db.rollback()
            with db.begin():
                self.parked += folding.write(db)
            folding.written(records[-1].position)
            progress(folding.behind)

    def _flipped(self, db: Connection, folding: Folding, suffix: str) -> bool:
        """Hold the kept view still: is the rebuilt one as far? Then flip."""
        (sheet,) = folding.sheets.values()
        kept = update(tracked).where(tracked.c.view == sheet.view.name)
        db.rollback()
        with db.begin():
            db.execute(kept.values(position=tracked.c.position))
            met = max(tracking.positions(db, folding.at).values()) <= folding.behind
            if met:
                self._flip(db, sheet.view, suffix)
                db.execute(kept.values(position=folding.behind))
            return met

    def _flip(self, db: Connection, view: View, suffix: str) -> None:
        database.flip(db, view, suffix)
        db.execute(delete(parked).where(parked.c.view == view.name))
        tracking.park(db, [line for line in self.parked if line.view in (view.name, tracking.JOURNAL)])

    def _clear(self, db: Connection, parts: Sequence[Part]) -> None:
        clear(db, parts)
        if db.dialect.name == "sqlite":
            for table in (table for view in self.views for table in database.tables_of(view)):
                emptied(db, table.name + database.SERVED)
        for view in self.views:
            with database.writing(db):
                database.sweep(db, [view])

    def _differences(self, db: Connection, suffix: str) -> list[Difference]:
        found = []
        for view in self.views:
            for table in database.tables_of(view):
                kept = _lines_missing(db, table.name, table.name + suffix)
                rebuilt = _lines_missing(db, table.name + suffix, table.name)
                if kept or rebuilt:
                    found.append(Difference(view.name, table.name, kept, rebuilt))
        return found


@contextmanager
def _one_moment(db: Connection) -> Iterator[None]:
    """All that is read stands as it stood at the first reading, and nobody is kept from writing."""
    db.rollback()
    with db.begin():
        if db.dialect.name == "postgresql":
            db.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _lines_missing(db: Connection, here: str, there: str) -> int:
    missing = f"SELECT count(*) FROM (SELECT * FROM {here} EXCEPT SELECT * FROM {there}) AS missing"  # noqa: S608
    return int(db.exec_driver_sql(missing).scalar_one())
