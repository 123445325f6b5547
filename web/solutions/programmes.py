"""Yearly programmes on pages: proposed, decided by a leader, measured, reviewed, and how far they came."""

from typing import Any
from uuid import UUID

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.events.programme import ProgrammeProposed, ProgrammeReturned, ProgrammeReviewed
from domain.names import SolutionCode, UnitType
from domain.record import Record
from domain.sealed import sealed_in
from domain.solution_names import ReviewPeriod
from projections.listing import Part
from projections.reading import Reading
from projections.solution_progress import ProgrammeRow, Sought, programmes_in
from projections.unit_tree import Unit, units_by_id
from web import policy
from web.acts import Act, Place
from web.answers import recorded
from web.api.programmes import review_figures
from web.asking import from_form
from web.hands import hand, seen
from web.house import house
from web.languages import gettext
from web.opened import texts
from web.places import of_programme, path_of
from web.solutions.progress import aims, found_here, running_here, running_of, steps_counted
from web.solutions.room import rooms
from workflows.desk import Thing
from workflows.requests import programmes as asks
from workflows.requests.shapes import Because
from workflows.solutions import solution

SHOWN = 12


def programmes_of(db: Reading, code: SolutionCode) -> tuple[list[ProgrammeRow], dict[Any, Unit]]:
    """The newest programmes of a solution that the caller sees, and their units."""
    reach = policy.reach(Act.READ_COMPLIANCE)
    rows = programmes_in(db, reach, Sought(code), Part("-year", limit=SHOWN)).items
    return rows, units_by_id(db, {row.unit for row in rows}) if rows else {}


@rooms.get("/solutions/<int:number>/programmes/new")
@policy.needs(Act.PROPOSE_PROGRAMMES, of=policy.anywhere)
def new_programme(number: int) -> str:
    told = solution(number) or abort(404)
    year = house().now().year
    return render_template("solutions/new_programme.html", solution=told, year=year, types=list(UnitType))


@rooms.post("/solutions/<int:number>/programmes")
@policy.needs(Act.PROPOSE_PROGRAMMES, of=policy.anywhere)
def programme_propose(number: int) -> AnyResponse:
    asked = from_form(asks.ProposeProgramme, _with_targets())
    with house().reading() as db:
        policy.require(Act.PROPOSE_PROGRAMMES, path_of(db, asked.unit))
    receipt = asks.propose_programme(house().desk, hand(), number, asked)
    return recorded(_page(number, next(iter(receipt.versions))), gettext("Đã gửi đề xuất chương trình."))


def _with_targets() -> Any:
    """Targets left empty are none; a share is typed in percent."""
    form = request.form.copy()
    for name in [name for name in form if name.startswith("targets-")]:
        typed = form.pop(name).strip().replace(",", ".")
        if typed:
            form[name.removesuffix("-percent")] = _share(typed) if name.endswith("-percent") else typed
    return form


def _share(typed: str) -> str:
    try:
        return str(float(typed) / 100)
    except ValueError:
        return typed


@rooms.get("/solutions/<int:number>/programmes/<uuid:programme>")
@policy.needs(Act.READ_COMPLIANCE, of=of_programme)
def programme(number: int, programme: UUID) -> str:
    history, (row, unit) = house().journal.history(programme), found_here(number, programme)
    return render_template(
        "solutions/programme.html",
        solution=solution(number) or abort(404),
        row=row,
        unit=unit,
        place=Place(unit.path),
        proposed=running_of(history, unit).proposed,
        back=_newest(history, ProgrammeReturned),
        reviews=[line.fact for line in history if isinstance(line.fact, ProgrammeReviewed)],
        periods=list(ReviewPeriod),
        types=list(UnitType),
        version=len(history),
        words=texts([one for line in history for one in sealed_in(line.fact)]),
    )


@rooms.get("/solutions/<int:number>/programmes/<uuid:programme>/aims")
@policy.needs(Act.READ_COMPLIANCE, of=of_programme)
def programme_aims(number: int, programme: UUID) -> str:
    """A part of the programme's page, fetched by itself: its measures, and what they aim at."""
    with house().reading() as db:
        found = aims(db, running_here(number, programme), house().now().date())
    return render_template("solutions/aims.html", aimed=found)


@rooms.get("/solutions/<int:number>/programmes/<uuid:programme>/progress")
@policy.needs(Act.READ_COMPLIANCE, of=of_programme)
def programme_progress(number: int, programme: UUID) -> str:
    """A part of the programme's page, fetched by itself: a year of facts is counted for it."""
    with house().reading() as db:
        counted = steps_counted(db, running_here(number, programme))
    return render_template("solutions/progress.html", counted=counted, number=number)


@rooms.post("/solutions/<int:number>/programmes/<uuid:programme>/propose-again")
@policy.needs(Act.PROPOSE_PROGRAMMES, of=of_programme)
def programme_propose_again(number: int, programme: UUID) -> AnyResponse:
    asked = from_form(asks.ProposeProgramme, _with_targets())
    with house().reading() as db:
        policy.require(Act.PROPOSE_PROGRAMMES, path_of(db, asked.unit))
    asks.propose_again(house().desk, hand(), Thing(programme, seen()), asked)
    return recorded(_page(number, programme), gettext("Đã gửi lại đề xuất chương trình."))


@rooms.post("/solutions/<int:number>/programmes/<uuid:programme>/<any('approve', 'return', 'end'):act>")
@policy.needs(Act.APPROVE_PROGRAMMES, of=of_programme)
def programme_decide(number: int, programme: UUID, act: str) -> AnyResponse:
    thing = Thing(programme, seen())
    if act == "approve":
        asks.approve_programme(house().desk, hand(), thing, from_form(asks.ApproveProgramme))
    else:
        ask = asks.return_programme if act == "return" else asks.end_programme
        ask(house().desk, hand(), thing, from_form(Because))
    return recorded(_page(number, programme), gettext("Đã ghi quyết định."))


@rooms.post("/solutions/<int:number>/programmes/<uuid:programme>/review")
@policy.needs(Act.PROPOSE_PROGRAMMES, of=of_programme)
def programme_review(number: int, programme: UUID) -> AnyResponse:
    asked, figures = from_form(asks.ReviewProgramme), review_figures(number, programme)
    asks.review_programme(house().desk, hand(), Thing(programme, seen()), figures, asked)
    return recorded(_page(number, programme), gettext("Đã ghi lần sơ kết, tổng kết."))


def _page(number: int, programme: UUID) -> str:
    return url_for("solutions.programme", number=number, programme=programme)


def _newest(history: tuple[Record[Any], ...], kind: type) -> Any:
    """The last word on it, as long as nothing new was proposed since."""
    for line in reversed(history):
        if isinstance(line.fact, kind):
            return line.fact
        if isinstance(line.fact, ProgrammeProposed):
            return None
    return None
