"""What views kept to go on with, read outside of any folding: many states in one query."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from projections.jottings import Place, decoded, name_of
from projections.view import View

W = TypeVar("W")
AT_ONCE = 500


class KeptStates:
    """The states of a view as they stand, learnt in batches before they are asked for."""

    def __init__(self, db: Connection, view: View) -> None:
        self.db, self.table = db, view.workings
        self.known: dict[Place, object] = {}

    def learn(self, kind: type[Any], keys: Iterable[object]) -> None:
        self.learn_each((kind, key) for key in keys)

    def learn_each(self, things: Iterable[Place]) -> None:
        """States of several kinds, in the same query."""
        names = {name_of(*thing): thing for thing in things}
        self.known.update(dict.fromkeys(names.values()))
        asked = sorted(names)
        for first in range(0, len(asked), AT_ONCE):
            some = self.table.c.key.in_(asked[first : first + AT_ONCE])
            for name, state in self.db.execute(select(self.table.c.key, self.table.c.state).where(some)):
                self.known[names[name]] = decoded(names[name][0], state)

    def working(self, kind: type[W], key: object) -> W | None:
        if (kind, key) not in self.known:
            self.learn(kind, [key])
        return self.known[kind, key]  # type: ignore[return-value]  # under a kind stand its own states
