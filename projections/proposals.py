"""What the rules propose, and what people made of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, exists, func

from domain.events import month as told
from domain.names import (
    DeficiencyCode,
    DeficiencyId,
    MeetingId,
    Month,
    ProposalId,
    RuleCode,
    RuleSetId,
    UnitId,
)
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal, so_at
from projections.unit_tree import units
from projections.view import View


class ProposalState(StrEnum):
    """What became of a proposal."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class Proposal(NamedTuple):
    """A deficiency that broken rules point to. Why stands at `proposed_at`, why it was dismissed at `decided_at`."""

    proposal: ProposalId
    unit: UnitId
    month: Month
    code: DeficiencyCode
    rules: tuple[RuleCode, ...]
    ruleset: RuleSetId
    meeting: MeetingId | None
    state: ProposalState
    deficiency: DeficiencyId | None
    proposed_on: date
    proposed_at: int
    decided_on: date | None
    decided_at: int | None


proposals = Temporal("proposals", Proposal, now=("unit state month", "state proposed_on"))
view = View("proposals", proposals).following(told.ProposalFact)


@view.on(told.DeficiencyProposed)
def proposed(sheet: Sheet, record: Record[told.DeficiencyProposed]) -> None:
    fact = record.fact
    row = Proposal(
        ProposalId(record.stream),
        fact.cell,
        fact.month,
        fact.code,
        fact.rules,
        fact.ruleset,
        fact.meeting,
        ProposalState.WAITING,
        deficiency=None,
        proposed_on=day_of(record),
        proposed_at=record.position,
        decided_on=None,
        decided_at=None,
    )
    sheet.put(proposals, row)


@view.on(told.ProposalConfirmed)
def confirmed(sheet: Sheet, record: Record[told.ProposalConfirmed]) -> None:
    if row := sheet.row(proposals, record.stream):
        row = row._replace(state=ProposalState.CONFIRMED, deficiency=record.fact.deficiency)
        sheet.put(proposals, row._replace(decided_on=day_of(record), decided_at=record.position))


@view.on(told.ProposalDismissed)
def dismissed(sheet: Sheet, record: Record[told.ProposalDismissed]) -> None:
    if row := sheet.row(proposals, record.stream):
        row = row._replace(state=ProposalState.DISMISSED, decided_on=day_of(record))
        sheet.put(proposals, row._replace(decided_at=record.position))


# Questions

c = proposals.c
SORTS = Order(
    Proposal,
    {"proposed_on": c.proposed_on, "month": c.month, "code": c.code, "unit": units.c.sort},
    c.proposed_at,
    "proposed_on",
)


class Sought(NamedTuple):
    """Which proposals a list shows; what is None does not narrow it."""

    state: ProposalState | None = None
    code: DeficiencyCode | None = None
    month: Month | None = None
    unit: UUID | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        return (c[name] == value for name, value in self._asdict().items() if value is not None)


def proposals_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Proposal]:
    """The proposals, as far as a scope reaches: filtered, sorted, from a cursor on."""
    query = proposals.select(at).join_from(proposals.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def proposal_by_id(db: Connection, proposal: UUID, at: int | None = None) -> Proposal | None:
    return next(iter(proposals.read(db, proposals.select(at).where(c.proposal == proposal))), None)


def beside(db: Connection, proposal: UUID, at: int | None = None) -> list[Proposal]:
    """A proposal among all of its cell's month, in the order of the catalogue; nothing where there is none."""
    it = proposals.table.alias("it")
    own = (it.c.unit == c.unit) & (it.c.month == c.month) & (it.c.proposal == proposal) & so_at(it)
    query = proposals.select(at).where(exists().where(own))
    return proposals.read(db, query.order_by(c.code, c.proposed_at))


def waiting_in(db: Connection, scope: Sequence[str], at: int | None = None) -> int:
    """How many proposals wait for a decision."""
    query = proposals.select(at).join_from(proposals.table, units.table, seen(c.unit, scope))
    waiting = query.where(c.state == ProposalState.WAITING).with_only_columns(func.count())
    return db.execute(waiting).scalar_one()
