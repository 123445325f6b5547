"""What a view must remember to go on, but does not show: small states under a key, kept as bytes."""

from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import Connection

from projections.page import Undo
from projections.stored import StoredWorkings

W = TypeVar("W")
_ENCODE = msgspec.msgpack.Encoder(order="deterministic").encode
_DECODERS: dict[type[Any], msgspec.msgpack.Decoder[Any]] = {}


class Jottings:
    """A view's workings, in memory before the database."""

    def __init__(self, stored: StoredWorkings, undo: Undo, whole: bool) -> None:
        self.stored, self.undo, self.whole = stored, undo, whole
        self.states: dict[tuple[type[Any], str], object] = {}
        self.changed: set[tuple[type[Any], str]] = set()

    def get(self, db: Connection, kind: type[W], key: str) -> W | None:
        place = (kind, key)
        if place not in self.states:
            self.states[place] = None if self.whole else self._load(db, kind, key)
        return cast(W | None, self.states[place])

    def _load(self, db: Connection, kind: type[W], key: str) -> W | None:
        found = self.stored.load(db, name_of(kind, key))
        return None if found is None else decoded(kind, found)

    def keep(self, db: Connection, key: str, state: object) -> None:
        self._write(db, type(state), key, state)

    def drop(self, db: Connection, kind: type[Any], key: str) -> None:
        self._write(db, kind, key, None)

    def _write(self, db: Connection, kind: type[Any], key: str, state: object) -> None:
        before = self.get(db, kind, key)
        if before != state:
            self.undo.append(lambda: self.states.__setitem__((kind, key), before))
            self.states[kind, key] = state
            self.changed.add((kind, key))

    def write(self, db: Connection) -> None:
        kept, dropped = [], []
        for kind, key in self.changed:
            state = self.states[kind, key]
            if state is None:
                dropped.append((name_of(kind, key),))
            else:
                kept.append((name_of(kind, key), _ENCODE(state)))
        self.stored.write(db, kept, dropped)

    def written(self) -> None:
        self.changed.clear()

    def let_go(self) -> None:
        self.states.clear()
        self.whole = False


def name_of(kind: type[Any], key: str) -> str:
    """The key under which a state of a kind is stored."""
    return f"{kind.__name__} {key}"


def decoded(kind: type[W], state: bytes) -> W:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.msgpack.Decoder(kind)
    return cast(W, _DECODERS[kind].decode(state))
