"""What units undertake for a solution: a list of each kind, a form to begin one, and one with what may follow."""

from typing import Any
from uuid import UUID

from flask import abort, g, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.events.commitment import CommitmentResult
from domain.events.contribution import ContributionForm
from domain.sealed import sealed_in
from projections.listing import Part
from projections.office_holders import seated
from projections.undertakings import Found, Sought, UndertakingState, undertaking_by_id, undertakings_in
from projections.unit_tree import Sought as SoughtUnits
from projections.unit_tree import units_by_id, units_in
from web import places, policy
from web.acts import Act, Place, may
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.languages import gettext
from web.opened import names, texts
from web.policy import caller
from web.solutions.room import rooms
from web.undertaken import BY_ADDRESS, BY_KIND, EVERY_ACT, UNDERTAKEN, Asked, Undertaken
from web.working_days import work_calendar
from workflows.requests.shapes import Nothing
from workflows.solutions.solution_5_encourage_speaking import ENCOURAGE_SPEAKING

SHOWN = 50
TERM_OF_AN_ANSWER = next(step.term for step in ENCOURAGE_SPEAKING.steps if step.code == "answer_members_proposals")
"""Working days, as the solution's step has them; a form offers that day."""
ACTS = ", ".join(f"'{act}'" for act in EVERY_ACT)


@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def listed(address: str) -> str:
    of, today, late = BY_ADDRESS[address], house().now().date(), request.args.get("which") == "overdue"
    state = UndertakingState.UNDER_WAY if request.args.get("which") == "under_way" else None
    sought = Sought(of.kind, state, overdue_on=today if late else None)
    with house().reading() as db:
        reach = policy.reach(Act.READ_MEETING)
        found = undertakings_in(db, reach, sought, Part(limit=SHOWN, cursor=request.args.get("cursor")))
        units = units_by_id(db, {one.unit for one in found.items})
    people = names({one.person for one in found.items if one.person})
    return render_template("solutions/undertakings.html", of=of, listed=found, units=units, people=people, today=today)


@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def new_undertaking(address: str) -> str:
    of, today = BY_ADDRESS[address], house().now().date()
    with house().reading() as db:
        reach = policy.reach(Act.HOLD_MEETING)
        units = units_in(db, reach, SoughtUnits(), Part("name", limit=200, counted=False)).items
        people = seated(db, reach, today)
    return render_template(
        "solutions/new_undertaking.html",
        of=of,
        units=units,
        people=names(people),
        today=today,
        answer_by=work_calendar().add_working_days(today, TERM_OF_AN_ANSWER),
        forms=list(ContributionForm),
    )


@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def begin_undertaking(address: str) -> AnyResponse:
    begins = BY_ADDRESS[address].begins
    asked: Any = from_form(begins.shape)
    with house().reading() as db:
        policy.require(Act.HOLD_MEETING, places.path_of(db, asked.unit))
    made = next(iter(record(begins.ask, asked).versions))
    return recorded(url_for("solutions.undertaking", undertaking=made), gettext(begins.said))


def _open_each() -> None:
    """A list and a form for each kind, under its solution."""
    for one in UNDERTAKEN:
        path, known = f"/solutions/{one.solution}/{one.address}", {"address": one.address}
        rooms.add_url_rule(path, one.slug, listed, defaults=known, methods=["GET"])
        rooms.add_url_rule(f"{path}/new", f"new_{one.slug}", new_undertaking, defaults=known, methods=["GET"])
        rooms.add_url_rule(f"{path}/new", f"begin_{one.slug}", begin_undertaking, defaults=known, methods=["POST"])


_open_each()


def _here(undertaking: UUID) -> Found | None:
    """Asked by the gate and by the page; read once a request."""
    kept: dict[UUID, Found | None] = g.setdefault("undertakings", {})
    if undertaking not in kept:
        with house().reading() as db:
            kept[undertaking] = undertaking_by_id(db, undertaking)
    return kept[undertaking]


def place_of(undertaking: UUID, **_: object) -> Place | None:
    found = _here(undertaking)
    return Place(found.unit.path) if found else None


@rooms.get("/solutions/undertakings/<uuid:undertaking>")
@policy.needs(Act.READ_MEETING, of=place_of)
def undertaking(undertaking: UUID) -> str:
    found = _here(undertaking)
    assert found is not None  # the gate found it
    history = house().journal.history(undertaking)
    it, today = found.undertaking, house().now().date()
    told = {type(line.fact).__name__: line.fact for line in history}
    mine = may(caller().held, Act.HOLD_MEETING, Place(found.unit.path)) and it.state is UndertakingState.UNDER_WAY
    return render_template(
        "solutions/undertaking.html",
        of=BY_KIND[it.kind],
        it=it,
        unit=found.unit,
        told=told,
        words=texts(text for line in history for text in sealed_in(line.fact)),
        people=names([it.person] if it.person else []),
        version=len(history),
        mine=mine,
        results=list(CommitmentResult),
        today=today,
    )


@rooms.post(f"/solutions/undertakings/<uuid:undertaking>/<any({ACTS}):act>")
@policy.needs(Act.HOLD_MEETING, of=place_of)
def act_on_undertaking(undertaking: UUID, act: str) -> AnyResponse:
    found = _here(undertaking)
    asked = _follows(BY_KIND[found.undertaking.kind], act) if found else abort(404)
    body = [] if asked.shape is Nothing else [from_form(asked.shape)]
    record(asked.ask, thing(undertaking), *body)
    return recorded(url_for("solutions.undertaking", undertaking=undertaking), gettext(asked.said))


def _follows(of: Undertaken, act: str) -> Asked:
    return of.follows[act] if act in of.follows else abort(404)
