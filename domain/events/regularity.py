"""The story of regularity: the month's calendar, the year's themes, new forms, self-inspection, results assessed."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import MeetingKind, Month, Sealed, UnitId
from domain.regularity_names import AssessedSubject, MeetingForm


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A meeting that the month's calendar sets for a day."""

    kind: MeetingKind
    on: date


@dataclass(frozen=True, slots=True)
class MonthCalendarProposed(Fact):
    """The unit proposed its meetings of a month (lịch sinh hoạt tháng)."""

    unit: UnitId
    month: Month
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True)
class MonthCalendarApproved(Fact):
    """The superior agreed to the calendar."""


@dataclass(frozen=True, slots=True)
class MonthCalendarReturned(Fact):
    """The superior sent the calendar back."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class ThemeOrientationIssued(Fact):
    """A superior issued the year's themes (định hướng chuyên đề năm) for all units at and below it."""

    unit: UnitId
    year: int
    number: str
    issued_on: date
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewFormTried(Fact):
    """A meeting was held in a form new to the cell."""

    unit: UnitId
    on: date
    form: MeetingForm
    result: Sealed | None = None


@dataclass(frozen=True, slots=True)
class SelfInspectionPlanned(Fact):
    """The unit will inspect itself on a matter (tự kiểm tra), by a day."""

    unit: UnitId
    due: date
    matter: Sealed


@dataclass(frozen=True, slots=True)
class SelfInspectionDone(Fact):
    """It did; so many shortcomings were found."""

    on: date
    shortcomings: int
    conclusion: Sealed


@dataclass(frozen=True, slots=True)
class TargetAssessed:
    """A target, and what was reached of it."""

    name: str
    planned: float
    reached: float


@dataclass(frozen=True, slots=True)
class ResultsAssessed(Fact):
    """What a resolution or the year's plan brought was held against its targets. `reference`: its number or year."""

    unit: UnitId
    subject: AssessedSubject
    reference: str
    on: date
    targets: tuple[TargetAssessed, ...]
    conclusion: Sealed


CalendarFact = MonthCalendarProposed | MonthCalendarApproved | MonthCalendarReturned
SelfInspectionFact = SelfInspectionPlanned | SelfInspectionDone
RegularityFact = CalendarFact | SelfInspectionFact | ThemeOrientationIssued | NewFormTried | ResultsAssessed
