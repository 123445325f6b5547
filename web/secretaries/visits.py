"""A superior's visit as the visited unit reads it: what was seen, the feedback, and that it was taken in."""

from datetime import timedelta
from uuid import UUID

from flask import g, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.events.visit import FeedbackGiven, VisitCancelled, VisitMade, VisitMoved, VisitorReplaced
from domain.names import Severity
from domain.sealed import sealed_in
from domain.visiting.terms import terms
from projections.unit_tree import Unit, units_by_id
from projections.visits import Visit, VisitState, visit_by_id
from web import places, policy
from web.acts import Act, Place, may
from web.answers import recorded
from web.hands import hand, seen
from web.house import house
from web.languages import gettext
from web.opened import names, texts
from web.policy import caller
from web.secretaries.routes import rooms
from workflows.desk import Thing
from workflows.requests.visits import acknowledge_feedback

CHANGES = (VisitMoved, VisitorReplaced, VisitCancelled)


def visit_here(visit: UUID) -> tuple[Visit, Unit] | None:
    """A visit and the unit visited; asked by the gate and by the page, read once a request."""
    kept: dict[UUID, tuple[Visit, Unit] | None] = g.setdefault("visits", {})
    if visit not in kept:
        with house().reading() as db:
            found = visit_by_id(db, visit)
            kept[visit] = (found, units_by_id(db, [found.unit])[found.unit]) if found else None
    return kept[visit]


def place_of(visit: UUID, **_: object) -> Place | None:
    here = visit_here(visit)
    return Place(here[1].path) if here else None


@rooms.get("/visits/<uuid:visit>")
@policy.needs(Act.READ_VISIT, of=place_of)
def visit(visit: UUID) -> str:
    here = visit_here(visit)
    assert here is not None  # the gate found it
    found, unit = here
    history = house().journal.history(visit)
    facts = {type(record.fact): record.fact for record in history}
    return render_template(
        "secretaries/visit.html",
        v=found,
        unit=unit,
        made=facts.get(VisitMade),
        feedback=facts.get(FeedbackGiven),
        version=len(history),
        words=texts(text for record in history for text in sealed_in(record.fact)),
        people=names([found.visitor]),
        reasons=[record for record in history if isinstance(record.fact, CHANGES)],
        gone_by_me=found.visitor == caller().person,
        mine_to_do=may(caller().held, Act.VISIT, Place(unit.path)),
        may_find=may(caller().held, Act.FIND, Place(unit.path)),
        term=found.on + timedelta(days=terms().feedback_days),
        today=house().now().date(),
        severities=list(Severity),
        mine=found.state is VisitState.FED_BACK and may(caller().held, Act.ACKNOWLEDGE_FEEDBACK, Place(unit.path)),
    )


@rooms.post("/visits/<uuid:visit>/acknowledge")
@policy.needs(Act.ACKNOWLEDGE_FEEDBACK, of=places.of_visit)
def acknowledge_visit(visit: UUID) -> AnyResponse:
    acknowledge_feedback(house().desk, hand(), Thing(visit, seen()))
    return recorded(url_for("secretaries.visit", visit=visit), gettext("Đã ghi việc tiếp thu góp ý."))
