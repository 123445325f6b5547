"""S3, superiors lead, guide and inspect: programmes of the year with their quotas, and guidance."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from domain.events import oversight as told
from domain.names import UnitId
from projections import guidance_given, oversight
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing
from web.api.things import Told, kind_of
from web.asking import record, thing
from web.house import house
from web.places import of_visit_programme, path_of
from workflows.journal.journal import Receipt
from workflows.requests import oversight as asks

rooms = room("oversight", "S3: programmes of supervision, the plan of visits, guidance, overseers, coverage.")

PROGRAMME = kind_of(
    "VisitProgramme",
    oversight.VisitProgramme,
    Named(frozenset({"approved_at"})),
    approved=Told(told.VisitProgrammeApproved),
    allotted=Told(told.VisitQuotaAllotted, all=True),
    declined=Told(told.ProposedVisitDeclined, all=True),
)
PROGRAMMES = list_of(PROGRAMME.line, "VisitProgrammeList")
GUIDANCE = kind_of(
    "Guidance",
    oversight.Guidance,
    Named(frozenset({"issued_at"})),
    issued=Told(told.GuidanceIssued),
    taken_in=Told(told.GuidanceAcknowledged, all=True),
)
GUIDANCES = list_of(GUIDANCE.line, "GuidanceList")


@dataclass(frozen=True, kw_only=True)
class UnitsThings(Paged):
    """Whose."""

    under: UnitId | None = None


@rooms.get("/solutions/3/visit-programmes")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
@gives(PROGRAMMES, seeks=UnitsThings)
def list_programmes(asked: UnitsThings) -> Answer:
    """The yearly programmes of supervision."""
    with house().reading() as db, asked_well():
        listed = oversight.programmes_listed(db, scope(db, Act.READ_VISIT, asked.under), asked.part)
        return shown(db, PROGRAMME, PROGRAMMES, listed)


@rooms.post("/solutions/3/visit-programmes")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
@gives(PROGRAMME.whole, takes=asks.ApproveVisitProgramme, status=201)
def post_programme(asked: asks.ApproveVisitProgramme) -> Answer:
    """Approve a unit's programme of a year, with the quotas of those who visit."""
    with house().reading() as db:
        for unit in {asked.unit, *(quota.unit for quota in asked.quotas)}:
            policy.require(Act.APPROVE_PROGRAMMES, path_of(db, unit))
    receipt = record(asks.approve_visit_programme, asked)
    programme = next(iter(receipt.versions))
    return show_programme(programme, receipt)._replace(location=f"/api/v1/solutions/3/visit-programmes/{programme}")


@rooms.get("/solutions/3/visit-programmes/<uuid:visit_programme>")
@policy.needs(Act.READ_VISIT, of=of_visit_programme)
@gives(PROGRAMME.whole)
def get_programme(visit_programme: UUID) -> Answer:
    """A programme with its quotas."""
    return show_programme(visit_programme)


def show_programme(programme: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = oversight.programme_by_id(db, programme) or abort(404)
        history = house().journal.history(programme)
        showing = Showing(db, [row, *history])
    return Answer(PROGRAMME.tell(showing, row, history), len(history), done(receipt) if receipt else None)


Steps(
    rooms, "/solutions/3/visit-programmes/<uuid:visit_programme>", of_visit_programme, PROGRAMME.whole, show_programme
).open(
    quota=Step(asks.allot_quota, Act.APPROVE_PROGRAMMES, lambda asked: (asked.unit,)),
    decline=Step(asks.decline_proposed, Act.APPROVE_PROGRAMMES, lambda asked: (asked.cell,)),
)


@rooms.get("/solutions/3/guidance")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
@gives(GUIDANCES, seeks=UnitsThings)
def list_guidance(asked: UnitsThings) -> Answer:
    """Guidance that the caller's units issued or were given."""
    with house().reading() as db, asked_well():
        listed = guidance_given.guidance_in(db, scope(db, Act.READ_VISIT, asked.under), asked.part)
        return shown(db, GUIDANCE, GUIDANCES, listed)


@rooms.post("/solutions/3/guidance")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
@gives(GUIDANCE.whole, takes=asks.IssueGuidance, status=201)
def post_guidance(asked: asks.IssueGuidance) -> Answer:
    """Guide units below by a document."""
    with house().reading() as db:
        for unit in {asked.unit, *asked.addressees}:
            policy.require(Act.APPROVE_PROGRAMMES, path_of(db, unit))
    receipt = record(asks.issue_guidance, asked)
    guidance = next(iter(receipt.versions))
    return show_guidance(guidance, receipt)._replace(location=f"/api/v1/solutions/3/guidance/{guidance}")


@rooms.get("/solutions/3/guidance/<uuid:guidance>")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
@gives(GUIDANCE.whole)
def get_guidance(guidance: UUID) -> Answer:
    """A document that guides units, and which of them took it in."""
    with house().reading() as db:
        if not guidance_given.is_guided(db, policy.reach(Act.READ_VISIT), guidance):
            abort(404)
    return show_guidance(guidance)


def show_guidance(guidance: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = guidance_given.guidance_by_id(db, guidance) or abort(404)
        history = house().journal.history(guidance)
        showing = Showing(db, [row, *history])
    return Answer(GUIDANCE.tell(showing, row, history), len(history), done(receipt) if receipt else None)


@rooms.post("/solutions/3/guidance/<uuid:guidance>/acknowledge")
@policy.needs(Act.ACKNOWLEDGE_FEEDBACK, of=policy.anywhere)
@gives(GUIDANCE.whole, takes=asks.AcknowledgeGuidance)
def acknowledge(asked: asks.AcknowledgeGuidance, guidance: UUID) -> Answer:
    """The unit took the guidance in."""
    with house().reading() as db:
        policy.require(Act.ACKNOWLEDGE_FEEDBACK, path_of(db, asked.unit))
    return show_guidance(guidance, record(asks.acknowledge_guidance, thing(guidance), asked))
