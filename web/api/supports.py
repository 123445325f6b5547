"""Solution 6: support of organisations, non-state and new ones first."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from domain.capacity_names import Organisation
from domain.events import support as told
from domain.names import PersonId, UnitId
from projections import support_priority, supports
from projections.rank_facts import support_facts
from projections.supports import SupportState
from projections.unit_tree import units_by_id
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.api.things import Told, kind_of
from web.api.whys import WHY
from web.asking import record
from web.capacity_places import of_support
from web.explaining import why_helped
from web.house import house
from web.places import path_of
from workflows.journal.journal import Receipt
from workflows.requests import supports as asks

rooms = room("solution_6", "Support of organisations: diagnosis, plan, mentor, milestones.")

CANDIDATE = shape_of(support_priority.Candidate, "CandidateShown", Named(frozenset({"rank"}), more=(("why", WHY),)))
CANDIDATES = list_of(CANDIDATE, "CandidateList")
MILESTONE = shape_of(supports.Step, "MilestoneShown", Named(frozenset({"support"})))
SUPPORT = kind_of(
    "Support",
    supports.Support,
    Named(frozenset({"diagnosed_at"}), {"milestones": "milestones_planned"}),
    (("milestones", tuple[MILESTONE, ...]),),  # type: ignore[valid-type]  # made while running
    diagnosed=Told(told.OrganisationDiagnosed),
    planned=Told(told.SupportPlanned),
    joint_activities=Told(told.JointActivityHeld, all=True),
    ended=Told(told.SupportEnded),
)
SUPPORTS = list_of(SUPPORT.line, "SupportList")


@dataclass(frozen=True, kw_only=True)
class SupportsSought(Paged):
    """Which supports; `running`: not ended; `overdue`: a milestone is."""

    state: SupportState | None = None
    organisation: Organisation | None = None
    unit: UnitId | None = None
    under: UnitId | None = None
    mentor: PersonId | None = None
    running: bool | None = None
    overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class CandidatesSought(Paged):
    """Whose cells."""

    under: UnitId | None = None


@rooms.get("/solutions/6/candidates")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(CANDIDATES, seeks=CandidatesSought)
def list_candidates(asked: CandidatesSought) -> Answer:
    """Cells without support: non-state and new ones first, of equals whoever keeps the rules least."""
    today = house().now().date()
    with house().reading() as db, asked_well():
        within = scope(db, Act.READ_COMPLIANCE, asked.under)
        listed = support_priority.candidates_in(db, within, today, asked.part)
        places = units_by_id(db, {one.unit for one in listed.items})
        facts = support_facts(db, {unit: row.path for unit, row in places.items()}, today)
        showing = Showing(db, listed.items)
    whys = {one.unit: showing.show(why_helped(one, facts), WHY) for one in listed.items}
    items = tuple(showing.show(one, CANDIDATE, why=whys[one.unit]) for one in listed.items)
    return Answer(CANDIDATES(items=items, next=listed.next, total=listed.total))


@rooms.get("/solutions/6/supports")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(SUPPORTS, seeks=SupportsSought)
def list_supports(asked: SupportsSought) -> Answer:
    """The supports, as far as the caller sees."""
    late = house().now().date() if asked.overdue else None
    which = supports.Sought(asked.state, asked.organisation, asked.unit, asked.mentor, asked.running, late)
    with house().reading() as db, asked_well():
        listed = supports.supports_in(db, scope(db, Act.READ_COMPLIANCE, asked.under), which, asked.part)
        return shown(db, SUPPORT, SUPPORTS, listed)


@rooms.post("/solutions/6/supports")
@policy.needs(Act.VISIT, of=policy.anywhere)
@gives(SUPPORT.whole, takes=asks.DiagnoseOrganisation, status=201)
def post_support(asked: asks.DiagnoseOrganisation) -> Answer:
    """Begin a support with what the organisation lacks."""
    with house().reading() as db:
        policy.require(Act.VISIT, path_of(db, asked.unit))
    receipt = record(asks.diagnose_organisation, asked)
    support = next(iter(receipt.versions))
    return show_support(support, receipt)._replace(location=f"/api/v1/solutions/6/supports/{support}")


@rooms.get("/solutions/6/supports/<uuid:support>")
@policy.needs(Act.READ_COMPLIANCE, of=of_support)
@gives(SUPPORT.whole)
def get_support(support: UUID) -> Answer:
    """A support, its plan and how far it has come."""
    return show_support(support)


def show_support(support: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = supports.support_by_id(db, support) or abort(404)
        steps = supports.milestones_of(db, support)
        history = house().journal.history(support)
        showing = Showing(db, [row, *history])
    milestones = tuple(showing.show(step, MILESTONE) for step in steps)
    whole = SUPPORT.tell(showing, row, history, milestones=milestones)
    return Answer(whole, len(history), done(receipt) if receipt else None)


Steps(rooms, "/solutions/6/supports/<uuid:support>", of_support, SUPPORT.whole, show_support).open(
    plan=Step(asks.plan_support, Act.VISIT),
    approve=Step(asks.approve_support, Act.APPROVE_PROGRAMMES),
    mentor=Step(asks.assign_mentor, Act.APPROVE_PROGRAMMES),
    milestone=Step(asks.reach_milestone, Act.VISIT),
    activity=Step(asks.hold_joint_activity, Act.VISIT),
    end=Step(asks.end_support, Act.APPROVE_PROGRAMMES),
)
