"""The plan of visits that is proposed: each line says why; a person accepts it, sends another, or declines."""

from dataclasses import dataclass
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import UnitId
from web import places, policy
from web.acts import Act
from web.answers import recorded
from web.asking import from_form, from_query, record, thing
from web.house import house
from web.languages import gettext
from web.overseers.charge import named
from web.overseers.room import rooms
from web.proposing import proposed as propose
from web.proposing import with_facts
from workflows.requests import oversight as asks
from workflows.requests.shapes import Count
from workflows.requests.visits import PlanVisit, plan_visit

A_PAGE = 20


@dataclass(frozen=True)
class ProposedAsked:
    """Which page of the plan."""

    page: Count = 1


@rooms.get("/visits/proposed")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
def proposed() -> str:
    page, today = max(from_query(ProposedAsked).page, 1), house().now().date()
    with house().reading() as db:
        found = propose(db, policy.reach(Act.READ_VISIT), today)
        lines = with_facts(db, found.lines[(page - 1) * A_PAGE : page * A_PAGE], today)
    people = named({*found.visitors, *(line.proposed.visitor for line in lines)})
    more = len(found.lines) > page * A_PAGE
    return render_template(
        "overseers/proposed.html", found=found, lines=lines, people=people, names_of=dict(people), page=page, more=more
    )


@rooms.post("/visits/proposed/accept")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
def accept() -> AnyResponse:
    asked = from_form(asks.AcceptProposed)
    _require(Act.APPROVE_PROGRAMMES, asked.cell)
    record(asks.accept_proposed, asked)
    return recorded(url_for("overseers.proposed"), gettext("Đã lên lịch buổi dự được đề xuất."))


@rooms.post("/visits/proposed/take")
@policy.needs(Act.VISIT, of=policy.anywhere)
def take() -> AnyResponse:
    """An overseer takes a line of their own cells."""
    asked = from_form(PlanVisit)
    _require(Act.VISIT, asked.cell)
    record(plan_visit, asked)
    return recorded(url_for("overseers.proposed"), gettext("Đã lên lịch buổi dự được đề xuất."))


@rooms.post("/visits/proposed/<uuid:visit_programme>/decline")
@policy.needs(Act.APPROVE_PROGRAMMES, of=places.of_visit_programme)
def decline(visit_programme: UUID) -> AnyResponse:
    asked = from_form(asks.DeclineProposed)
    _require(Act.APPROVE_PROGRAMMES, asked.cell)
    record(asks.decline_proposed, thing(visit_programme), asked)
    return recorded(url_for("overseers.proposed"), gettext("Đã gác lại đề xuất này trong kỳ."))


def _require(act: Act, cell: UnitId | None) -> None:
    with house().reading() as db:
        policy.require(act, places.path_of(db, cell or UUID(int=0)))
