"""Solution 2: courses for secretaries."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import abort

from domain.events.training import CourseCancelled
from domain.names import UnitId
from projections import training
from projections.training import CourseState
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.api.things import Told, kind_of
from web.asking import record
from web.capacity_places import of_course, of_course_read
from web.house import house
from web.places import path_of
from workflows.journal.journal import Receipt
from workflows.requests import training as asks

rooms = room("solution_2_courses", "Courses for secretaries.")

FRAME = frozenset({"course", "on", "month", "looked_from", "looked_to"})
LEARNER = shape_of(training.Learner, "LearnerShown", Named(FRAME))
COURSE = kind_of(
    "Course",
    training.Course,
    Named(frozenset({"planned_at"})),
    (("learners", tuple[LEARNER, ...]),),  # type: ignore[valid-type]  # made while running
    cancelled=Told(CourseCancelled),
)
COURSES = list_of(COURSE.line, "CourseList")


@dataclass(frozen=True, kw_only=True)
class CoursesSought(Paged):
    """Which courses; `unit` holds them."""

    state: CourseState | None = None
    unit: UnitId | None = None
    under: UnitId | None = None
    from_: date | None = None
    to: date | None = None


@rooms.get("/solutions/2/courses")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(COURSES, seeks=CoursesSought)
def list_courses(asked: CoursesSought) -> Answer:
    """The courses that units the caller sees hold, or learn in."""
    which = training.Sought(asked.state, asked.unit, asked.from_, asked.to)
    with house().reading() as db, asked_well():
        listed = training.courses_in(db, scope(db, Act.READ_COMPLIANCE, asked.under), which, asked.part)
        return shown(db, COURSE, COURSES, listed)


@rooms.post("/solutions/2/courses")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
@gives(COURSE.whole, takes=asks.PlanCourse, status=201)
def post_course(asked: asks.PlanCourse) -> Answer:
    """Plan a course."""
    with house().reading() as db:
        policy.require(Act.APPROVE_PROGRAMMES, path_of(db, asked.unit))
    receipt = record(asks.plan_course, asked)
    course = next(iter(receipt.versions))
    return show_course(course, receipt)._replace(location=f"/api/v1/solutions/2/courses/{course}")


@rooms.get("/solutions/2/courses/<uuid:course>")
@policy.needs(Act.READ_COMPLIANCE, of=of_course_read)
@gives(COURSE.whole)
def get_course(course: UUID) -> Answer:
    """A course, and who of the caller's units learns in it."""
    return show_course(course)


def show_course(course: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = training.course_by_id(db, course) or abort(404)
        learners = [one.row for one in training.learners_of(db, course, policy.reach(Act.READ_COMPLIANCE))]
        history = house().journal.history(course)
        showing = Showing(db, [row, *learners, *history])
    told = COURSE.tell(showing, row, history, learners=tuple(showing.show(one, LEARNER) for one in learners))
    return Answer(told, len(history), done(receipt) if receipt else None)


Steps(rooms, "/solutions/2/courses/<uuid:course>", of_course, COURSE.whole, show_course).open(
    enrol=Step(asks.enrol_secretary, Act.APPROVE_PROGRAMMES, lambda asked: [asked.unit]),
    attended=Step(asks.record_attendance, Act.APPROVE_PROGRAMMES, lambda asked: [asked.unit]),
    missed=Step(asks.record_missed, Act.APPROVE_PROGRAMMES, lambda asked: [asked.unit]),
    assess=Step(asks.assess_secretary, Act.APPROVE_PROGRAMMES, lambda asked: [asked.unit]),
    cancel=Step(asks.cancel_course, Act.APPROVE_PROGRAMMES),
)
