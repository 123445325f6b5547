"""Time stamps (RFC 3161) that an authority outside gave to checkpoints: kept beside them, in their order."""

from typing import Any, NamedTuple

import sqlalchemy as sa

from workflows.journal.store import LAST, Store
from workflows.journal.tree_tables import TIME_STAMP


class TimeStamp(NamedTuple):
    """What was stamped, the signed text of a checkpoint, and the authority's whole answer (DER); `at` in microseconds
    since 1970 is our own clock's."""

    origin: str
    size: int
    text: str
    answer: bytes
    at: int


_STAMPED = sa.select(*(TIME_STAMP.c[name] for name in TimeStamp._fields))


class TimeStamps:
    """The time stamps of a journal."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, stamp: TimeStamp) -> None:
        """Put one down; raises nothing where another process was first."""
        known = (TIME_STAMP.c.origin == stamp.origin) & (TIME_STAMP.c.size == stamp.size)
        with self._store.transaction(self._store.engine) as db:
            if not db.scalar(sa.select(sa.exists().where(known))):
                db.execute(sa.insert(TIME_STAMP).values(**stamp._asdict()))

    def newest(self, until: int = LAST) -> TimeStamp | None:
        """The last one, of no more facts than until a position."""
        some = _STAMPED.where(TIME_STAMP.c.size <= until).order_by(TIME_STAMP.c.id.desc()).limit(1)
        return next(iter(self._read(some)), None)

    def all(self) -> list[TimeStamp]:
        return self._read(_STAMPED.order_by(TIME_STAMP.c.id))

    def _read(self, query: sa.Select[Any]) -> list[TimeStamp]:
        with self._store.engine.connect() as db:
            return [TimeStamp(*row) for row in db.execute(query)]
