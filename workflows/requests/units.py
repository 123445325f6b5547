"""The register of units and its offices."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NewType
from uuid import uuid5

from domain.events.unit import (
    AttributesDeclared,
    MembersCounted,
    OfficeFilled,
    SetDayAgreed,
    UnitDissolved,
    UnitMerged,
    UnitMoved,
    UnitRegistered,
    UnitRenamed,
    UnitSplit,
)
from domain.names import Attribute, BodyKind, Office, PersonId, UnitId, UnitKind, UnitType
from domain.record import Hand
from domain.unit import Unit
from workflows.desk import Claim, Desk, Release, Thing, below_key, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Count, DayOfMonth, Days, Line

UnitCode = NewType("UnitCode", str)
"""A code that no unit bears yet."""


@dataclass(frozen=True)
class RegisterUnit:
    code: UnitCode
    name: Line
    kind: UnitKind
    type: UnitType | None = None
    parent: UnitId | None = None
    attributes: tuple[Attribute, ...] = ()
    founded_on: date | None = None
    members: Count | None = None


@dataclass(frozen=True)
class RenameUnit:
    name: Line
    on: date


@dataclass(frozen=True)
class MoveUnit:
    parent: UnitId
    on: date


@dataclass(frozen=True)
class MergeUnit:
    into: UnitId
    on: date


@dataclass(frozen=True)
class SplitUnit:
    into: tuple[UnitId, ...]
    on: date


@dataclass(frozen=True)
class DissolveUnit:
    on: date


@dataclass(frozen=True)
class FillOffice:
    office: Office
    body: BodyKind
    person: PersonId
    from_: date
    until: date | None = None


@dataclass(frozen=True)
class AgreeSetDay:
    day: DayOfMonth
    window: Days
    from_: date


@dataclass(frozen=True)
class CountMembers:
    members: Count
    on: date


@dataclass(frozen=True)
class DeclareAttributes:
    attributes: tuple[Attribute, ...]
    on: date


def code_key(code: str) -> str:
    return f"unit-code:{code}"


@request
def register_unit(desk: Desk, hand: Hand, asked: RegisterUnit) -> tuple[Any, ...]:
    """Enter a unit into the register; its code is its own for ever."""
    parent = desk.unit(asked.parent) if asked.parent else None
    registered = Unit().register(UnitRegistered(**vars(asked)), parent)
    unit = UnitId(uuid5(hand.command, "unit"))
    below = (Claim(below_key(asked.parent, unit)),) if asked.parent else ()
    return Writing(unit, 0, (registered,)), Claim(code_key(asked.code)), *below


@request
def rename_unit(desk: Desk, hand: Hand, thing: Thing, asked: RenameUnit) -> tuple[Any, ...]:
    unit, opened = desk.open(Unit(), thing)
    return (opened.writes(unit.rename(UnitRenamed(**vars(asked)))),)


@request
def move_unit(desk: Desk, hand: Hand, thing: Thing, asked: MoveUnit) -> tuple[Any, ...]:
    """Put a unit under another superior; everything below it moves along."""
    unit, opened = desk.open(Unit(), thing)
    parent, *above = desk.line_of(asked.parent)
    ids = frozenset(over.id for over in above if over.id is not None)
    moved = opened.writes(unit.move(UnitMoved(**vars(asked)), parent, ids))
    return moved, *_left(unit), Claim(below_key(asked.parent, UnitId(thing.id)))


@request
def merge_unit(desk: Desk, hand: Hand, thing: Thing, asked: MergeUnit) -> tuple[Any, ...]:
    """End a unit by merging it into another one."""
    desk.unit(asked.into).must_be_there_on(asked.on)
    return _ended(desk, thing, UnitMerged(**vars(asked)))


@request
def split_unit(desk: Desk, hand: Hand, thing: Thing, asked: SplitUnit) -> tuple[Any, ...]:
    """End a unit by dividing it into others, registered before."""
    for part in asked.into:
        desk.unit(part).must_be_there_on(asked.on)
    return _ended(desk, thing, UnitSplit(**vars(asked)))


@request
def dissolve_unit(desk: Desk, hand: Hand, thing: Thing, asked: DissolveUnit) -> tuple[Any, ...]:
    return _ended(desk, thing, UnitDissolved(**vars(asked)))


@request
def fill_office(desk: Desk, hand: Hand, thing: Thing, asked: FillOffice) -> tuple[Any, ...]:
    unit, opened = desk.open(Unit(), thing)
    return (opened.writes(unit.fill_office(OfficeFilled(**vars(asked)))),)


@request
def agree_set_day(desk: Desk, hand: Hand, thing: Thing, asked: AgreeSetDay) -> tuple[Any, ...]:
    unit, opened = desk.open(Unit(), thing)
    return (opened.writes(unit.agree_set_day(SetDayAgreed(**vars(asked)))),)


@request
def count_members(desk: Desk, hand: Hand, thing: Thing, asked: CountMembers) -> tuple[Any, ...]:
    unit, opened = desk.open(Unit(), thing)
    unit.must_be_there_on(asked.on)
    return (opened.writes(MembersCounted(**vars(asked))),)


@request
def declare_attributes(desk: Desk, hand: Hand, thing: Thing, asked: DeclareAttributes) -> tuple[Any, ...]:
    unit, opened = desk.open(Unit(), thing)
    unit.must_be_there_on(asked.on)
    return (opened.writes(AttributesDeclared(**vars(asked))),)


def _ended(desk: Desk, thing: Thing, ended: UnitMerged | UnitSplit | UnitDissolved) -> tuple[Any, ...]:
    unit, opened = desk.open(Unit(), thing)
    return opened.writes(unit.end(ended, desk.has_units_below(UnitId(thing.id)))), *_left(unit)


def _left(unit: Unit) -> tuple[Release, ...]:
    """A unit that moves or ends no longer stands where it stood."""
    return (Release(below_key(unit.parent, unit.id)),) if unit.parent and unit.id else ()
