"""The story of one course for secretaries (lớp bồi dưỡng): planned, enrolled in, attended, assessed.

`unit` says for which unit a secretary learns: what happened there satisfies a step of that unit.
"""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import AbsenceReason, Grade, PersonId, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class CoursePlanned(Fact):
    """A unit will hold a course for the secretaries below it."""

    unit: UnitId
    title: str
    on: date
    until: date
    hours: int
    seats: int


@dataclass(frozen=True, slots=True)
class SecretaryEnrolled(Fact):
    """A secretary or deputy of a unit has a seat."""

    unit: UnitId
    person: PersonId


@dataclass(frozen=True, slots=True)
class CourseAttended(Fact):
    """The secretary was there."""

    unit: UnitId
    person: PersonId


@dataclass(frozen=True, slots=True)
class CourseMissed(Fact):
    """The secretary was not there."""

    unit: UnitId
    person: PersonId
    reason: AbsenceReason


@dataclass(frozen=True, slots=True)
class SecretaryAssessed(Fact):
    """What the secretary learnt was assessed."""

    unit: UnitId
    person: PersonId
    grade: Grade


@dataclass(frozen=True, slots=True)
class CourseCancelled(Fact):
    """The course does not take place."""

    reason: Sealed


TrainingFact = CoursePlanned | SecretaryEnrolled | CourseAttended | CourseMissed | SecretaryAssessed | CourseCancelled
