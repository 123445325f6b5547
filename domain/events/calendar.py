"""The story of a day of the calendar: declared off or worked, where the country's list says otherwise."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact


@dataclass(frozen=True, slots=True)
class DayOffDeclared(Fact):
    """Nobody works on this day here, whatever the country's calendar says; `basis` is the document or decision."""

    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class WorkingDayDeclared(Fact):
    """This day is worked here, whatever the country's calendar says."""

    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class DayDeclarationWithdrawn(Fact):
    """The country's calendar holds for the day again."""

    on: date
    basis: str


CalendarFact = DayOffDeclared | WorkingDayDeclared | DayDeclarationWithdrawn
