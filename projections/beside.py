"""Where views are folded anew while the kept ones answer: a file beside the database on SQLite, a schema on PostgreSQL.

The same tables under the same names, and how far each view has come there: whoever was stopped goes on from where
it stood. Nothing here holds a lock that a writer waits for.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine, event, inspect, make_url

from domain.record import Record
from projections import tracking
from projections.database import prepare, view_engine
from projections.moving import copied_in, moved_in
from projections.runner import BATCH, Lines, Runner
from projections.tracking import JOURNAL, Parked, tracked
from projections.view import View

SCHEMA = "nenep_rebuild"
ROOM_OF_FILE = "PRAGMA cache_size = -65536"
"""In kibibytes: what a process that folds beside may keep of its file in memory."""


class Until(NamedTuple):
    """The journal up to a position: who writes faster than others fold is not chased."""

    journal: Lines
    last: int

    def since(self, position: int, limit: int) -> Sequence[Record[Any]]:
        return self.journal.since(position, min(limit, self.last - position)) if position < self.last else ()

    def head(self) -> int:
        return self.last


class Part(NamedTuple):
    """Some of the views, to be folded beside by one process; the address is whole, its password with it."""

    address: str
    number: int
    views: tuple[str, ...]

    @contextmanager
    def opened(self) -> Iterator[Engine]:
        url = make_url(self.address)
        engine = _file(url, self.number) if url.get_backend_name() == "sqlite" else _schema(url)
        try:
            yield engine
        finally:
            engine.dispose()

    def fold(
        self, journal: Lines, views: Sequence[View], batch: int = BATCH, progress: Callable[[int], object] = int
    ) -> int:
        """Read to where the journal ends now, from the first fact or from where an earlier one was stopped."""
        mine = [view for view in views if view.name in self.views]
        with self.opened() as engine:
            make_place(engine)
            prepare(engine, mine)
            return Runner(engine, Until(journal, journal.head()), mine, batch).catch_up(progress=progress)

    def reached(self) -> int:
        """How far it has come by now; 0 where it has not begun."""
        with self.opened() as engine:
            if is_there(engine):
                with engine.connect() as db:
                    return min(tracking.positions(db, self.views).values(), default=0)
        return 0


def dealt(engine: Engine, views: Sequence[View], parts: int) -> list[Part]:
    """The views in so many parts: whichever is heaviest goes to whoever has least."""
    address = engine.url
    if engine.dialect.name == "sqlite" and not address.database:
        address = URL.create("sqlite", database=str(Path(tempfile.mkdtemp(prefix="nenep-")) / "memory.db"))
    shares: list[list[View]] = [[] for _ in range(max(1, min(parts, len(views))))]
    for view in sorted(views, key=lambda one: (-one.weight, one.name)):
        min(shares, key=lambda share: sum(one.weight for one in share)).append(view)
    where = address.render_as_string(hide_password=False)
    return [Part(where, number, tuple(view.name for view in share)) for number, share in enumerate(shares, 1)]


def take_in(
    db: Connection, parts: Sequence[Part], views: Sequence[View], suffix: str
) -> tuple[dict[str, int], list[Parked]]:
    """Put what was folded beside where shadows stand, and nothing stays beside; how far each view is, what broke."""
    at: dict[str, int] = {}
    parked: list[Parked] = []
    for part in parts:
        mine = [view for view in views if view.name in part.views]
        with part.opened() as engine:
            with engine.connect() as there:
                at |= tracking.positions(there, part.views)
                parked += [line for line in tracking.parked_facts(there) if line.view in (*part.views, JOURNAL)]
            if engine.dialect.name == "sqlite":
                copied_in(db, mine, suffix, str(engine.url.database))
            else:
                moved_in(db, mine, suffix, SCHEMA)
    return at, list(dict.fromkeys(parked))


def clear(db: Connection, parts: Sequence[Part]) -> None:
    """Nothing is left of the places."""
    if db.dialect.name == "postgresql":
        with db.begin():
            db.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        return
    for part in parts:
        with part.opened() as engine:
            for ending in ("", "-wal", "-shm"):
                Path(f"{engine.url.database}{ending}").unlink(missing_ok=True)


def _file(url: URL, number: int) -> Engine:
    engine = view_engine(url.set(database=f"{url.database}.rebuild-{number}").render_as_string(hide_password=False))
    event.listen(engine, "connect", lambda connection, _: connection.execute(ROOM_OF_FILE))
    return engine


def _schema(url: URL) -> Engine:
    address = url.render_as_string(hide_password=False)
    return view_engine(address, connect_args={"options": f"-c search_path={SCHEMA}"})


def make_place(engine: Engine) -> None:
    """A file makes itself."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as db:
            db.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (SCHEMA,))
            db.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")


def is_there(engine: Engine) -> bool:
    """Whether anything was folded there; a file is not made by asking."""
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        return False
    return inspect(engine).has_table(tracked.name)
