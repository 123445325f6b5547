"""Thematic supervisions (giám sát chuyên đề): of whom, on what, and what was concluded."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, exists, or_, select

from domain.events import supervision as told
from domain.names import PersonId, SupervisionId, UnitId
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.ranges import in_range
from projections.scope import here
from projections.sheet import Sheet
from projections.temporal import NOW, Temporal
from projections.unit_tree import units
from projections.view import View


class SupervisionState(StrEnum):
    """How far a supervision has come."""

    PROPOSED = "proposed"
    CONCLUDED = "concluded"


class Supervision(NamedTuple):
    """A supervision by a unit. `on` is the day of its conclusion notice, until then that of its proposal."""

    supervision: SupervisionId
    unit: UnitId
    subject_matter: str
    period: str
    team: tuple[PersonId, ...]
    state: SupervisionState
    on: date
    number: str | None
    report_by: date | None
    deficiencies: int
    proposed_at: int
    concluded_at: int | None


class Supervised(NamedTuple):
    """A unit under supervision."""

    supervision: SupervisionId
    subject: UnitId


supervisions = Temporal("supervisions", Supervision, now=("unit on",))
subjects = Temporal("supervised_units", Supervised, key=2, now=("supervision", "subject"))
view = View("supervisions", supervisions, subjects).following(told.SupervisionFact)


@view.on(told.SupervisionProposed)
def proposed(sheet: Sheet, record: Record[told.SupervisionProposed]) -> None:
    fact, name = record.fact, SupervisionId(record.stream)
    row = Supervision(
        name,
        fact.unit,
        fact.subject_matter,
        fact.period,
        fact.team,
        SupervisionState.PROPOSED,
        day_of(record),
        number=None,
        report_by=None,
        deficiencies=0,
        proposed_at=record.position,
        concluded_at=None,
    )
    sheet.put(supervisions, row)
    for subject in fact.subjects:
        sheet.put(subjects, Supervised(name, subject))


@view.on(told.SupervisionConcluded)
def concluded(sheet: Sheet, record: Record[told.SupervisionConcluded]) -> None:
    if row := sheet.row(supervisions, record.stream):
        fact = record.fact
        row = row._replace(state=SupervisionState.CONCLUDED, on=fact.dated, number=fact.number)
        row = row._replace(report_by=fact.report_by, deficiencies=len(fact.deficiencies))
        sheet.put(supervisions, row._replace(concluded_at=record.position))


# Questions

c = supervisions.c
SORTS = Order(Supervision, {"on": c.on, "unit": units.c.sort, "state": c.state}, c.proposed_at, "-on")


class Sought(NamedTuple):
    """Which supervisions a list shows; what is None does not narrow it. `subject` is a unit under supervision."""

    state: SupervisionState | None = None
    unit: UUID | None = None
    subject: UUID | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.state is not None:
            yield c.state == self.state
        if self.unit is not None:
            yield c.unit == self.unit
        if self.subject is not None:
            yield _among(subjects.c.subject == self.subject)


def _among(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(subjects.c.supervision == c.supervision, subjects.at(None), condition)


def supervisions_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Supervision]:
    """The supervisions by units of a scope, or of units in it."""
    subject = units.table.alias("subject")
    path = subject.c.path
    of_ours = (subjects.c.subject == subject.c.unit) & (subject.c.to_position == NOW) & in_range(path, scope)
    query = supervisions.select(at).join_from(supervisions.table, units.table, here(c.unit))
    ours = or_(in_range(units.c.path, scope), _among(of_ours))
    return taken(db, query.where(ours, *sought.conditions()), SORTS, part)


def supervision_by_id(db: Connection, supervision: UUID, at: int | None = None) -> Supervision | None:
    return next(iter(supervisions.read(db, supervisions.select(at).where(c.supervision == supervision))), None)


def subjects_of(db: Connection, supervision: UUID, at: int | None = None) -> list[UnitId]:
    """The units under supervision, as a Vietnamese list orders them."""
    query = select(subjects.c.subject).join_from(subjects.table, units.table, here(subjects.c.subject))
    held = query.where(subjects.c.supervision == supervision, subjects.at(at)).order_by(units.c.sort)
    return list(db.execute(held).scalars())
