"""One table while facts are folded: what was read, what was written since, and how to take the last fact back."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic

from sqlalchemy import Connection

from projections.stored import StoredTemporal, Values, Version
from projections.temporal import FOREVER, Key, R

Undo = list[Callable[[], object]]


class Page(Generic[R]):
    """The newest versions of one table, in memory before the database.

    `whole`: the table was empty when the page was opened and nothing was let go since, so that what is not here
    is nowhere.
    """

    def __init__(self, stored: StoredTemporal[R], undo: Undo, whole: bool) -> None:
        self.stored, self.undo, self.whole = stored, undo, whole
        self.lookups: set[str] = set()
        self._begin({})

    def _begin(self, older: dict[Key, Version[R]]) -> None:
        self.newest: dict[Key, Version[R]] = {}
        self.older = older
        self.holding: dict[tuple[str, object], set[Key]] = defaultdict(set)
        self.looked_up: set[tuple[str, object]] = set()
        self.opened: set[Key] = set()
        self.closed: list[Values] = []
        self.complete: list[Values] = []

    def row(self, db: Connection, key: Key) -> R | None:
        return self._version(db, key).row

    def rows(self, db: Connection, column: str, value: object) -> list[R]:
        """The rows whose column holds the value now, in the order of their keys."""
        place = self.stored.of.shown.index(column)
        self._index(column, place)
        if not self.whole and (column, value) not in self.looked_up:
            self._learn(self.stored.matching(db, column, value))
            self.looked_up.add((column, value))
        found = (self.newest[key].row for key in sorted(self.holding[column, value]))
        return [row for row in found if row is not None and row[place] == value]

    def _index(self, column: str, place: int) -> None:
        """From the first question on, know which things hold which value in the column."""
        if column not in self.lookups:
            self.lookups.add(column)
            for key, version in self.newest.items():
                if version.row is not None:
                    self.holding[column, version.row[place]].add(key)

    def put(self, db: Connection, row: R, position: int) -> None:
        """Show this row from a position on; nothing happens when it is shown already."""
        key = row[: self.stored.of.key]
        before = self._version(db, key)
        if before.row == row:
            return
        self._close(key, before, position)
        self._keep(key, Version(row, position, False))

    def end(self, db: Connection, key: Key, position: int) -> None:
        before = self._version(db, key)
        if before.row is not None:
            self._close(key, before, position)
            self._keep(key, Version(None, position, False))

    def _version(self, db: Connection, key: Key) -> Version[R]:
        version = self.newest.get(key)
        if version is None:
            version = self.older.pop(key, None) or self._found(db, key)
            self._remember(key, version)
        return version

    def _found(self, db: Connection, key: Key) -> Version[R]:
        return Version(None, 0, True) if self.whole else self.stored.newest(db, key)

    def _learn(self, versions: Iterable[Version[R]]) -> None:
        for version in versions:
            if version.row is not None and (key := version.row[: self.stored.of.key]) not in self.newest:
                self._remember(key, version)

    def _remember(self, key: Key, version: Version[R]) -> None:
        self.newest[key] = version
        if version.row is not None:
            for column in self.lookups:
                self.holding[column, version.row[self.stored.of.shown.index(column)]].add(key)

    def _keep(self, key: Key, version: Version[R]) -> None:
        before, was_open = self.newest[key], key in self.opened
        self.undo.append(lambda: self._restore(key, before, was_open))
        self._remember(key, version)
        if version.row is None:
            self.opened.discard(key)
        else:
            self.opened.add(key)

    def _restore(self, key: Key, version: Version[R], was_open: bool) -> None:
        self.newest[key] = version
        if was_open:
            self.opened.add(key)
        else:
            self.opened.discard(key)

    def _close(self, key: Key, before: Version[R], position: int) -> None:
        if before.row is None or (before.since == position and not before.stored):
            return
        if before.stored:
            self.closed.append((position, *key, before.since))
            self.undo.append(self.closed.pop)
        else:
            self.complete.append((*before.row, before.since, position))
            self.undo.append(self.complete.pop)

    def write(self, db: Connection) -> None:
        """Put everything down; the page stays as a memory of what is stored."""
        opened = [(*self.newest[key].row, self.newest[key].since, FOREVER) for key in self.opened]  # type: ignore[misc]  # a row is a tuple
        self.stored.write(db, self.closed, self.complete + opened)

    def written(self) -> None:
        """What was put down is safe: remember it as stored."""
        for key in self.opened:
            self.newest[key] = self.newest[key]._replace(stored=True)
        self.opened.clear()
        self.closed.clear()
        self.complete.clear()

    def let_go(self) -> None:
        """Free the memory of what was not asked for since the last time; asked for again, it is read again."""
        self._begin(self.newest)
        self.whole = False
