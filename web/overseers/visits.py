"""The calendar of visits: planned and unannounced, moved, called off, given to another."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import BodyKind, VisitKind
from projections.overseers import goers
from projections.unit_tree import units_by_id
from projections.visits import Sought, VisitState, visits_in
from web import places, policy
from web.acts import Act
from web.answers import recorded
from web.asking import from_form, from_query, record, thing
from web.house import house
from web.inspection.lists import shown
from web.languages import gettext
from web.opened import names
from web.overseers.charge import cells_to_choose, named
from web.overseers.room import rooms
from web.secretaries.visits import place_of, visit_here
from workflows.requests import visits as asks
from workflows.requests.shapes import Because, Line


@dataclass(frozen=True)
class VisitsAsked:
    """The filters, as they stand in the address."""

    state: VisitState | None = None
    kind: VisitKind | None = None
    from_: date | None = None
    to: date | None = None
    sort: Line | None = None
    cursor: Line | None = None


@rooms.get("/visits")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
def visits() -> str:
    asked = from_query(VisitsAsked)
    sought = Sought(asked.state, asked.kind, from_=asked.from_, until=asked.to)
    with house().reading() as db:
        reach = policy.reach(Act.READ_VISIT)
        listed = shown(lambda part: visits_in(db, reach, sought, part), asked.sort, asked.cursor)
        units = units_by_id(db, {one.unit for one in listed.items})
    choices = {"state": list(VisitState), "kind": list(VisitKind)}
    people = names(one.visitor for one in listed.items)
    return render_template(
        "overseers/visits.html", listed=listed, units=units, people=people, asked=asked, choices=choices
    )


@rooms.get("/visits/new")
@policy.needs(Act.VISIT, of=policy.anywhere)
def new_visit() -> str:
    reach, today = policy.reach(Act.VISIT), house().now().date()
    with house().reading() as db:
        people = goers(db, reach, today)
    cells = cells_to_choose(reach)
    chosen = {name: request.args.get(name, "") for name in ("cell", "on", "visitor")}
    lists = {"kinds": list(VisitKind), "cells": cells, "people": named({*people, policy.caller().person})}
    return render_template("overseers/new_visit.html", **lists, chosen=chosen, today=today, me=policy.caller())


@rooms.post("/visits/new")
@policy.needs(Act.VISIT, of=policy.anywhere)
def plan() -> AnyResponse:
    """The page asks for a cell, and whether it is its committee that is visited."""
    form = request.form.copy()
    if form.pop("of", "cell") == "committee":
        form["body"] = f"{form.pop('cell', '')}/{BodyKind.COMMITTEE}"
    asked = from_form(asks.PlanVisit, form)
    with house().reading() as db:
        unit = asked.body.unit if asked.body else asked.cell
        policy.require(Act.VISIT, places.path_of(db, unit or UUID(int=0)))
    visit = next(iter(record(asks.plan_visit, asked).versions))
    return recorded(url_for("secretaries.visit", visit=visit), gettext("Đã lên lịch buổi dự."))


@rooms.get("/visits/<uuid:visit>/change")
@policy.needs(Act.VISIT, of=place_of)
def change(visit: UUID) -> str:
    """Moved, given to another, or called off; each with its reason."""
    here = visit_here(visit)
    assert here is not None  # the gate found it
    with house().reading() as db:
        people = goers(db, (here[1].path,), house().now().date())
    version = len(house().journal.history(visit))
    return render_template("overseers/change.html", v=here[0], unit=here[1], people=named(people), version=version)


@rooms.post("/visits/<uuid:visit>/move")
@policy.needs(Act.VISIT, of=places.of_visit)
def move(visit: UUID) -> AnyResponse:
    record(asks.move_visit, thing(visit), from_form(asks.MoveVisit))
    return _back(visit, gettext("Đã chuyển ngày dự."))


@rooms.post("/visits/<uuid:visit>/visitor")
@policy.needs(Act.VISIT, of=places.of_visit)
def swap(visit: UUID) -> AnyResponse:
    record(asks.replace_visitor, thing(visit), from_form(asks.ReplaceVisitor))
    return _back(visit, gettext("Đã đổi người đi dự."))


@rooms.post("/visits/<uuid:visit>/cancel")
@policy.needs(Act.VISIT, of=places.of_visit)
def cancel(visit: UUID) -> AnyResponse:
    record(asks.cancel_visit, thing(visit), from_form(Because))
    return _back(visit, gettext("Đã hủy buổi dự."))


@rooms.post("/visits/<uuid:visit>/feedback")
@policy.needs(Act.VISIT, of=places.of_visit)
def give_feedback(visit: UUID) -> AnyResponse:
    record(asks.give_feedback, thing(visit), from_form(asks.GiveFeedback))
    return _back(visit, gettext("Đã gửi góp ý cho đơn vị."))


def _back(visit: UUID, said: str) -> AnyResponse:
    return recorded(url_for("secretaries.visit", visit=visit), said)
