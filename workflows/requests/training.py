"""Courses for secretaries: planned, enrolled in, attended or missed, assessed, cancelled."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import uuid5

from domain.events.training import (
    CourseAttended,
    CourseCancelled,
    CourseMissed,
    CoursePlanned,
    SecretaryAssessed,
    SecretaryEnrolled,
)
from domain.names import AbsenceReason, Grade, PersonId, UnitId
from domain.record import Hand
from domain.training import Course
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Because, Line, Within


@dataclass(frozen=True)
class PlanCourse:
    """A course that `unit` holds for the secretaries below it."""

    unit: UnitId
    title: Line
    on: date
    until: date
    hours: Annotated[int, Within(1, 400)]
    seats: Annotated[int, Within(1, 2_000)]


@dataclass(frozen=True)
class EnrolSecretary:
    """`unit`: the one whose secretary learns."""

    unit: UnitId
    person: PersonId


@dataclass(frozen=True)
class RecordAttendance:
    unit: UnitId
    person: PersonId


@dataclass(frozen=True)
class RecordMissed:
    unit: UnitId
    person: PersonId
    reason: AbsenceReason = AbsenceReason.OTHER


@dataclass(frozen=True)
class AssessSecretary:
    unit: UnitId
    person: PersonId
    grade: Grade


@request
def plan_course(desk: Desk, hand: Hand, asked: PlanCourse) -> tuple[Any, ...]:
    desk.unit(asked.unit).must_be_there_on(asked.on)
    planned = Course().plan(CoursePlanned(**vars(asked)))
    return (Writing(uuid5(hand.command, "course"), 0, (planned,)),)


@request
def enrol_secretary(desk: Desk, hand: Hand, thing: Thing, asked: EnrolSecretary) -> tuple[Any, ...]:
    """Give a seat to the secretary or the deputy of a unit."""
    course, opened = desk.open(Course(), thing)
    return (opened.writes(course.enrol(SecretaryEnrolled(asked.unit, asked.person), desk.unit(asked.unit))),)


@request
def record_attendance(desk: Desk, hand: Hand, thing: Thing, asked: RecordAttendance) -> tuple[Any, ...]:
    course, opened = desk.open(Course(), thing)
    return (opened.writes(course.attend(hand, CourseAttended(asked.unit, asked.person))),)


@request
def record_missed(desk: Desk, hand: Hand, thing: Thing, asked: RecordMissed) -> tuple[Any, ...]:
    course, opened = desk.open(Course(), thing)
    return (opened.writes(course.miss(hand, CourseMissed(asked.unit, asked.person, asked.reason))),)


@request
def assess_secretary(desk: Desk, hand: Hand, thing: Thing, asked: AssessSecretary) -> tuple[Any, ...]:
    course, opened = desk.open(Course(), thing)
    return (opened.writes(course.assess(SecretaryAssessed(asked.unit, asked.person, asked.grade))),)


@request
def cancel_course(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    course, opened = desk.open(Course(), thing)
    return (opened.writes(course.cancel(CourseCancelled(desk.seal(hand, "reason", asked.reason)))),)
