"""A customer's register, entered whole: compared with what is known, then written by one command or not at all.

compared = compare_register(desk, known, RegisterBrought(top, listed, day))      # writes nothing: the dry run
if not compared.is_refused and not compared.plan.is_empty:
    enter_register(desk, hand, compared.plan)
"""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, Protocol
from uuid import UUID, uuid5

from domain.events.fact import Fact
from domain.events.unit import (
    AttributesDeclared,
    MembersCounted,
    OfficeFilled,
    OfficeVacated,
    UnitMoved,
    UnitRegistered,
    UnitRenamed,
)
from domain.names import BodyKind, PersonId, UnitId
from domain.record import Hand
from domain.register import Compared, Known, ListedUnit, RegisterPlan, Someone, UnitToAmend, UnitToEnter, compare
from domain.register.plan import SeatTaken
from domain.unit import Unit
from workflows.desk import Claim, Desk, Opened, Release, below_key, request
from workflows.journal.journal import Writing
from workflows.requests.people import EnterPerson, pseudonym, written_of
from workflows.requests.units import code_key

ON_COMMITTEE = BodyKind.COMMITTEE
"""Secretaries sit on the committee; whoever is in charge of a unit is entered there too."""


def made_key(code: str) -> str:
    """Held by a unit whose code was made here, because its list had none."""
    return f"unit-code-made:{code}"


class KnownHere(Protocol):
    """What the journal cannot be asked for: which units stand below which, and who persons are."""

    def at_and_below(self, unit: UnitId) -> Collection[UnitId]: ...

    def identities(self, persons: Iterable[PersonId]) -> dict[PersonId, Any]:
        """Each identity as its JSON text; something else than a text where it cannot be read."""
        ...


class RegisterBrought(NamedTuple):
    """The lines of a register of the unit `top` and everything below it, brought on a day."""

    top: UnitId
    listed: tuple[ListedUnit, ...]
    on: date


def compare_register(desk: Desk, known: KnownHere, brought: RegisterBrought) -> Compared:
    """What a register comes to. Nothing is written, and nobody's identity is sealed."""
    opened = desk.open_all(Unit(), tuple(known.at_and_below(brought.top)))
    units = {UnitId(unit): state for unit, (state, _) in opened.items()}
    borne = desk.journal.holders(code_key(line.code) for line in brought.listed if line.code)
    elsewhere = frozenset(key.removeprefix(code_key("")) for key, holder in borne.items() if holder not in opened)
    made = desk.journal.holders(made_key(state.code) for state in units.values())
    codes_made = frozenset(key.removeprefix(made_key("")) for key in made)
    people = _people(known, {held.person for state in units.values() for held in state.offices})
    return compare(brought.listed, Known(brought.top, units, elsewhere, codes_made, people), brought.on)


def _people(known: KnownHere, persons: Collection[PersonId]) -> dict[PersonId, Someone]:
    read = {person: json.loads(text) for person, text in known.identities(persons).items() if isinstance(text, str)}
    return {person: Someone(told["name"], told.get("phone")) for person, told in read.items()}


@request
def enter_register(desk: Desk, hand: Hand, plan: RegisterPlan) -> tuple[Any, ...]:
    """Write everything that a register changes: units, their people and their offices, all or none."""
    return tuple(_Entry(desk, hand, plan).parts())


class _Entry:
    """The writing of one register. `units` grows from the top downwards, new units among those that were there."""

    def __init__(self, desk: Desk, hand: Hand, plan: RegisterPlan) -> None:
        self.desk, self.hand, self.plan = desk, hand, plan
        codes = {unit.parent for unit in plan.enter} | {unit.parent for unit in plan.amend if unit.parent}
        known = set(desk.journal.holders(map(code_key, codes)).values()) | {unit.unit for unit in plan.amend}
        opened = desk.open_all(Unit(), tuple(known))
        self.opened = {UnitId(unit): there for unit, (_, there) in opened.items()}
        self.units: dict[str, Unit] = {state.code: state for state, _ in opened.values()}

    def parts(self) -> Iterator[Any]:
        for new in self.plan.enter:
            yield from self._enter(new)
        for known in self.plan.amend:
            yield from self._amend(known, self.opened[known.unit])

    def _enter(self, new: UnitToEnter) -> Iterator[Any]:
        parent, unit = self.units.get(new.parent, Unit()), UnitId(uuid5(self.hand.command, f"unit:{new.code}"))
        asked = UnitRegistered(
            new.code, new.name, new.kind, new.type, parent.id, new.attributes, new.founded_on, new.members
        )
        registered = Unit().register(asked, parent)
        state = Unit(unit, new.code, new.name, new.kind, parent=parent.id, founded_on=new.founded_on)
        self.units[new.code] = state
        yield Claim(code_key(new.code), unit)
        yield from (Claim(made_key(new.code), unit),) if new.code_made else ()
        yield Claim(below_key(UnitId(parent.id or unit), unit), unit)
        people, facts = self._seated(state, new.seats)
        yield from (*people, Writing(unit, 0, (registered, *facts)))

    def _amend(self, known: UnitToAmend, there: Opened) -> Iterator[Any]:
        unit: Unit = there.state
        facts = list(self._amendments(unit, known))
        if known.parent:
            parent = self.units.get(known.parent, Unit())
            # kinds stand under one another in one order, so that nothing comes to stand under itself
            facts.append(unit.move(UnitMoved(UnitId(parent.id or known.unit), self.hand.today), parent, frozenset()))
            yield from (Release(below_key(unit.parent, known.unit)),) if unit.parent else ()
            yield Claim(below_key(UnitId(parent.id or known.unit), known.unit), known.unit)
        people, seats = self._seated(unit, known.seats)
        yield from (*people, there.writes(*facts, *seats))

    def _amendments(self, unit: Unit, known: UnitToAmend) -> Iterator[Fact]:
        today = self.hand.today
        unit.must_be_there_on(today)
        if known.name is not None:
            yield unit.rename(UnitRenamed(known.name, today))
        if known.members is not None:
            yield MembersCounted(known.members, today)
        if known.attributes is not None:
            yield AttributesDeclared(known.attributes, today)

    def _seated(self, unit: Unit, seats: tuple[SeatTaken, ...]) -> tuple[list[Any], list[Fact]]:
        """The people who take seats, and what happens to the seats of their unit."""
        people: list[Any] = []
        facts: list[Fact] = []
        today = self.hand.today
        for seat in seats:
            person = pseudonym(_id_of(self.hand, f"{seat.office} of {unit.code}"))
            people += written_of(self.desk, person, EnterPerson(seat.person.name, seat.person.phone))
            facts += [
                unit.vacate_office(OfficeVacated(seat.office, ON_COMMITTEE, held, today)) for held in seat.leaving
            ]
            facts.append(unit.fill_office(OfficeFilled(seat.office, ON_COMMITTEE, person, today)))
        return people, facts


def _id_of(hand: Hand, what: str) -> UUID:
    return uuid5(hand.command, what)
