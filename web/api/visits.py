"""Superiors' visits to meetings."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import abort

from domain.events import visit as told
from domain.names import MeetingId, PersonId, UnitId, VisitKind
from projections import visits
from projections.visits import VisitState
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room, unit_of
from web.api.shown import Named, Showing
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_visit, path_of
from workflows.journal.journal import Receipt
from workflows.requests import visits as asks

rooms = room("visits", "Superiors' visits to meetings.")

VISIT = kind_of(
    "Visit",
    visits.Visit,
    Named(
        frozenset({"planned_at", "made_at", "feedback_at", "body"}),
        more=(("cell", str | None), ("body", str | None)),
    ),
    made=Told(told.VisitMade),
    feedback=Told(told.FeedbackGiven),
    acknowledged=Told(told.FeedbackAcknowledged),
    moves=Told(told.VisitMoved, all=True),
    swaps=Told(told.VisitorReplaced, all=True),
    cancelled=Told(told.VisitCancelled),
)
VISITS = list_of(VISIT.line, "VisitList")


@dataclass(frozen=True, kw_only=True)
class VisitsSought(Paged):
    """Which visits."""

    state: VisitState | None = None
    kind: VisitKind | None = None
    unit: UnitId | None = None
    under: UnitId | None = None
    visitor: PersonId | None = None
    meeting: MeetingId | None = None
    from_: date | None = None
    to: date | None = None


@rooms.get("/visits")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
@gives(VISITS, seeks=VisitsSought)
def list_visits(asked: VisitsSought) -> Answer:
    """The visits, as far as the caller sees."""
    which = visits.Sought(asked.state, asked.kind, asked.unit, asked.visitor, asked.meeting, asked.from_, asked.to)
    with house().reading() as db, asked_well():
        listed = visits.visits_in(db, scope(db, Act.READ_VISIT, asked.under), which, asked.part)
        return shown(db, VISIT, VISITS, listed, _whose)


@rooms.post("/visits")
@policy.needs(Act.VISIT, of=policy.anywhere)
@gives(VISIT.whole, takes=asks.PlanVisit, status=201)
def post_visit(asked: asks.PlanVisit) -> Answer:
    """Plan a visit to a cell or to a body, or record one that came unannounced."""
    with house().reading() as db:
        policy.require(Act.VISIT, path_of(db, unit_of(asked.body, asked.cell)))
    receipt = record(asks.plan_visit, asked)
    visit = next(iter(receipt.versions))
    return show_visit(visit, receipt)._replace(location=f"/api/v1/visits/{visit}")


@rooms.get("/visits/<uuid:visit>")
@policy.needs(Act.READ_VISIT, of=of_visit)
@gives(VISIT.whole)
def get_visit(visit: UUID) -> Answer:
    """A visit, what was seen and what was said."""
    return show_visit(visit)


def show_visit(visit: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = visits.visit_by_id(db, visit) or abort(404)
        history = house().journal.history(visit)
        showing = Showing(db, [row, *history])
    told = VISIT.tell(showing, row, history, **_whose(showing, row))
    return Answer(told, len(history), done(receipt) if receipt else None)


def _whose(showing: Showing, row: visits.Visit) -> dict[str, Any]:
    code = showing.code(row.unit)
    return {"cell": None if row.body else code, "body": f"{code}/{row.body}" if row.body else None}


Steps(rooms, "/visits/<uuid:visit>", of_visit, VISIT.whole, show_visit).open(
    move=Step(asks.move_visit, Act.VISIT),
    visitor=Step(asks.replace_visitor, Act.VISIT),
    cancel=Step(asks.cancel_visit, Act.VISIT),
    made=Step(asks.make_visit, Act.VISIT),
    feedback=Step(asks.give_feedback, Act.VISIT),
    acknowledge=Step(asks.acknowledge_feedback, Act.ACKNOWLEDGE_FEEDBACK),
)
