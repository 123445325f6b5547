"""One pass of facts through many views: one read, one decode, one write a batch."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError

from domain.events.fact import Parked as Unread
from domain.record import Record
from projections.sheet import Sheet
from projections.tracking import JOURNAL, Parked
from projections.view import View

ROOM = 25_000
"""So many rows and states are held in memory, and beside them as many that were held before; those that were not asked
for again are let go. Four times as many take twice the memory for a twentieth of the time."""
OUTAGES = (OperationalError, InterfaceError)
"""The database is away: no fact is to blame."""


class Folding:
    """Views being brought forward together, each from where it stands."""

    def __init__(self, views: Sequence[View], db: Connection, at: dict[str, int], suffix: str = "") -> None:
        self.db, self.at = db, at
        self.sheets = {view.name: Sheet(view, db, suffix, whole=at[view.name] == 0) for view in views}
        self.readers: dict[type[Any], list[Sheet]] = {}
        for sheet in self.sheets.values():
            for fact in sheet.view.handlers:
                self.readers.setdefault(fact, []).append(sheet)
        self.unreadable: list[Parked] = []

    @property
    def behind(self) -> int:
        """The position that every view has reached."""
        return min(self.at.values(), default=0)

    def fold(self, records: Iterable[Record[Any]]) -> None:
        together = len(set(self.at.values())) == 1
        for record in records:
            fact = type(record.fact)
            if isinstance(record.fact, Unread):
                self.unreadable.append(Parked(JOURNAL, record.position, f"{record.fact.why} {record.fact.topic}"))
            for sheet in self.readers.get(fact, ()):
                if together or record.position > self.at[sheet.view.name]:
                    sheet.fold(record)

    def write(self, db: Connection) -> list[Parked]:
        """Put the batch down; answers the facts to park."""
        for sheet in self.sheets.values():
            sheet.write(db)
        return self._parked()

    def write_apart(self, db: Connection) -> list[Parked]:
        """Put one fact down view by view: what the database refuses is parked for that view alone."""
        for sheet in self.sheets.values():
            try:
                with db.begin_nested():
                    sheet.write(db)
            except OUTAGES:
                raise
            except Exception as refused:  # noqa: BLE001  # the other views go on
                sheet.park(sheet.position, refused)
        return self._parked()

    def _parked(self) -> list[Parked]:
        broken = ((name, *line) for name, sheet in self.sheets.items() for line in sheet.parked)
        return [Parked(*line) for line in broken] + self.unreadable

    def written(self, position: int) -> None:
        """The batch is committed."""
        let_go = sum(sheet.size for sheet in self.sheets.values()) > ROOM
        for sheet in self.sheets.values():
            sheet.written(let_go)
        self.unreadable.clear()
        self.at = {view: max(at, position) for view, at in self.at.items()}
