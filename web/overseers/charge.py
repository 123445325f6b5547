"""What an overseer is in charge of, and who is in charge of which cell."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import UnitId, UnitKind
from projections.listing import Part
from projections.overseers import cells_overseen, goers
from projections.oversight import known_gaps
from projections.unit_tree import Sought as UnitsSought
from projections.unit_tree import Unit, units_in
from projections.visit_coverage import last_visits
from projections.visits import Sought, Visit, VisitState, visits_in
from web import places, policy
from web.acts import Act
from web.answers import recorded
from web.asking import from_form, from_query, record
from web.house import house
from web.languages import gettext
from web.opened import names
from web.overseers.room import rooms
from web.policy import caller
from workflows.requests.oversight import AssignOverseer, assign_overseer
from workflows.requests.shapes import Count

MOST = 200
A_PAGE = 40


class Charge(NamedTuple):
    """A cell in someone's charge, and when it was visited last."""

    cell: Unit
    last: date | None


@dataclass(frozen=True)
class GapsAsked:
    """Which page of the cells without an overseer."""

    page: Count = 1


@rooms.get("/charge")
@policy.needs(Act.VISIT, of=policy.anywhere)
def charge() -> str:
    """Cells longest without a visit first; above them the visits that wait to be made or answered, others' apart."""
    reach = policy.reach(Act.VISIT)
    with house().reading() as db:
        cells = units_in(db, reach, UnitsSought(UnitKind.CELL), Part("path", None, MOST)).items
        last = last_visits(db, reach)
        waiting = Sought(states=(VisitState.PLANNED, VisitState.MADE))
        listed = visits_in(db, reach, waiting, Part("on", None, MOST)).items
    mine = [one for one in listed if one.visitor == caller().person]
    others = [one for one in listed if one.visitor != caller().person]
    charges = sorted((Charge(cell, last.get(cell.unit)) for cell in cells), key=_longest_ago)
    units = {cell.unit: cell for cell in cells}
    shown = {"charges": charges, "open": mine, "others": others, "people": names(one.visitor for one in others)}
    return render_template("overseers/charge.html", **shown, units=units, today=_today(), to=_to)


def _longest_ago(one: Charge) -> tuple[date, str]:
    return one.last or date.min, one.cell.sort


def _today() -> date:
    return house().now().date()


def _to(visit: Visit) -> str:
    """Where a visit goes on: to what was seen, or to what is said of it."""
    if visit.state is VisitState.PLANNED and visit.on <= _today():
        return url_for("overseers.make", visit=visit.visit)
    return url_for("secretaries.visit", visit=visit.visit)


@rooms.get("/charge/gaps")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
def gaps() -> str:
    """Cells that nobody is in charge of; a leader puts somebody in charge."""
    asked, reach = from_query(GapsAsked), policy.reach(Act.READ_VISIT)
    with house().reading() as db:
        cells = cells_overseen(db, reach, _today())
        noticed = known_gaps(db)
        people = goers(db, reach, _today())
    without = [one.cell for one in cells if not one.overseers]
    first = (max(asked.page, 1) - 1) * A_PAGE
    shown = {
        "cells": without[first : first + A_PAGE],
        "more": len(without) > first + A_PAGE,
        "page": max(asked.page, 1),
    }
    counted = {"all": len(cells), "without": len(without)}
    return render_template(
        "overseers/gaps.html", **shown, counted=counted, noticed=noticed, people=named(people), today=_today()
    )


@rooms.post("/charge/gaps")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
def assign() -> AnyResponse:
    asked = from_form(AssignOverseer)
    with house().reading() as db:
        policy.require(Act.APPROVE_PROGRAMMES, places.path_of(db, asked.cell))
    record(assign_overseer, asked)
    return recorded(url_for("overseers.gaps"), gettext("Đã phân công cấp ủy viên phụ trách."))


def named(people: object) -> list[tuple[str, str]]:
    """Persons with their names, as a choice, in the order of the names' last words."""
    called = names(people)  # type: ignore[arg-type]  # pseudonyms, of any collection
    return sorted(called.items(), key=lambda one: (one[1].split()[-1:], one[1]))


def cells_to_choose(reach: tuple[str, ...]) -> list[tuple[UnitId, str]]:
    """The cells of a scope, as a choice."""
    with house().reading() as db:
        found = units_in(db, reach, UnitsSought(UnitKind.CELL), Part("path", None, 600)).items
    return [(cell.code, f"{cell.name} ({cell.code})") for cell in found]  # type: ignore[misc]  # forms name units by code
