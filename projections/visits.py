"""Superiors' visits to meetings (dự sinh hoạt): planned, moved or called off, made, fed back."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection

from domain.events import visit as told
from domain.names import BodyKind, DeficiencyCode, MeetingId, PersonId, UnitId, VisitId, VisitKind
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View


class VisitState(StrEnum):
    """How far a visit has come."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    MADE = "made"
    FED_BACK = "fed_back"
    ACKNOWLEDGED = "acknowledged"


class Visit(NamedTuple):
    """A visit to a meeting of a cell, or of a body; what was seen and said stands at `made_at` and `feedback_at`."""

    visit: VisitId
    unit: UnitId
    body: BodyKind | None
    kind: VisitKind
    on: date
    visitor: PersonId
    meeting: MeetingId | None
    state: VisitState
    deficiencies: tuple[DeficiencyCode, ...]
    strengths: int
    planned_at: int
    made_at: int | None
    feedback_at: int | None
    feedback_on: date | None
    feedback_due: date | None
    moved: int
    theme_fits: bool | None


visits = Temporal("visits", Visit, now=("unit on", "visitor on", "meeting"))
view = View("visits", visits).following(told.VisitFact)


@view.on(told.VisitPlanned)
def planned(sheet: Sheet, record: Record[told.VisitPlanned]) -> None:
    fact = record.fact
    row = Visit(
        VisitId(record.stream),
        fact.unit,
        fact.body.kind if fact.body else None,
        fact.kind,
        fact.on,
        fact.visitor,
        fact.meeting,
        VisitState.PLANNED,
        deficiencies=(),
        strengths=0,
        planned_at=record.position,
        made_at=None,
        feedback_at=None,
        feedback_on=None,
        feedback_due=None,
        moved=0,
        theme_fits=None,
    )
    sheet.put(visits, row)


@view.on(told.VisitMoved)
def moved(sheet: Sheet, record: Record[told.VisitMoved]) -> None:
    if row := sheet.row(visits, record.stream):
        fact = record.fact
        sheet.put(visits, row._replace(on=fact.on, meeting=fact.meeting or row.meeting, moved=row.moved + 1))


@view.on(told.VisitorReplaced)
def visitor_replaced(sheet: Sheet, record: Record[told.VisitorReplaced]) -> None:
    if row := sheet.row(visits, record.stream):
        sheet.put(visits, row._replace(visitor=record.fact.visitor))


@view.on(told.VisitCancelled)
def cancelled(sheet: Sheet, record: Record[told.VisitCancelled]) -> None:
    if row := sheet.row(visits, record.stream):
        sheet.put(visits, row._replace(state=VisitState.CANCELLED))


@view.on(told.VisitMade)
def made(sheet: Sheet, record: Record[told.VisitMade]) -> None:
    if row := sheet.row(visits, record.stream):
        bad = tuple(DeficiencyCode(saw.code) for saw in record.fact.observations if not saw.positive)
        good = len(record.fact.observations) - len(bad)
        row = row._replace(state=VisitState.MADE, made_at=record.position, theme_fits=record.fact.theme_fits)
        sheet.put(visits, row._replace(deficiencies=bad, strengths=good))


@view.on(told.FeedbackGiven)
def fed_back(sheet: Sheet, record: Record[told.FeedbackGiven]) -> None:
    if row := sheet.row(visits, record.stream):
        row = row._replace(state=VisitState.FED_BACK, feedback_at=record.position)
        sheet.put(visits, row._replace(feedback_on=day_of(record), feedback_due=record.fact.due))


@view.on(told.FeedbackAcknowledged)
def acknowledged(sheet: Sheet, record: Record[told.FeedbackAcknowledged]) -> None:
    if row := sheet.row(visits, record.stream):
        sheet.put(visits, row._replace(state=VisitState.ACKNOWLEDGED))


# Questions

c = visits.c
MADE = c.state.in_([VisitState.MADE, VisitState.FED_BACK, VisitState.ACKNOWLEDGED])
SORTS = Order(Visit, {"on": c.on, "unit": units.c.sort, "state": c.state, "visitor": c.visitor}, c.planned_at, "-on")


class Sought(NamedTuple):
    """Which visits a list shows; what is None does not narrow it."""

    state: VisitState | None = None
    kind: VisitKind | None = None
    unit: UUID | None = None
    visitor: PersonId | None = None
    meeting: UUID | None = None
    from_: date | None = None
    until: date | None = None
    states: Sequence[VisitState] = ()

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("state", "kind", "unit", "visitor", "meeting"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value
        if self.states:
            yield c.state.in_(self.states)
        if self.from_ is not None:
            yield c.on >= self.from_
        if self.until is not None:
            yield c.on <= self.until


def visits_in(db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None) -> Listed[Visit]:
    """The visits, as far as a scope reaches: filtered, sorted, from a cursor on."""
    query = visits.select(at).join_from(visits.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def visit_by_id(db: Connection, visit: UUID, at: int | None = None) -> Visit | None:
    return next(iter(visits.read(db, visits.select(at).where(c.visit == visit))), None)
