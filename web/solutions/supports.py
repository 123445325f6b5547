"""Support of organisations: who comes first and why, what runs, and one support from diagnosis to its end."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from domain.calendar import local_day
from domain.capacity_names import JointActivity, Organisation, SupportOutcome, Weakness
from domain.events.support import MilestoneReached, SupportPlanned
from domain.record import Record
from domain.sealed import sealed_in
from projections import supports as view
from projections.listing import Part
from projections.office_holders import sitting_above
from projections.rank_facts import support_facts
from projections.support_priority import candidates_in
from projections.unit_tree import units_by_id
from web import policy
from web.acts import Act, Place
from web.answers import recorded
from web.capacity_places import of_support, stood
from web.house import house
from web.languages import gettext
from web.opened import names, texts
from web.policy import allows, caller
from web.secretaries.hours import without_idle_lines
from web.shell import N_
from web.solutions.acting import Asks, act_on, acts_in, begin, listed
from web.solutions.room import rooms
from workflows.requests import supports as asks
from workflows.requests.shapes import Nothing

HELP, LEAD = Act.VISIT, Act.APPROVE_PROGRAMMES
DIAGNOSE = Asks(asks.DiagnoseOrganisation, asks.diagnose_organisation, HELP, N_("Đã ghi kết quả khảo sát."))
BY_HELPERS = {
    "plan": Asks(asks.PlanSupport, asks.plan_support, HELP, N_("Đã lập kế hoạch giúp đỡ.")),
    "milestone": Asks(asks.ReachMilestone, asks.reach_milestone, HELP, N_("Đã ghi mốc đạt được.")),
    "activity": Asks(asks.HoldJointActivity, asks.hold_joint_activity, HELP, N_("Đã ghi hoạt động chung.")),
}
BY_LEADERS = {
    "approve": Asks(Nothing, asks.approve_support, LEAD, N_("Đã duyệt kế hoạch giúp đỡ.")),
    "mentor": Asks(asks.AssignMentor, asks.assign_mentor, LEAD, N_("Đã phân công người giúp đỡ.")),
    "end": Asks(asks.EndSupport, asks.end_support, LEAD, N_("Đã kết thúc việc giúp đỡ.")),
}
FIRST_FEW = Part(limit=12)


class Step(NamedTuple):
    """A milestone as the page shows it."""

    n: int
    what: UUID
    due: date
    reached_on: date | None


@rooms.get("/solutions/6/supports")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def supports() -> str:
    which, today = request.args.get("which", "running"), house().now().date()
    with house().reading() as db:
        scope, sought = policy.reach(Act.READ_COMPLIANCE), view.Sought(running=which != "ended")
        found = listed(lambda part: view.supports_in(db, scope, sought, part))
        first = candidates_in(db, scope, today, FIRST_FEW)
        units = units_by_id(db, {row.unit for row in (*found.items, *first.items)})
        facts = support_facts(db, {row.unit: units[row.unit].path for row in first.items}, today)
    shown = {"found": found, "first": first, "units": units, "facts": facts}
    return render_template("solutions/supports.html", **shown, which=which, today=today)


@rooms.get("/solutions/6/supports/new")
@policy.needs(HELP, of=policy.anywhere)
def new_support() -> str:
    lists = {"organisations": list(Organisation), "weaknesses": list(Weakness)}
    code, today = request.args.get("unit", ""), house().now().date()
    return render_template("solutions/new_support.html", code=code, today=today, **lists)


@rooms.post("/solutions/6/supports")
@policy.needs(HELP, of=policy.anywhere)
def diagnose() -> AnyResponse:
    return recorded(url_for(".support", support=begin(DIAGNOSE)), gettext(DIAGNOSE.said))


@rooms.get("/solutions/6/supports/<uuid:support>")
@policy.needs(Act.READ_COMPLIANCE, of=of_support)
def support(support: UUID) -> str:
    row, unit = stood()
    place, history = Place(unit.path), house().journal.history(support)
    leads, helps = (allows(caller(), act, place) for act in (LEAD, HELP))
    with house().reading() as db:
        wanted = leads and row.state is view.SupportState.APPROVED
        mentors = sitting_above(db, unit.path, house().now().date()) if wanted else []
    return render_template(
        "solutions/support.html",
        row=row,
        unit=unit,
        steps=list(_steps(history)),
        history=history,
        words=texts(text for told in history for text in sealed_in(told.fact)),
        people=names({*mentors, row.mentor} - {None}),
        mentors=mentors,
        leads=leads,
        helps=helps,
        today=house().now().date(),
        lists={"activities": list(JointActivity), "outcomes": list(SupportOutcome)},
    )


@rooms.post(f"/solutions/6/supports/<uuid:support>/{acts_in(BY_HELPERS)}")
@policy.needs(HELP, of=of_support)
def help_support(support: UUID, act: str) -> AnyResponse:
    act_on(BY_HELPERS[act], support, _milestones(request.form))
    return recorded(url_for(".support", support=support), gettext(BY_HELPERS[act].said))


@rooms.post(f"/solutions/6/supports/<uuid:support>/{acts_in(BY_LEADERS)}")
@policy.needs(LEAD, of=of_support)
def lead_support(support: UUID, act: str) -> AnyResponse:
    act_on(BY_LEADERS[act], support)
    return recorded(url_for(".support", support=support), gettext(BY_LEADERS[act].said))


def _steps(history: Sequence[Record[Any]]) -> Iterator[Step]:
    """The milestones of the newest plan with their words, and when they were reached."""
    plan = next((it.fact for it in reversed(history) if isinstance(it.fact, SupportPlanned)), None)
    reached = {it.fact.n: local_day(it.occurred_at) for it in history if isinstance(it.fact, MilestoneReached)}
    for n, one in enumerate(plan.milestones if plan else (), start=1):
        yield Step(n, one.what.key, one.due, reached.get(n))


def _milestones(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """Lines of the plan that were left empty are no milestones."""
    return without_idle_lines(form, "milestones", "what")
