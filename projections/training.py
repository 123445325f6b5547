"""Courses for secretaries: who learns for which unit, who was there, how it was assessed."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, exists, or_

from domain.calendar import month_of, months_on
from domain.capacity_names import CourseId
from domain.events import training as told
from domain.names import AbsenceReason, Grade, Month, PersonId, UnitId
from domain.record import Record
from projections.beside_its_unit import Beside, with_units
from projections.listing import Listed, Order, Part, taken
from projections.ranges import in_range
from projections.scope import here, seen
from projections.sheet import Sheet
from projections.temporal import Temporal, so_at
from projections.unit_tree import units
from projections.view import View

LOOKED_AT = 3
"""Months before and after a course that tell whether it helped [us]."""


class CourseState(StrEnum):
    """How far a course has come."""

    PLANNED = "planned"
    ATTENDED = "attended"
    ASSESSED = "assessed"
    CANCELLED = "cancelled"


class LearnerState(StrEnum):
    """How far a learner has come."""

    ENROLLED = "enrolled"
    ATTENDED = "attended"
    MISSED = "missed"
    ASSESSED = "assessed"


class Course(NamedTuple):
    """A course that a unit holds, and how many learners are how far."""

    course: CourseId
    unit: UnitId
    title: str
    on: date
    until: date
    hours: int
    seats: int
    state: CourseState
    enrolled: int
    attended: int
    missed: int
    assessed: int
    planned_at: int


class Learner(NamedTuple):
    """Who learns for which unit. `month` is that of the course, `looked_from` and `looked_to` frame it."""

    course: CourseId
    unit: UnitId
    person: PersonId
    state: LearnerState
    grade: Grade | None
    reason: AbsenceReason | None
    on: date
    month: Month
    looked_from: Month
    looked_to: Month


courses = Temporal("courses", Course, now=("unit on",))
learners = Temporal("learners", Learner, key=3, now=("course", "unit on", "person"))
view = View("training", courses, learners).following(told.TrainingFact)


@view.on(told.CoursePlanned)
def planned(sheet: Sheet, record: Record[told.CoursePlanned]) -> None:
    it, name = record.fact, CourseId(record.stream)
    begun = (it.unit, it.title, it.on, it.until, it.hours, it.seats, CourseState.PLANNED)
    sheet.put(courses, Course(name, *begun, 0, 0, 0, 0, record.position))


@view.on(told.SecretaryEnrolled)
def enrolled(sheet: Sheet, record: Record[told.SecretaryEnrolled]) -> None:
    it, course = record.fact, sheet.row(courses, record.stream)
    if course is None or sheet.row(learners, course.course, it.unit, it.person):
        return
    month = month_of(course.on)
    frame = (months_on(month, -LOOKED_AT) or month, months_on(month, LOOKED_AT) or month)
    seat = (course.course, it.unit, it.person, LearnerState.ENROLLED, None, None)
    sheet.put(learners, Learner(*seat, course.on, month, *frame))
    sheet.put(courses, course._replace(enrolled=course.enrolled + 1))


@view.on(told.CourseAttended, told.CourseMissed, told.SecretaryAssessed)
def moved_on(sheet: Sheet, record: Record[told.CourseAttended | told.CourseMissed | told.SecretaryAssessed]) -> None:
    it, course = record.fact, sheet.row(courses, record.stream)
    learner = sheet.row(learners, record.stream, it.unit, it.person)
    if course is None or learner is None:
        return
    match it:
        case told.CourseAttended():
            learner = learner._replace(state=LearnerState.ATTENDED)
            course = course._replace(attended=course.attended + 1, state=CourseState.ATTENDED)
        case told.CourseMissed(reason=reason):
            learner = learner._replace(state=LearnerState.MISSED, reason=reason)
            course = course._replace(missed=course.missed + 1)
        case told.SecretaryAssessed(grade=grade):
            learner = learner._replace(state=LearnerState.ASSESSED, grade=grade)
            course = course._replace(assessed=course.assessed + 1)
            whole = course.assessed >= course.attended
            course = course._replace(state=CourseState.ASSESSED) if whole else course
    sheet.put(learners, learner)
    sheet.put(courses, course)


@view.on(told.CourseCancelled)
def cancelled(sheet: Sheet, record: Record[told.CourseCancelled]) -> None:
    if course := sheet.row(courses, record.stream):
        sheet.put(courses, course._replace(state=CourseState.CANCELLED))


# Questions

c = courses.c
SORTS = Order(Course, {"on": c.on, "unit": units.c.sort, "state": c.state}, c.planned_at, "-on")


class Sought(NamedTuple):
    """Which courses a list shows; what is None does not narrow it."""

    state: CourseState | None = None
    unit: UUID | None = None
    from_: date | None = None
    until: date | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("state", "unit"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value
        if self.from_ is not None:
            yield c.on >= self.from_
        if self.until is not None:
            yield c.on <= self.until


def courses_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Course]:
    """The courses that units of a scope hold, or that somebody of a unit in it learns in."""
    own = units.table.alias("own")
    learns = (learners.c.unit == own.c.unit) & so_at(own) & in_range(own.c.path, scope)
    among = exists().where(learners.c.course == c.course, learners.at(), learns)
    query = courses.select(at).join_from(courses.table, units.table, here(c.unit))
    return taken(db, query.where(or_(in_range(units.c.path, scope), among), *sought.conditions()), SORTS, part)


def course_by_id(db: Connection, course: UUID, at: int | None = None) -> Course | None:
    return next(iter(courses.read(db, courses.select(at).where(c.course == course))), None)


def learners_of(db: Connection, course: UUID, scope: Sequence[str], at: int | None = None) -> list[Beside]:
    """Who learns in a course, of the units of a scope and with them, as a Vietnamese list orders the units."""
    query = learners.select(at).join_from(learners.table, units.table, seen(learners.c.unit, scope))
    of_it = query.where(learners.c.course == course)
    return with_units(db, learners, of_it.order_by(units.c.sort, learners.c.person))
