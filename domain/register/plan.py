"""What a register changes, decided by nobody yet: the aggregates decide when it is entered."""

from dataclasses import dataclass
from datetime import date

from domain.names import Attribute, Office, PersonId, UnitId, UnitKind, UnitType
from domain.register.listed import Someone


@dataclass(frozen=True)
class SeatTaken:
    """A person who is not known here takes an office; whoever holds it leaves."""

    office: Office
    person: Someone
    leaving: tuple[PersonId, ...] = ()


@dataclass(frozen=True)
class UnitToEnter:
    """A unit that is not known; `parent` is the code of its superior. `code_made`: it came without one of its own."""

    code: str
    parent: str
    name: str
    kind: UnitKind
    type: UnitType | None = None
    attributes: tuple[Attribute, ...] = ()
    founded_on: date | None = None
    members: int | None = None
    code_made: bool = False
    seats: tuple[SeatTaken, ...] = ()


@dataclass(frozen=True)
class UnitToAmend:
    """A known unit of which the register tells something new; `None` is what stays as it is."""

    unit: UnitId
    name: str | None = None
    parent: str | None = None
    members: int | None = None
    attributes: tuple[Attribute, ...] | None = None
    seats: tuple[SeatTaken, ...] = ()


@dataclass(frozen=True)
class RegisterPlan:
    """Everything that a register changes, superiors before those below them. `top` is the unit it is of."""

    top: UnitId
    enter: tuple[UnitToEnter, ...] = ()
    amend: tuple[UnitToAmend, ...] = ()

    @property
    def people(self) -> int:
        """How many persons it enters."""
        seats = [*(unit.seats for unit in self.enter), *(unit.seats for unit in self.amend)]
        return sum(map(len, seats))

    @property
    def is_empty(self) -> bool:
        return not self.enter and not self.amend
