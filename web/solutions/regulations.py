"""Solution 7 as cells of enterprises live it: dialogues with owners, and the regulation with its clauses."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from flask import g, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.accord import ENTERPRISES
from domain.accord_names import ClauseAnswer, ClauseKind, Counterpart, DialogueOutcome
from domain.names import UnitKind
from domain.sealed import sealed_in
from projections import accords, unit_tree
from projections.accords import RegulationState
from projections.accords_measured import around_signing
from projections.listing import Part
from projections.measured import Figure, Measured, total
from projections.reading import Reading
from projections.unit_tree import Unit
from web import places, policy
from web.acts import Act, Place
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.languages import gettext
from web.opened import texts
from web.secretaries.hours import without_idle_lines
from web.shell import N_
from web.solutions.room import rooms
from workflows.journal.journal import Receipt
from workflows.requests import accords as asks

SHOWN = 30
SINCE = 2012
"""Months of a cell are looked back on from the first rule set."""


class RegulationAct(NamedTuple):
    """What a form of the regulation's page asks for, and what is said when it stands in the journal."""

    shape: type[Any]
    ask: Callable[..., Receipt]
    said: str


ACTS = {
    "sign": RegulationAct(asks.SignRegulation, asks.sign_regulation, N_("Đã ghi việc ký quy chế.")),
    "review": RegulationAct(asks.ReviewRegulation, asks.review_regulation, N_("Đã ghi việc sơ kết.")),
    "prolong": RegulationAct(asks.ProlongRegulation, asks.prolong_regulation, N_("Đã gia hạn quy chế.")),
    "end": RegulationAct(asks.EndRegulation, asks.end_regulation, N_("Đã ghi việc chấm dứt.")),
}
OF_CLAUSES = {
    "answer": RegulationAct(asks.NegotiateClause, asks.negotiate_clause, N_("Đã ghi ý kiến về điều khoản.")),
    "kept": RegulationAct(asks.FindClauseKept, asks.find_clause_kept, N_("Đã ghi điều khoản được giữ.")),
    "broken": RegulationAct(asks.FindClauseBroken, asks.find_clause_broken, N_("Đã ghi điều khoản bị vi phạm.")),
}


@rooms.get("/solutions/7/regulations")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def regulations() -> str:
    reach = policy.reach(Act.READ_COMPLIANCE)
    with house().reading() as db:
        listed = accords.regulations_in(db, reach, _sought(), Part(None, request.args.get("cursor"), SHOWN))
        talks = accords.dialogues_in(db, reach, None, Part(limit=10, counted=False)).items
        units = unit_tree.units_by_id(db, {*(one.unit for one in listed.items), *(one.unit for one in talks)})
    known = {"units": units, "today": house().now().date(), "states": list(RegulationState)}
    return render_template("solutions/regulations.html", listed=listed, talks=talks, **known)


@rooms.get("/solutions/7/regulations/new")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def new_regulation() -> str:
    with house().reading() as db:
        cells = enterprise_cells(db)
    today = house().now().date()
    kinds = {"kinds": list(ClauseKind), "counterparts": list(Counterpart), "outcomes": list(DialogueOutcome)}
    return render_template("solutions/new_regulation.html", cells=cells, today=today, **kinds)


def enterprise_cells(db: Reading) -> list[Unit]:
    """The cells of enterprises for which the caller may act."""
    reach = policy.reach(Act.HOLD_MEETING)
    listed = unit_tree.units_in(db, reach, unit_tree.Sought(kind=UnitKind.CELL), Part("name", None, 200))
    return [unit for unit in listed.items if unit.type in ENTERPRISES]


def regulation_here(regulation: UUID) -> tuple[accords.Regulation, Unit] | None:
    """A regulation and its cell; asked by the gate and by the page, read once a request."""
    kept: dict[UUID, tuple[accords.Regulation, Unit] | None] = g.setdefault("regulations", {})
    if regulation not in kept:
        with house().reading() as db:
            found = accords.regulation_by_id(db, regulation)
            kept[regulation] = (found, unit_tree.units_by_id(db, [found.unit])[found.unit]) if found else None
    return kept[regulation]


def place_of(regulation: UUID, **_: object) -> Place | None:
    here = regulation_here(regulation)
    return Place(here[1].path) if here else None


@rooms.get("/solutions/7/regulations/<uuid:regulation>")
@policy.needs(Act.READ_COMPLIANCE, of=place_of)
def regulation(regulation: UUID) -> str:
    here = regulation_here(regulation)
    assert here is not None  # the gate found it
    found, unit = here
    history = house().journal.history(regulation)
    with house().reading() as db:
        clauses = accords.clauses_of(db, regulation)
        before, after = _around(db, unit)
    return render_template(
        "solutions/regulation.html",
        r=found,
        unit=unit,
        clauses=clauses,
        told={record.position: record.fact for record in history},
        history=history,
        words=texts(text for record in history for text in sealed_in(record.fact)),
        version=len(history),
        today=house().now().date(),
        answers=list(ClauseAnswer),
        before=before,
        after=after,
        place=Place(unit.path),
    )


@rooms.post("/solutions/7/dialogues")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def send_dialogue() -> AnyResponse:
    asked = from_form(asks.HoldDialogue)
    _require(asked.cell)
    record(asks.hold_dialogue, asked)
    return recorded(url_for("solutions.regulations"), gettext("Đã ghi buổi đối thoại."))


@rooms.post("/solutions/7/regulations")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def send_regulation() -> AnyResponse:
    asked = from_form(asks.DraftRegulation, without_idle_lines(request.form, "clauses", "wording"))
    _require(asked.cell)
    drafted = next(iter(record(asks.draft_regulation, asked).versions))
    return recorded(url_for("solutions.regulation", regulation=drafted), gettext("Đã ghi dự thảo quy chế."))


@rooms.post("/solutions/7/regulations/<uuid:regulation>/<any(" + ", ".join(map(repr, ACTS)) + "):act>")
@policy.needs(Act.HOLD_MEETING, of=places.of_regulation)
def act_on_regulation(regulation: UUID, act: str) -> AnyResponse:
    shape, ask, said = ACTS[act]
    record(ask, thing(regulation), from_form(shape))
    return recorded(url_for("solutions.regulation", regulation=regulation), gettext(said))


@rooms.post(
    "/solutions/7/regulations/<uuid:regulation>/clauses/<int:clause>/<any("
    + ", ".join(map(repr, OF_CLAUSES))
    + "):act>"
)
@policy.needs(Act.HOLD_MEETING, of=places.of_regulation)
def act_on_clause(regulation: UUID, clause: int, act: str) -> AnyResponse:
    shape, ask, said = OF_CLAUSES[act]
    record(ask, thing(regulation), clause, from_form(shape))
    return recorded(url_for("solutions.regulation", regulation=regulation), gettext(said))


def _require(cell: UUID) -> None:
    with house().reading() as db:
        policy.require(Act.HOLD_MEETING, places.path_of(db, cell))


def _sought() -> accords.Sought:
    state = request.args.get("state")
    broken = True if request.args.get("broken") else None
    return accords.Sought(RegulationState(state) if state in set(RegulationState) else None, broken=broken)


def _around(db: Reading, unit: Unit) -> tuple[Figure | None, Figure | None]:
    """The cell's months on their day, before its first signing and since."""
    today = house().now().date()
    found = around_signing(db, Measured([unit.path], today.replace(year=SINCE), today))
    return total(found.before), total(found.after)
