"""The story of one unit (tổ chức đảng): registered, renamed, moved, merged, split, dissolved; its offices."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import Attribute, BodyKind, Office, PersonId, UnitId, UnitKind, UnitType


@dataclass(frozen=True, slots=True)
class UnitRegistered(Fact):
    """A unit entered the register. `members` counts a cell's members, or is a party body's own declared figure."""

    code: str
    name: str
    kind: UnitKind
    type: UnitType | None = None
    parent: UnitId | None = None
    attributes: tuple[Attribute, ...] = ()
    founded_on: date | None = None
    members: int | None = None


@dataclass(frozen=True, slots=True)
class UnitRenamed(Fact):
    """The unit bears another name from a day on."""

    name: str
    on: date


@dataclass(frozen=True, slots=True)
class UnitMoved(Fact):
    """The unit stands under another superior from a day on."""

    parent: UnitId
    on: date


@dataclass(frozen=True, slots=True)
class UnitMerged(Fact):
    """The unit went into another one and ended."""

    into: UnitId
    on: date


@dataclass(frozen=True, slots=True)
class UnitSplit(Fact):
    """The unit was divided into others and ended."""

    into: tuple[UnitId, ...]
    on: date


@dataclass(frozen=True, slots=True)
class UnitDissolved(Fact):
    """The unit ended."""

    on: date


@dataclass(frozen=True, slots=True)
class MembersCounted(Fact):
    """The number of members on a day."""

    members: int
    on: date


@dataclass(frozen=True, slots=True)
class AttributesDeclared(Fact):
    """What marks the unit out: scattered, shift work, newly founded, no committee."""

    attributes: tuple[Attribute, ...]
    on: date


@dataclass(frozen=True, slots=True)
class SetDayAgreed(Fact):
    """The day of the month on which the cell meets, give or take `window` days, agreed with its superior."""

    day: int
    window: int
    from_: date


@dataclass(frozen=True, slots=True)
class OfficeFilled(Fact):
    """A person took an office on a body of the unit, for a term."""

    office: Office
    body: BodyKind
    person: PersonId
    from_: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeVacated(Fact):
    """A person left an office."""

    office: Office
    body: BodyKind
    person: PersonId
    on: date


@dataclass(frozen=True, slots=True)
class VacancyOpened(Fact):
    """An office stands empty from a day on, though nobody is known to have left it."""

    office: Office
    body: BodyKind
    since: date


UnitFact = (
    UnitRegistered
    | UnitRenamed
    | UnitMoved
    | UnitMerged
    | UnitSplit
    | UnitDissolved
    | MembersCounted
    | AttributesDeclared
    | SetDayAgreed
    | OfficeFilled
    | OfficeVacated
    | VacancyOpened
)
