"""Support of organisations: what they lack, what was planned, who helps, how far they have come."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection

from domain.capacity_names import Organisation, SupportId, SupportOutcome, Weakness
from domain.events import support as told
from domain.names import PersonId, UnitId
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View


class SupportState(StrEnum):
    """How far a support has come."""

    DIAGNOSED = "diagnosed"
    PLANNED = "planned"
    APPROVED = "approved"
    MENTORED = "mentored"
    ENDED = "ended"


class Support(NamedTuple):
    """The support of an organisation of a unit; `next_due` is the term of the first milestone not yet reached."""

    support: SupportId
    unit: UnitId
    organisation: Organisation
    weaknesses: tuple[Weakness, ...]
    diagnosed_on: date
    state: SupportState
    mentor: PersonId | None
    milestones: int
    reached: int
    next_due: date | None
    activities: int
    participants: int
    until: date | None
    approved_on: date | None
    ended_on: date | None
    outcome: SupportOutcome | None
    diagnosed_at: int


class Step(NamedTuple):
    """A milestone of a plan; its words stand in the stream."""

    support: SupportId
    n: int
    due: date
    reached_on: date | None


supports = Temporal("supports", Support, now=("unit state", "mentor"))
milestones = Temporal("support_milestones", Step, key=2, now=("support",))
view = View("supports", supports, milestones).following(told.SupportFact)


@view.on(told.OrganisationDiagnosed)
def diagnosed(sheet: Sheet, record: Record[told.OrganisationDiagnosed]) -> None:
    it, name = record.fact, SupportId(record.stream)
    found = (it.unit, it.organisation, tuple(dict.fromkeys(it.weaknesses)), it.on, SupportState.DIAGNOSED)
    for step in sheet.rows(milestones, "support", record.stream):
        sheet.end(milestones, step.support, step.n)
    sheet.put(supports, Support(name, *found, None, 0, 0, None, 0, 0, None, None, None, None, record.position))


@view.on(told.SupportPlanned)
def planned(sheet: Sheet, record: Record[told.SupportPlanned]) -> None:
    if row := sheet.row(supports, record.stream):
        steps = [Step(row.support, n, one.due, None) for n, one in enumerate(record.fact.milestones, start=1)]
        for step in sheet.rows(milestones, "support", record.stream):
            sheet.end(milestones, step.support, step.n)
        for step in steps:
            sheet.put(milestones, step)
        row = row._replace(state=SupportState.PLANNED, until=record.fact.until, milestones=len(steps), reached=0)
        sheet.put(supports, row._replace(next_due=_next(steps)))


@view.on(told.SupportPlanApproved)
def approved(sheet: Sheet, record: Record[told.SupportPlanApproved]) -> None:
    if row := sheet.row(supports, record.stream):
        sheet.put(supports, row._replace(state=SupportState.APPROVED, approved_on=day_of(record)))


@view.on(told.MentorAssigned)
def mentored(sheet: Sheet, record: Record[told.MentorAssigned]) -> None:
    if row := sheet.row(supports, record.stream):
        sheet.put(supports, row._replace(state=SupportState.MENTORED, mentor=record.fact.mentor))


@view.on(told.MilestoneReached)
def reached(sheet: Sheet, record: Record[told.MilestoneReached]) -> None:
    row, step = sheet.row(supports, record.stream), sheet.row(milestones, record.stream, record.fact.n)
    if row and step and step.reached_on is None:
        sheet.put(milestones, step._replace(reached_on=day_of(record)))
        left = sheet.rows(milestones, "support", record.stream)
        sheet.put(supports, row._replace(reached=row.reached + 1, next_due=_next(left)))


@view.on(told.JointActivityHeld)
def held(sheet: Sheet, record: Record[told.JointActivityHeld]) -> None:
    if row := sheet.row(supports, record.stream):
        more = row.participants + record.fact.participants
        sheet.put(supports, row._replace(activities=row.activities + 1, participants=more))


@view.on(told.SupportEnded)
def ended(sheet: Sheet, record: Record[told.SupportEnded]) -> None:
    if row := sheet.row(supports, record.stream):
        over = row._replace(state=SupportState.ENDED, ended_on=day_of(record), outcome=record.fact.outcome)
        sheet.put(supports, over._replace(next_due=None))


def _next(steps: Iterable[Step]) -> date | None:
    return min((step.due for step in steps if step.reached_on is None), default=None)


# Questions

c = supports.c
SORTS = Order(Support, {"on": c.diagnosed_on, "unit": units.c.sort, "state": c.state}, c.diagnosed_at, "-on")


class Sought(NamedTuple):
    """Which supports a list shows; `running`: not ended; `late_on`: a milestone is overdue on that day."""

    state: SupportState | None = None
    organisation: Organisation | None = None
    unit: UUID | None = None
    mentor: PersonId | None = None
    running: bool | None = None
    late_on: date | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("state", "organisation", "unit", "mentor"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value
        if self.running is not None:
            yield (c.state != SupportState.ENDED) if self.running else (c.state == SupportState.ENDED)
        if self.late_on is not None:
            yield c.next_due < self.late_on


def supports_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Support]:
    """The supports of organisations, as far as a scope reaches."""
    query = supports.select(at).join_from(supports.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def support_by_id(db: Connection, support: UUID, at: int | None = None) -> Support | None:
    return next(iter(supports.read(db, supports.select(at).where(c.support == support))), None)


def milestones_of(db: Connection, support: UUID, at: int | None = None) -> list[Step]:
    """The milestones of a plan, in its order."""
    query = milestones.select(at).where(milestones.c.support == support)
    return milestones.read(db, query.order_by(milestones.c.n))
