"""Thematic supervisions, from their proposal to the end of follow-up."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from domain.events import supervision as told
from domain.names import DeficiencyId, UnitId
from projections import supervisions
from projections.supervisions import SupervisionState
from web import policy
from web.acts import Act, Place
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_answering, of_supervision, path_of, supervised_by
from web.policy import allows, caller
from workflows.journal.journal import Receipt
from workflows.requests import supervision_results as results
from workflows.requests import supervisions as asks

rooms = room("supervisions", "Thematic supervisions.")

APART = frozenset({"proposed_at", "concluded_at", "target", "target_body", "target_office", "found"})
SUBJECT = shape_of(supervisions.Supervised, "SubjectSupervised", Named(frozenset({"supervision"})))
SUPERVISION = kind_of(
    "Supervision",
    supervisions.Supervision,
    Named(APART, {"deficiencies": "limitations"}),
    (
        ("subjects", tuple[str, ...]),
        ("supervised", tuple[SUBJECT, ...]),  # type: ignore[valid-type]  # made while running
        ("deficiencies", tuple[DeficiencyId, ...]),
    ),
    proposed=Told(told.SupervisionProposed),
    decided=Told(told.SupervisionDecided),
    announcements=Told(told.SupervisionAnnounced, all=True),
    self_reports=Told(told.SelfReportReceived, all=True),
    sessions=Told(told.WorkingSessionHeld, all=True),
    drafted=Told(told.ReportDrafted),
    conferred=Told(told.ConferenceHeld),
    explanations=Told(told.ExplanationGiven, all=True),
    concluded=Told(told.SupervisionConcluded),
    referred=Told(told.SupervisionReferred, all=True),
    ended=Told(told.FollowUpEnded),
)
SUPERVISIONS = list_of(SUPERVISION.line, "SupervisionList")


@dataclass(frozen=True, kw_only=True)
class SupervisionsSought(Paged):
    """Which supervisions; `unit` supervises, `subject` is under supervision."""

    state: SupervisionState | None = None
    unit: UnitId | None = None
    subject: UnitId | None = None
    under: UnitId | None = None
    running: bool | None = None


def of_supervised(supervision: UUID, **_: object) -> Place | None:
    """Where the supervising unit stands, or a unit under supervision of which the caller may read."""
    with house().reading() as db:
        subjects = supervisions.subjects_of(db, supervision)
        places = [place for subject in subjects if (place := path_of(db, subject))]
    own = of_supervision(supervision)
    seen = (place for place in places if allows(caller(), Act.READ_SUPERVISION, place))
    return own if own is None or allows(caller(), Act.READ_SUPERVISION, own) else next(seen, own)


@rooms.get("/supervisions")
@policy.needs(Act.READ_SUPERVISION, of=policy.anywhere)
@gives(SUPERVISIONS, seeks=SupervisionsSought)
def list_supervisions(asked: SupervisionsSought) -> Answer:
    """The supervisions by units the caller sees, or of them."""
    which = supervisions.Sought(asked.state, asked.unit, asked.subject, asked.running)
    with house().reading() as db, asked_well():
        listed = supervisions.supervisions_in(db, scope(db, Act.READ_SUPERVISION, asked.under), which, asked.part)
        return shown(db, SUPERVISION, SUPERVISIONS, listed)


@rooms.post("/supervisions")
@policy.needs(Act.SUPERVISE, of=policy.anywhere)
@gives(SUPERVISION.whole, takes=asks.ProposeSupervision, status=201)
def post_supervision(asked: asks.ProposeSupervision) -> Answer:
    """Propose to supervise some units on a matter."""
    with house().reading() as db:
        for where in supervised_by(db, asked.subjects, asked.against):
            policy.require(Act.SUPERVISE, where)
    receipt = record(asks.propose_supervision, asked)
    supervision = next(iter(receipt.versions))
    return show_supervision(supervision, receipt)._replace(location=f"/api/v1/supervisions/{supervision}")


@rooms.get("/supervisions/<uuid:supervision>")
@policy.needs(Act.READ_SUPERVISION, of=of_supervised)
@gives(SUPERVISION.whole)
def get_supervision(supervision: UUID) -> Answer:
    """A supervision and its conclusion."""
    return show_supervision(supervision)


def show_supervision(supervision: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = supervisions.supervision_by_id(db, supervision) or abort(404)
        lines = supervisions.supervised_in(db, supervision)
        history = house().journal.history(supervision)
        showing = Showing(db, [row, *lines, *history])
    found = tuple(
        d for line in history if isinstance(line.fact, told.SupervisionConcluded) for d in line.fact.deficiencies
    )
    told_of = tuple(showing.show(line, SUBJECT) for line in lines)
    codes = tuple(showing.code(line.subject) for line in lines)
    shown = SUPERVISION.tell(showing, row, history, subjects=codes, supervised=told_of, deficiencies=found)
    return Answer(shown, len(history), done(receipt) if receipt else None)


ANSWERS = {
    "self_report": Step(asks.report_on_itself, Act.ANSWER_SUPERVISION, lambda asked: filter(None, [asked.subject])),
    "explanation": Step(results.explain, Act.ANSWER_SUPERVISION, lambda asked: filter(None, [asked.subject])),
}
ADDRESS = "/supervisions/<uuid:supervision>"
Steps(rooms, ADDRESS, of_answering, SUPERVISION.whole, show_supervision).open(**ANSWERS)
Steps(rooms, ADDRESS, of_supervision, SUPERVISION.whole, show_supervision).open(
    decide=Step(asks.decide_supervision, Act.SUPERVISE),
    announce=Step(asks.announce_supervision, Act.SUPERVISE),
    session=Step(asks.hold_session, Act.SUPERVISE),
    draft_report=Step(asks.draft_report, Act.SUPERVISE),
    conference=Step(asks.hold_conference, Act.SUPERVISE),
    conclude=Step(
        results.conclude_supervision, Act.SUPERVISE, lambda asked: [one.against for one in asked.deficiencies]
    ),
    refer=Step(results.refer_supervision, Act.SUPERVISE),
    end=Step(results.end_follow_up, Act.SUPERVISE),
)
