"""What a view must remember to go on, but does not show: small states under a key, kept as bytes."""

from functools import partial
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import Connection

from projections.page import Undo
from projections.stored import StoredWorkings

W = TypeVar("W")
Place = tuple[type[Any], object]
"""A kind of state, and whose it is."""
_ENCODE = msgspec.msgpack.Encoder(order="deterministic").encode
_DECODERS: dict[type[Any], msgspec.msgpack.Decoder[Any]] = {}


class Jottings:
    """A view's workings, in memory before the database."""

    def __init__(self, stored: StoredWorkings, undo: Undo, whole: bool) -> None:
        self.stored, self.undo, self.whole = stored, undo, whole
        self.states: dict[Place, object] = {}
        self.older: dict[Place, object] = {}
        self.changed: set[Place] = set()

    def get(self, db: Connection, kind: type[W], key: object) -> W | None:
        try:
            return self.states[kind, key]  # type: ignore[return-value]  # under a kind stand its own states
        except KeyError:
            found = self.older.pop((kind, key), None) or self._load(db, kind, key)
            self.states[kind, key] = found
            return found  # type: ignore[return-value]  # as above

    def _load(self, db: Connection, kind: type[W], key: object) -> W | None:
        if self.whole:
            return None
        found = self.stored.load(db, name_of(kind, key))
        return None if found is None else decoded(kind, found)

    def keep(self, db: Connection, key: object, state: object) -> None:
        self._write(db, (type(state), key), state)

    def drop(self, db: Connection, kind: type[Any], key: object) -> None:
        self._write(db, (kind, key), None)

    def _write(self, db: Connection, place: Place, state: object) -> None:
        before = self.get(db, *place)
        if before is not state:
            self.undo.append(partial(self.states.__setitem__, place, before))
            self.states[place] = state
            self.changed.add(place)

    def write(self, db: Connection) -> None:
        kept, dropped = [], []
        for place in self.changed:
            state = self.states[place]
            if state is None:
                dropped.append((name_of(*place),))
            else:
                kept.append((name_of(*place), _ENCODE(state)))
        self.stored.write(db, kept, dropped)

    def written(self) -> None:
        self.changed.clear()

    def let_go(self) -> None:
        """Free the memory of what was not asked for since the last time."""
        self.older, self.states = self.states, {}
        self.whole = False


def name_of(kind: type[Any], key: object) -> str:
    """The key under which a state of a kind is stored: of an id, a text, or some of them together."""
    return " ".join([kind.__name__, *map(str, key)]) if isinstance(key, tuple) else f"{kind.__name__} {key}"


def decoded(kind: type[W], state: bytes) -> W:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.msgpack.Decoder(kind)
    return cast(W, _DECODERS[kind].decode(state))
