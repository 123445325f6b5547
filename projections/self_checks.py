"""How units renew and check themselves: themes of the year, new forms, self-inspections, results against targets."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Connection, case, func, select

from domain.events import regularity as told
from domain.names import UnitId, UnitType
from domain.record import Record
from domain.regularity_names import (
    AssessedSubject,
    AssessmentId,
    FormId,
    InspectionId,
    MeetingForm,
    OrientationId,
)
from projections.columns import added_up
from projections.listing import Listed, Order, Part, taken
from projections.measured import Figure, Measured
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View

R = TypeVar("R", bound=tuple[Any, ...])


class Orientation(NamedTuple):
    """The themes of a year for a unit and those below it: so many, and their titles, a line each."""

    orientation: OrientationId
    unit: UnitId
    year: int
    number: str
    issued_on: date
    themes: int
    lines: str
    issued_at: int

    @property
    def titles(self) -> list[str]:
        return self.lines.split("\n")


class Form(NamedTuple):
    """A form of meeting that was new to the cell."""

    tried: FormId
    unit: UnitId
    on: date
    form: MeetingForm
    tried_at: int


class Inspection(NamedTuple):
    """A self-inspection: planned for a day, done on another; so many shortcomings."""

    inspection: InspectionId
    unit: UnitId
    due: date
    done_on: date | None
    shortcomings: int | None
    planned_at: int
    done_at: int | None


class Assessment(NamedTuple):
    """Results against targets: of so many, so many reached."""

    assessment: AssessmentId
    unit: UnitId
    subject: AssessedSubject
    reference: str
    on: date
    targets: int
    reached: int
    assessed_at: int


orientations = Temporal("theme_orientations", Orientation, now=("unit year", "year unit"))
forms = Temporal("new_forms", Form, now=("unit on",))
inspections = Temporal("self_inspections", Inspection, now=("unit due",))
assessments = Temporal("results_assessed", Assessment, now=("unit on",))
FOLLOWED = told.ThemeOrientationIssued | told.NewFormTried | told.SelfInspectionFact | told.ResultsAssessed
view = View("self_checks", orientations, forms, inspections, assessments).following(FOLLOWED)


@view.on(told.ThemeOrientationIssued)
def issued(sheet: Sheet, record: Record[told.ThemeOrientationIssued]) -> None:
    fact, name = record.fact, OrientationId(record.stream)
    lines = "\n".join(fact.themes)
    row = Orientation(name, fact.unit, fact.year, fact.number, fact.issued_on, len(fact.themes), lines, record.position)
    sheet.put(orientations, row)


@view.on(told.NewFormTried)
def tried(sheet: Sheet, record: Record[told.NewFormTried]) -> None:
    fact = record.fact
    sheet.put(forms, Form(FormId(record.stream), fact.unit, fact.on, fact.form, record.position))


@view.on(told.SelfInspectionPlanned)
def planned(sheet: Sheet, record: Record[told.SelfInspectionPlanned]) -> None:
    fact = record.fact
    row = Inspection(InspectionId(record.stream), fact.unit, fact.due, None, None, record.position, None)
    sheet.put(inspections, row)


@view.on(told.SelfInspectionDone)
def done(sheet: Sheet, record: Record[told.SelfInspectionDone]) -> None:
    if row := sheet.row(inspections, record.stream):
        row = row._replace(done_on=record.fact.on, shortcomings=record.fact.shortcomings)
        sheet.put(inspections, row._replace(done_at=record.position))


@view.on(told.ResultsAssessed)
def assessed(sheet: Sheet, record: Record[told.ResultsAssessed]) -> None:
    fact = record.fact
    reached = sum(one.reached >= one.planned for one in fact.targets)
    name = AssessmentId(record.stream)
    counts = (len(fact.targets), reached, record.position)
    sheet.put(assessments, Assessment(name, fact.unit, fact.subject, fact.reference, fact.on, *counts))


# Questions

o, f, i, a = orientations.c, forms.c, inspections.c, assessments.c
ORIENTATIONS = Order(Orientation, {"year": o.year, "unit": units.c.sort}, o.issued_at, "-year")
FORMS = Order(Form, {"on": f.on, "unit": units.c.sort}, f.tried_at, "-on")
INSPECTIONS = Order(Inspection, {"due": i.due, "unit": units.c.sort}, i.planned_at, "-due")
ASSESSMENTS = Order(Assessment, {"on": a.on, "unit": units.c.sort}, a.assessed_at, "-on")
Lister = Callable[..., Listed[R]]


def _lister(table: Temporal[R], order: Order[R]) -> Lister[R]:
    """A list of one of the tables, as far as a scope reaches."""

    def listed(db: Connection, scope: Sequence[str], unit: UUID | None, part: Part, at: int | None = None) -> Listed[R]:
        query = table.select(at).join_from(table.table, units.table, seen(table.c.unit, scope))
        return taken(db, query if unit is None else query.where(table.c.unit == unit), order, part)

    return listed


def _finder(table: Temporal[R]) -> Callable[..., R | None]:
    """One thing of a table by its id."""

    def found(db: Connection, thing: UUID, at: int | None = None) -> R | None:
        return next(iter(table.read(db, table.select(at).where(table.c[table.shown[0]] == thing))), None)

    return found


orientations_in, orientation_by_id = _lister(orientations, ORIENTATIONS), _finder(orientations)
forms_in, form_by_id = _lister(forms, FORMS), _finder(forms)
inspections_in, inspection_by_id = _lister(inspections, INSPECTIONS), _finder(inspections)
assessments_in, assessment_by_id = _lister(assessments, ASSESSMENTS), _finder(assessments)


def orientations_for(db: Connection, path: str, year: int, at: int | None = None) -> list[Orientation]:
    """The year's orientations that hold for a unit at a path: its own and those of the units above, nearest first."""
    parts = path.strip("/").split("/")
    above = [f"/{'/'.join(parts[:n])}/" for n in range(1, len(parts) + 1)]
    query = orientations.select(at).join_from(orientations.table, units.table, units.c.unit == o.unit)
    query = query.where(units.at(), units.c.path.in_(above), o.year == year)
    return orientations.read(db, query.order_by(units.c.level.desc(), o.issued_at))


def targets_reached(db: Connection, asked: Measured) -> dict[UnitType | None, Figure]:
    """Of the targets assessed in the span, those reached."""
    query = (
        select(units.c.type, added_up(a.reached), added_up(a.targets))
        .join_from(assessments.table, units.table, seen(a.unit, asked.scope))
        .where(assessments.at(asked.at), a.on >= asked.first, a.on <= asked.last)
        .group_by(units.c.type)
    )
    return {of: Figure(part, whole) for of, part, whole in db.execute(query)}


def inspections_done(db: Connection, asked: Measured) -> dict[UnitType | None, Figure]:
    """Of the self-inspections due in the span, those done."""
    query = (
        select(units.c.type, added_up(case((i.done_on.is_not(None), 1), else_=0)), func.count())
        .join_from(inspections.table, units.table, seen(i.unit, asked.scope))
        .where(inspections.at(asked.at), i.due >= asked.first, i.due <= asked.last)
        .group_by(units.c.type)
    )
    return {of: Figure(part, whole) for of, part, whole in db.execute(query)}
