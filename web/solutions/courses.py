"""Courses for secretaries: planned, enrolled in, attended, assessed; who has not learnt yet comes first."""

from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from domain.events.training import CourseCancelled
from domain.names import AbsenceReason, Grade, UnitKind
from projections import training
from projections.training_measured import untrained
from projections.unit_tree import Sought
from web import policy
from web.acts import Act, Place
from web.answers import recorded
from web.capacity_places import of_course, of_course_read, stood
from web.house import house
from web.languages import gettext
from web.opened import names, texts
from web.policy import allows, caller
from web.shell import N_
from web.solutions.acting import Asks, act_on, acts_in, begin, listed, own_units, units_of, words_of
from web.solutions.room import rooms
from workflows.requests import training as asks
from workflows.requests.shapes import Because

LEAD = Act.APPROVE_PROGRAMMES
PLAN = Asks(asks.PlanCourse, asks.plan_course, LEAD, N_("Đã lập kế hoạch lớp."))
ACTS = {
    "enrol": Asks(asks.EnrolSecretary, asks.enrol_secretary, LEAD, N_("Đã cử đi học.")),
    "attended": Asks(asks.RecordAttendance, asks.record_attendance, LEAD, N_("Đã ghi có mặt.")),
    "missed": Asks(asks.RecordMissed, asks.record_missed, LEAD, N_("Đã ghi vắng.")),
    "assess": Asks(asks.AssessSecretary, asks.assess_secretary, LEAD, N_("Đã ghi kết quả học.")),
    "cancel": Asks(Because, asks.cancel_course, LEAD, N_("Đã hủy lớp.")),
}
TO_CHOOSE_FROM = 200


@rooms.get("/solutions/2/courses")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def courses() -> str:
    today = house().now().date()
    with house().reading() as db:
        scope = policy.reach(Act.READ_COMPLIANCE)
        found = listed(lambda part: training.courses_in(db, scope, training.Sought(), part))
        units = units_of(db, found)
        holders = own_units(db, LEAD, Sought(kind=UnitKind.BLOC))
    return render_template("solutions/courses.html", found=found, units=units, holders=holders, today=today)


@rooms.post("/solutions/2/courses")
@policy.needs(LEAD, of=policy.anywhere)
def plan_course() -> AnyResponse:
    return recorded(url_for(".course", course=begin(PLAN)), gettext(PLAN.said))


@rooms.get("/solutions/2/courses/<uuid:course>")
@policy.needs(Act.READ_COMPLIANCE, of=of_course_read)
def course(course: UUID) -> str:
    row, unit = stood()
    leads = allows(caller(), LEAD, Place(unit.path))
    with house().reading() as db:
        learners = training.learners_of(db, course, policy.reach(Act.READ_COMPLIANCE))
        waiting = untrained(db, (unit.path,), row.on, TO_CHOOSE_FROM) if leads else []
    return render_template(
        "solutions/course.html",
        row=row,
        unit=unit,
        learners=learners,
        waiting=[one for one in waiting if one.person not in {it.row.person for it in learners}],
        called=names({one.row.person for one in learners} | {one.person for one in waiting}),
        leads=leads,
        **_told(course),
        lists={"grades": list(Grade), "reasons": list(AbsenceReason)},
    )


def _told(course: UUID) -> dict[str, object]:
    history = house().journal.history(course)
    why = [record.fact.reason for record in history if isinstance(record.fact, CourseCancelled)]
    return {"version": len(history), "why": list(texts(why).values())}


@rooms.post(f"/solutions/2/courses/<uuid:course>/{acts_in(ACTS)}")
@policy.needs(LEAD, of=of_course)
def act_on_course(course: UUID, act: str) -> AnyResponse:
    act_on(ACTS[act], course, _learner(request.form))
    return recorded(url_for(".course", course=course), gettext(ACTS[act].said))


def _learner(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """Who learns for which unit is one choice."""
    return words_of(form, "learner", "unit", "person") if "learner" in form else form
