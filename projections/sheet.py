"""Where a view's handlers work: rows as they stand, changed in memory and written once a batch."""

import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from domain.record import Record
from projections.jottings import Jottings, W
from projections.page import Page, Undo
from projections.stored import StoredLedger, StoredTemporal, stored_table, stored_workings
from projections.temporal import Ledger, R, Temporal

if TYPE_CHECKING:
    from projections.view import View


class Sheet:
    """What one view shows, while facts are folded into it.

    A handler sees what it wrote for earlier facts; what a handler wrote before it broke is taken back.
    """

    def __init__(self, view: "View", db: Connection, suffix: str = "", whole: bool = False) -> None:
        self.view, self.db = view, db
        self.position = 0
        self.parked: list[tuple[int, str]] = []
        self._undo: Undo = []
        self._pages: dict[str, Page[Any]] = {}
        self._ledgers: dict[str, tuple[StoredLedger[Any], list[Any]]] = {}
        for table in view.tables:
            stored = stored_table(table, db.dialect, suffix)
            if isinstance(stored, StoredTemporal):
                self._pages[table.name] = Page(stored, self._undo, whole)
            else:
                self._ledgers[table.name] = (stored, [])
        self._jottings = Jottings(stored_workings(view.name, db.dialect, suffix), self._undo, whole)

    # What handlers use

    def row(self, table: Temporal[R], *key: object) -> R | None:
        """How a thing is shown as things stand."""
        page: Page[R] = self._pages[table.name]
        return page.row(self.db, key)

    def rows(self, table: Temporal[R], column: str, value: object) -> list[R]:
        """The rows that hold the value in a column (one that begins a `now` index), in the order of their keys."""
        page: Page[R] = self._pages[table.name]
        return page.rows(self.db, column, value)

    def put(self, table: Temporal[R], row: R) -> None:
        """Show this row from here on."""
        self._pages[table.name].put(self.db, row, self.position)

    def end(self, table: Temporal[R], *key: object) -> None:
        """Show the thing no longer."""
        self._pages[table.name].end(self.db, key, self.position)

    def add(self, ledger: Ledger[R], line: R) -> None:
        lines = self._ledgers[ledger.name][1]
        lines.append(line)
        self._undo.append(lines.pop)

    def working(self, kind: type[W], key: object) -> W | None:
        """What this view kept under the key (an id, or a text) without showing it."""
        return self._jottings.get(self.db, kind, key)

    def keep(self, key: object, state: object) -> None:
        """Keep a state (never change it in place) for the facts to come."""
        self._jottings.keep(self.db, key, state)

    def drop(self, kind: type[Any], key: object) -> None:
        self._jottings.drop(self.db, kind, key)

    # What the runner uses

    def fold(self, record: Record[Any]) -> None:
        """Take in one fact. A fact that breaks the handler is parked, a database that fails is not the fact's fault."""
        self.position = record.position
        self._undo.clear()
        try:
            self.view.handlers[type(record.fact)](self, record)
        except DBAPIError:
            raise
        except Exception as broken:  # noqa: BLE001  # whatever it is, the view goes on and shows it
            self.park(record.position, broken)

    def park(self, position: int, broken: Exception) -> None:
        while self._undo:
            self._undo.pop()()
        self.parked.append((position, where_it_broke(broken)))

    def write(self, db: Connection) -> None:
        for page in self._pages.values():
            page.write(db)
        for stored, lines in self._ledgers.values():
            stored.write(db, lines)
        self._jottings.write(db)

    def written(self, let_go: bool) -> None:
        """The batch is committed; free the memory when there is too much of it."""
        for kept in self._kept():
            kept.written()
            if let_go:
                kept.let_go()
        for _, lines in self._ledgers.values():
            lines.clear()
        self.parked.clear()
        self._undo.clear()

    @property
    def size(self) -> int:
        """How many rows and states are in memory."""
        return sum(len(page.newest) for page in self._pages.values()) + len(self._jottings.states)

    def _kept(self) -> Iterable[Page[Any] | Jottings]:
        return (*self._pages.values(), self._jottings)


def where_it_broke(broken: Exception) -> str:
    """What broke and where, without any value of the fact: it may be protected."""
    frames = traceback.extract_tb(broken.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(broken).__name__}{place}"
