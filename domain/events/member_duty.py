"""The story of what a member owes the cell: a task assigned, reported, done; an absence without reason handled."""

from dataclasses import dataclass
from datetime import date

from domain.capacity_names import AbsenceMeasure
from domain.events.fact import Fact
from domain.names import MeetingId, PersonId, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class MemberTaskAssigned(Fact):
    """The cell gave a member a task and a term."""

    unit: UnitId
    member: PersonId
    what: Sealed
    due: date


@dataclass(frozen=True, slots=True)
class MemberTaskReported(Fact):
    """The member said what came of it."""

    result: Sealed


@dataclass(frozen=True, slots=True)
class MemberTaskSentBack(Fact):
    """The cell asks for more."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class MemberTaskDone(Fact):
    """The cell took the result as done."""


@dataclass(frozen=True, slots=True)
class AbsenceHandled(Fact):
    """What the cell did about a member's absence from a meeting."""

    unit: UnitId
    meeting: MeetingId
    member: PersonId
    how: AbsenceMeasure


MemberTaskFact = MemberTaskAssigned | MemberTaskReported | MemberTaskSentBack | MemberTaskDone
MemberDutyFact = MemberTaskFact | AbsenceHandled
