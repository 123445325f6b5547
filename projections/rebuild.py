"""Views made anew from the first fact: beside the old ones, then put in their place; or only to compare."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, delete, select, update

from projections import database, tracking
from projections.folding import Folding
from projections.runner import BATCH, Lines, Runner, undisturbed
from projections.tracking import parked, tracked
from projections.view import View

Progress = Callable[[int], object]


class Difference(NamedTuple):
    """Rows of a table that only the kept view has, and rows that only the rebuilt one has."""

    view: str
    table: str
    only_kept: int
    only_rebuilt: int


class Rebuild:
    """Some views, folded again from the first fact into tables of their own beside the kept ones."""

    def __init__(self, engine: Engine, journal: Lines, views: Sequence[View], batch: int = BATCH) -> None:
        self.engine, self.journal, self.views, self.batch = engine, journal, views, batch
        self.parked: list[tracking.Parked] = []

    def rebuild(self, progress: Progress = int) -> int:
        """Make the views anew and flip; they answer all the while. Answers the position reached."""
        with self._shadows() as (db, folding, suffix):
            while not self._flipped(db, folding, suffix):
                self._read_on(db, folding, progress)
            return folding.behind

    def verify(self, progress: Progress = int) -> list[Difference]:
        """Compare each table with a fresh rebuild, row for row; an empty list is a clean bill.

        Comparing only reads: both are looked at as they stand at one moment, and whoever writes goes on writing. The
        fresh one is seen by this connection alone, so that a role may compare that may make no tables.
        """
        with self._shadows(passing=True) as (db, folding, suffix):
            while True:
                Runner(self.engine, self.journal, self.views, self.batch).catch_up()
                self._read_on(db, folding, progress)
                with _one_moment(db):
                    if set(self._positions(db).values()) <= {folding.behind}:
                        return self._differences(db, suffix)

    @contextmanager
    def _shadows(self, *, passing: bool = False) -> Iterator[tuple[Connection, Folding, str]]:
        with self.engine.connect() as db:
            suffix = self._make_shadows(db, passing=passing)
            try:
                yield db, Folding(self.views, db, {view.name: 0 for view in self.views}, suffix), suffix
            finally:
                db.rollback()
                with db.begin():
                    for view in self.views:
                        database.drop_shadows(db, view, suffix)

    def _make_shadows(self, db: Connection, *, passing: bool = False) -> str:
        with db.begin():
            if not passing:
                database.sweep(db, self.views)
            db.execute(update(tracked).where(self._ours).values(rebuilds=tracked.c.rebuilds + 1))
            rebuilds = db.execute(select(tracked.c.rebuilds).where(self._ours)).scalars()
            suffix = f"{database.SHADOW}{max(rebuilds, default=0)}"
            for view in self.views:
                database.make_shadows(db, view, suffix, passing=passing)
        return suffix

    @property
    def _ours(self) -> ColumnElement[bool]:
        return tracked.c.view.in_([view.name for view in self.views])

    def _read_on(self, db: Connection, folding: Folding, progress: Progress) -> None:
        """Fold up to where the kept views are."""
        goal = max(self._positions(db).values(), default=0)
        while folding.behind < goal:
            records = self.journal.since(folding.behind, min(self.batch, goal - folding.behind))
            with undisturbed(len(records)):
                folding.fold(records)
            db.rollback()
            with db.begin():
                self.parked += folding.write(db)
            folding.written(records[-1].position)
            progress(folding.behind)

    def _positions(self, db: Connection) -> dict[str, int]:
        return tracking.positions(db, [view.name for view in self.views])

    def _flipped(self, db: Connection, folding: Folding, suffix: str) -> bool:
        """Hold the kept views still: are the rebuilt ones as far? Then flip."""
        db.rollback()
        with db.begin():
            db.execute(update(tracked).where(self._ours).values(position=tracked.c.position))
            met = max(self._positions(db).values(), default=0) <= folding.behind
            if met:
                self._flip(db, suffix, folding.behind)
            return met

    def _flip(self, db: Connection, suffix: str, reached: int) -> None:
        for view in self.views:
            database.flip(db, view, suffix)
        db.execute(delete(parked).where(parked.c.view.in_([view.name for view in self.views])))
        tracking.park(db, self.parked)
        db.execute(update(tracked).where(self._ours).values(position=reached))

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
