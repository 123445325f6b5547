"""One unit of the organisation, in time: its name, its place in the tree, its offices, its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import refusals
from domain.events.unit import (
    AttributesDeclared,
    MembersCounted,
    OfficeFilled,
    OfficeVacated,
    SetDayAgreed,
    UnitDissolved,
    UnitMerged,
    UnitMoved,
    UnitRegistered,
    UnitRenamed,
    UnitSplit,
    VacancyOpened,
)
from domain.names import Attribute, Body, BodyKind, Office, PersonId, Target, UnitId, UnitKind, UnitType
from domain.record import Record

MAY_STAND_UNDER = {
    UnitKind.BLOC: frozenset({UnitKind.BLOC}),
    UnitKind.GRASSROOTS_PARTY_BODY: frozenset({UnitKind.BLOC}),
    UnitKind.SECTIONAL_PARTY_BODY: frozenset({UnitKind.GRASSROOTS_PARTY_BODY}),
    UnitKind.CELL: frozenset({UnitKind.BLOC, UnitKind.GRASSROOTS_PARTY_BODY, UnitKind.SECTIONAL_PARTY_BODY}),
}


@dataclass(frozen=True)
class Unit:
    """What a decision on a unit needs to know."""

    id: UnitId | None = None
    code: str = ""
    name: str = ""
    kind: UnitKind = UnitKind.CELL
    type: UnitType | None = None
    parent: UnitId | None = None
    attributes: tuple[Attribute, ...] = ()
    founded_on: date | None = None
    members: int | None = None
    ended_on: date | None = None
    offices: tuple[OfficeFilled, ...] = ()
    known_empty: frozenset[tuple[Office, BodyKind]] = frozenset()

    # Decisions

    def register(self, asked: UnitRegistered, parent: Unit | None) -> UnitRegistered:
        if parent is None:
            if asked.kind is not UnitKind.BLOC:
                raise refusals.ParentCannotHold
            return asked
        parent.must_exist()
        if parent.kind not in MAY_STAND_UNDER[asked.kind]:
            raise refusals.ParentCannotHold
        return asked

    def rename(self, asked: UnitRenamed) -> UnitRenamed:
        self.must_be_there_on(asked.on)
        return asked

    def move(self, asked: UnitMoved, parent: Unit, above_parent: frozenset[UnitId]) -> UnitMoved:
        """`above_parent`: the units that the new parent stands under."""
        self.must_be_there_on(asked.on)
        parent.must_exist()
        if self.id in above_parent or self.id == parent.id:
            raise refusals.WouldStandUnderItself
        if parent.kind not in MAY_STAND_UNDER[self.kind]:
            raise refusals.ParentCannotHold
        return asked

    def end(
        self, asked: UnitMerged | UnitSplit | UnitDissolved, has_units_below: bool
    ) -> UnitMerged | UnitSplit | UnitDissolved:
        self.must_be_there_on(asked.on)
        if has_units_below:
            raise refusals.UnitHasUnitsBelow
        return asked

    def fill_office(self, asked: OfficeFilled) -> OfficeFilled:
        self.must_be_there_on(asked.from_)
        if asked.until is not None and asked.until < asked.from_:
            raise refusals.TermEndsBeforeItBegins
        if any(_same_seat(asked, held) and _overlap(asked, held) for held in self.offices):
            raise refusals.OfficeHeldTwice
        return asked

    def vacate_office(self, asked: OfficeVacated) -> OfficeVacated:
        seat = (asked.office, asked.body, asked.person)
        if not any((held.office, held.body, held.person) == seat and _holds(held, asked.on) for held in self.offices):
            raise refusals.OfficeNotHeld
        return asked

    def open_vacancy(self, asked: VacancyOpened) -> VacancyOpened:
        self.must_be_there_on(asked.since)
        if asked.office not in (Office.SECRETARY, Office.DEPUTY_SECRETARY):
            raise refusals.NotASingleSeat
        if self.holders_of(asked.office, asked.since, asked.body):
            raise refusals.OfficeNotEmpty
        if (asked.office, asked.body) in self.known_empty:
            raise refusals.VacancyKnown
        return asked

    def agree_set_day(self, asked: SetDayAgreed) -> SetDayAgreed:
        self.must_be_there_on(asked.from_)
        return asked

    def must_exist(self) -> None:
        if self.id is None:
            raise refusals.NotThere
        if self.ended_on is not None:
            raise refusals.UnitEnded(self.ended_on)

    def must_be_there_on(self, day: date) -> None:
        """The unit was founded by that day and has not ended before it."""
        if self.id is None:
            raise refusals.NotThere
        if self.founded_on is not None and day < self.founded_on:
            raise refusals.BeforeFounding(self.founded_on)
        if self.ended_on is not None and day > self.ended_on:
            raise refusals.UnitEnded(self.ended_on)

    # Questions

    def bodies_of(self, person: PersonId, day: date) -> frozenset[BodyKind]:
        """The bodies of this unit on which the person sits on a day."""
        return frozenset(held.body for held in self.offices if held.person == person and _holds(held, day))

    def holders_of(self, office: Office, day: date, body: BodyKind | None = None) -> frozenset[PersonId]:
        """Who holds an office on a day, on one of the unit's bodies or on any."""
        there = [held for held in self.offices if held.office is office and _holds(held, day)]
        return frozenset(held.person for held in there if body in (None, held.body))

    def secretaries(self, day: date) -> frozenset[PersonId]:
        return self.holders_of(Office.SECRETARY, day)

    def is_target(self, person: PersonId, target: Target, day: date) -> bool:
        """Whether the person sits where a supervision looks: on the body, or in the office on it."""
        held = (one for one in self.offices if one.person == person and _holds(one, day))
        return any(target.body in (None, one.body) and target.office in (None, one.office) for one in held)

    def sits(self, people: frozenset[PersonId], body: Body, day: date) -> bool:
        return body.unit == self.id and any(body.kind in self.bodies_of(person, day) for person in people)

    # History

    def after(self, record: Record[Any]) -> Unit:
        match record.fact:
            case UnitRegistered(code, name, kind, type_, parent, attributes, founded_on, members):
                unit = UnitId(record.stream)
                return Unit(unit, code, name, kind, type_, parent, attributes, founded_on, members)
            case UnitRenamed(name=name):
                return replace(self, name=name)
            case UnitMoved(parent=parent):
                return replace(self, parent=parent)
            case UnitMerged(on=on) | UnitSplit(on=on) | UnitDissolved(on=on):
                return replace(self, ended_on=on)
            case MembersCounted(members=members):
                return replace(self, members=members)
            case AttributesDeclared(attributes=attributes):
                return replace(self, attributes=attributes)
            case OfficeFilled() as filled:
                there = self.known_empty - {(filled.office, filled.body)}
                return replace(self, offices=(*self.offices, filled), known_empty=there)
            case OfficeVacated() as left:
                offices = tuple(_vacated(held, left) for held in self.offices)
                return replace(self, offices=offices, known_empty=self.known_empty | {(left.office, left.body)})
            case VacancyOpened(office=office, body=body):
                return replace(self, known_empty=self.known_empty | {(office, body)})
            case _:
                return self


def _same_seat(one: OfficeFilled, other: OfficeFilled) -> bool:
    return (one.office, one.body, one.person) == (other.office, other.body, other.person)


def _overlap(one: OfficeFilled, other: OfficeFilled) -> bool:
    return one.from_ <= (other.until or date.max) and other.from_ <= (one.until or date.max)


def _holds(held: OfficeFilled, day: date) -> bool:
    return held.from_ <= day <= (held.until or date.max)


def _vacated(held: OfficeFilled, left: OfficeVacated) -> OfficeFilled:
    same = (held.office, held.body, held.person) == (left.office, left.body, left.person)
    return replace(held, until=left.on) if same and _holds(held, left.on) else held
