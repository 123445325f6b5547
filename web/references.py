"""What a request may name, found while it is read: units by code, people by pseudonym or login, things by id.

    reading = Resolver(journal, person_of_login, codes)
    with resolving(reading): ...

A name that means nothing is a fault of its field, which says where the right one is found.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.events.deficiency import DeficiencyRecorded
from domain.events.fact import Fact
from domain.events.meeting import MeetingScheduled
from domain.events.month import DeficiencyProposed
from domain.events.remediation import RemediationOpened
from domain.events.supervision import SupervisionProposed
from domain.events.visit import VisitPlanned
from domain.names import PersonId, SourceKind, UnitId
from domain.record import as_of
from domain.unit import Unit
from web.forms import fault
from workflows.journal.journal import Journal

PSEUDONYM = re.compile(r"p-[a-z0-9]{1,40}")
FIRST_FACTS: Mapping[str, type[Fact]] = {
    "meeting": MeetingScheduled,
    "visit": VisitPlanned,
    "supervision": SupervisionProposed,
    "proposal": DeficiencyProposed,
    "deficiency": DeficiencyRecorded,
    "remediation": RemediationOpened,
}
"""By its first fact one knows what a stream is about."""


@dataclass(frozen=True)
class Codes:
    """What the catalogue and the rulebook hold."""

    deficiencies: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    solutions: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()


@dataclass
class Resolver:
    """Looks names up, each once a request."""

    journal: Journal
    person_of_login: Callable[[str], PersonId | None]
    codes: Codes
    _people: dict[str, PersonId | None] = field(default_factory=dict)
    _units: dict[str, UnitId | None] = field(default_factory=dict)
    _states: dict[UnitId, Unit] = field(default_factory=dict)

    def look_ahead(self, sent: object) -> None:
        """Look every pseudonym of a request up in one query: a roll call names hundreds."""
        named = {text for text in _texts(sent) if PSEUDONYM.fullmatch(text)} - self._people.keys()
        if named:
            held = self.journal.holders(f"person:{name}" for name in named)
            self._people |= {name: PersonId(name) if f"person:{name}" in held else None for name in named}

    def person(self, name: str) -> PersonId | None:
        if name not in self._people:
            self.look_ahead([name])
        if name not in self._people:
            self._people[name] = self.person_of_login(name)
        return self._people[name]

    def unit(self, name: str) -> UnitId | None:
        """By code, else by id."""
        if name not in self._units:
            found = self.journal.holder(f"unit-code:{name}") or _identifier(name)
            self._units[name] = UnitId(found) if found and self.state_of(UnitId(found)).id else None
        return self._units[name]

    def state_of(self, unit: UnitId) -> Unit:
        if unit not in self._states:
            self._states[unit] = as_of(Unit(), self.journal.history(unit))
        return self._states[unit]

    def is_a(self, kind: str, thing: UUID) -> bool:
        """Does the stream tell of a meeting, a visit …?"""
        first = next(iter(self.journal.history(thing)), None)
        return first is not None and isinstance(first.fact, FIRST_FACTS[kind])

    def is_source(self, kind: SourceKind, id: str) -> bool:
        """A document has a number and nothing more; what a unit saw itself may be the unit or any of its things."""
        if kind is SourceKind.DOCUMENT:
            return True
        thing = _identifier(id)
        if kind is SourceKind.SELF:
            own = self.unit(id) or (thing and any(self.is_a(one, thing) for one in FIRST_FACTS))
            return bool(own)
        return thing is not None and self.is_a(kind.value, thing)


_reading: ContextVar[Resolver] = ContextVar("resolver")


def resolver() -> Resolver:
    """What looks names up for the request that is being read."""
    return _reading.get()


@contextmanager
def resolving(reading: Resolver) -> Iterator[Resolver]:
    before = _reading.set(reading)
    try:
        yield reading
    finally:
        _reading.reset(before)


def named_unit(value: object) -> UnitId:
    """The unit a text names; a fault otherwise."""
    if not isinstance(value, str) or not 0 < len(value) <= 64:
        raise fault("unit_code")
    found = resolver().unit(value) if _is_plain(value) else None
    if found is None:
        raise fault("unknown_unit")
    return found


def named_person(value: object) -> PersonId:
    """The person a text names; a fault otherwise."""
    if not isinstance(value, str) or not 0 < len(value) <= 64:
        raise fault("person_name")
    found = resolver().person(value) if _is_plain(value) else None
    if found is None:
        raise fault("unknown_person")
    return found


def named_code(kind: str, value: object) -> str:
    """A code of the catalogue: `deficiencies`, `causes`, `solutions`, `rules`."""
    if not isinstance(value, str) or value not in getattr(resolver().codes, kind):
        raise fault(f"unknown_{kind}")
    return value


def named_thing(kind: str, value: object) -> UUID:
    """The id of a thing that is there."""
    found = _identifier(value)
    if found is None:
        raise fault("identifier")
    if not resolver().is_a(kind, found):
        raise fault(f"unknown_{kind}")
    return found


def _is_plain(text: str) -> bool:
    return text.isprintable() and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _identifier(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _texts(sent: object) -> Iterable[str]:
    waiting: list[Any] = [sent]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case Mapping() as inside:
                waiting += inside.values()
            case list() as inside:
                waiting += inside
