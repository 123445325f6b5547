"""What a request works with: the journal, the seals, and the way both are used."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, NamedTuple, ParamSpec, Protocol
from uuid import UUID, uuid5

import msgspec

from domain.events.fact import Fact
from domain.names import Body, BodyKind, PersonId, Sealed, UnitId
from domain.record import Hand, Record, S, as_of
from domain.refusals import NotThere
from domain.unit import Unit
from workflows.journal.conflicts import CommandReused, StaleVersion
from workflows.journal.entry import Claim as ClaimFor
from workflows.journal.journal import Journal, Receipt, Writing

P = ParamSpec("P")
IN_WHOSE_NAME = (BodyKind.INSPECTION_COMMITTEE, *(kind for kind in BodyKind if kind != BodyKind.INSPECTION_COMMITTEE))
EVERYONE_ABOVE = (BodyKind.COMMITTEE, BodyKind.STANDING_BOARD)


class Seals(Protocol):
    """Where protected texts get their keys."""

    def seal(self, text: str, concerns: frozenset[PersonId], key: UUID) -> Sealed: ...

    def seal_identity(self, person: PersonId, text: str) -> Sealed: ...


class Thing(NamedTuple):
    """What a request is about, and the version of it that its author was shown (None: not said)."""

    id: UUID
    seen: int | None = None


class Opened(NamedTuple):
    """A thing as it stands: its state and how many facts made it."""

    id: UUID
    state: Any
    version: int

    def writes(self, *facts: Fact, on: datetime | None = None) -> Writing:
        """What is recorded of it; `on`: when it happened, where that is not now."""
        return Writing(self.id, self.version, facts, on)


@dataclass(frozen=True)
class Desk:
    """What a request works with."""

    journal: Journal
    seals: Seals

    def open(self, empty: S, thing: Thing) -> tuple[S, Opened]:
        """The state a decision is taken on; refused as stale where its author saw another version."""
        history = self.journal.history(thing.id)
        if not history:
            raise NotThere
        if thing.seen is not None and thing.seen != len(history):
            raise StaleVersion(thing.id, thing.seen, history[thing.seen :])
        state = as_of(empty, history)
        return state, Opened(thing.id, state, len(history))

    def open_all(self, empty: S, ids: tuple[UUID, ...]) -> dict[UUID, tuple[S, Opened]]:
        """Several things at once, in one read."""
        histories = self.journal.histories(ids)
        return {one: _opened(empty, one, histories.get(one, ())) for one in ids}

    def seal(self, hand: Hand, field: str, text: str, about: frozenset[PersonId] = frozenset()) -> Sealed:
        """Seal a text under a key of its own; a request sent twice seals under the same key."""
        return self.seals.seal(text, about, uuid5(hand.command, field))

    def unit(self, unit: UnitId) -> Unit:
        return self.open(Unit(), Thing(unit))[0]

    def line_of(self, unit: UnitId) -> tuple[Unit, ...]:
        """The unit and everything above it, nearest first."""
        line = [self.unit(unit)]
        while line[-1].parent is not None and len(line) < 20:
            line.append(self.unit(line[-1].parent))
        return tuple(line)

    def sits_on_or_above(self, hand: Hand, body: Body) -> frozenset[Body]:
        """The body itself where someone of this hand sits on it, or on a body above it."""
        own, *above = self.line_of(body.unit)
        over = [(own, body.kind), *((own, kind) for kind in EVERYONE_ABOVE)]
        over += [(unit, kind) for unit in above for kind in (*EVERYONE_ABOVE, BodyKind.INSPECTION_COMMITTEE)]
        sits = any(kind in unit.bodies_of(person, hand.today) for unit, kind in over for person in hand.people)
        return frozenset({body}) if sits else frozenset()

    def sits_inside(self, hand: Hand, unit: UnitId) -> bool:
        """Whether someone of this hand holds an office in the unit."""
        there = self.unit(unit)
        return any(there.bodies_of(person, hand.today) for person in hand.people)

    def body_of(self, hand: Hand, unit: UnitId) -> Body:
        """The body in whose name someone above the unit acts: their inspection committee first."""
        line = self.line_of(unit)
        for over in line:
            kinds = {kind for person in hand.people for kind in over.bodies_of(person, hand.today)}
            if kinds and over.id is not None:
                return Body(over.id, min(kinds, key=IN_WHOSE_NAME.index))
        return Body(UnitId(line[-1].id or unit), BodyKind.INSPECTION_COMMITTEE)

    def has_units_below(self, unit: UnitId) -> bool:
        """Units that were put under it and have neither left nor ended."""
        return self.journal.is_claimed(below_key(unit))


def _opened(empty: S, id: UUID, history: tuple[Record[Any], ...]) -> tuple[S, Opened]:
    if not history:
        raise NotThere
    state = as_of(empty, history)
    return state, Opened(id, state, len(history))


def fingerprint(*parts: Any) -> bytes:
    """What a command asked for, so that its id is not used for other content; the same in every process."""
    return hashlib.sha256(msgspec.json.encode(parts, enc_hook=str, order="deterministic")).digest()


def _receipt(records: Iterable[Record[Any]]) -> Receipt:
    """The answer that a command got, from what it recorded."""
    told = list(records)
    return Receipt(tuple(r.position for r in told), {r.stream: r.version for r in told})


def request(
    function: Callable[Concatenate[Desk, Hand, P], tuple[Any, ...]],
) -> Callable[Concatenate[Desk, Hand, P], Receipt]:
    """A request returns what it writes; sent again with the same command id it answers the same and writes nothing."""

    def asked(desk: Desk, hand: Hand, /, *args: P.args, **kwargs: P.kwargs) -> Receipt:
        mark = fingerprint(function.__name__, hand.people, args, kwargs)
        answered = desk.journal.of_command(hand.command)
        if answered is not None:
            if answered.fingerprint != mark:
                raise CommandReused(hand.command)
            return _receipt(answered.records)
        written = function(desk, hand, *args, **kwargs)
        writings = tuple(part for part in written if isinstance(part, Writing))
        claims = tuple(part.as_asked for part in written if isinstance(part, Claim))
        releases = tuple(part.key for part in written if isinstance(part, Release))
        return desk.journal.record(hand, *writings, fingerprint=mark, claims=claims, releases=releases)

    asked.__name__, asked.__doc__ = function.__name__, function.__doc__
    asked.__annotations__ = function.__annotations__
    return asked


def below_key(unit: UnitId, child: UnitId | str = "") -> str:
    """Held by a unit as long as it stands under another one."""
    return f"below:{unit}:{child}"


class Claim(NamedTuple):
    """A key that only one stream may hold; unless said, it goes to the first stream written."""

    key: str
    holder: UUID | None = None

    @property
    def as_asked(self) -> str | ClaimFor:
        return self.key if self.holder is None else ClaimFor(self.key, self.holder)


class Release(NamedTuple):
    """A key that its holder gives up."""

    key: str
