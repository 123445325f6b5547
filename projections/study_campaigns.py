"""Study campaigns (đợt quán triệt): the units they call, who attended, who acknowledged."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, exists, or_, select

from domain.events import study as told
from domain.names import UnitId
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.ranges import in_range
from projections.scope import here
from projections.sheet import Sheet
from projections.temporal import Temporal, so_at
from projections.unit_tree import Unit, units
from projections.view import View


class CampaignState(StrEnum):
    """Whether anything is still asked of the units."""

    UNDER_WAY = "under_way"
    ENDED = "ended"


class Campaign(NamedTuple):
    """A campaign; `attended` and `acknowledged` count units out of those `invited`."""

    campaign: UUID
    unit: UnitId
    matter: str
    document: str | None
    opened_on: date
    acknowledge_by: date
    invited: int
    sessions: int
    attended: int
    acknowledged: int
    state: CampaignState
    opened_at: int


class Invitation(NamedTuple):
    """A unit that a campaign calls: of its sessions the best attended counts."""

    campaign: UUID
    unit: UnitId
    attended_on: date | None
    committee: int
    head: bool
    members: int
    acknowledged_on: date | None


campaigns = Temporal("study_campaigns", Campaign, now=("unit opened_on",))
invitations = Temporal("study_invitations", Invitation, key=2, now=("campaign unit", "unit attended_on"))
view = View("study_campaigns", campaigns, invitations).following(told.StudyFact)


@view.on(told.StudyCampaignOpened)
def opened(sheet: Sheet, record: Record[told.StudyCampaignOpened]) -> None:
    fact = record.fact
    counts = {"invited": len(set(fact.invited)), "sessions": 0, "attended": 0, "acknowledged": 0}
    row = Campaign(
        record.stream,
        fact.unit,
        fact.matter,
        fact.document,
        day_of(record),
        fact.acknowledge_by,
        **counts,
        state=CampaignState.UNDER_WAY,
        opened_at=record.position,
    )
    sheet.put(campaigns, row)
    for unit in dict.fromkeys(fact.invited):
        sheet.put(invitations, Invitation(record.stream, unit, None, 0, False, 0, None))


@view.on(told.BriefingHeld)
def held(sheet: Sheet, record: Record[told.BriefingHeld]) -> None:
    if row := sheet.row(campaigns, record.stream):
        sheet.put(campaigns, row._replace(sessions=row.sessions + 1))


@view.on(told.BriefingAttended)
def attended(sheet: Sheet, record: Record[told.BriefingAttended]) -> None:
    fact = record.fact
    row, called = sheet.row(campaigns, record.stream), sheet.row(invitations, record.stream, fact.unit)
    if row and called:
        first = called.attended_on is None
        sheet.put(campaigns, row._replace(attended=row.attended + first))
        best = called._replace(attended_on=called.attended_on or fact.on, head=called.head or fact.head)
        most = max(called.committee, fact.committee), max(called.members, fact.members)
        sheet.put(invitations, best._replace(committee=most[0], members=most[1]))


@view.on(told.BriefingAcknowledged)
def acknowledged(sheet: Sheet, record: Record[told.BriefingAcknowledged]) -> None:
    row, called = sheet.row(campaigns, record.stream), sheet.row(invitations, record.stream, record.fact.unit)
    if row and called and called.acknowledged_on is None:
        sheet.put(campaigns, row._replace(acknowledged=row.acknowledged + 1))
        sheet.put(invitations, called._replace(acknowledged_on=day_of(record)))


@view.on(told.StudyCampaignEnded)
def ended(sheet: Sheet, record: Record[told.StudyCampaignEnded]) -> None:
    if row := sheet.row(campaigns, record.stream):
        sheet.put(campaigns, row._replace(state=CampaignState.ENDED))


# Questions

c = campaigns.c
SORTS = Order(
    Campaign,
    {"opened_on": c.opened_on, "acknowledge_by": c.acknowledge_by, "unit": units.c.sort},
    c.opened_at,
    "-opened_on",
)


class Sought(NamedTuple):
    """Which campaigns a list shows; what is None does not narrow it. `invited` is a unit that is called."""

    state: CampaignState | None = None
    unit: UUID | None = None
    invited: UUID | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.state is not None:
            yield c.state == self.state
        if self.unit is not None:
            yield c.unit == self.unit
        if self.invited is not None:
            yield _called(invitations.c.unit == self.invited)


def _called(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(invitations.c.campaign == c.campaign, invitations.at(), condition)


def campaigns_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Campaign]:
    """The campaigns of units of a scope, and those that call units in it."""
    called = units.table.alias("called")
    ours = (invitations.c.unit == called.c.unit) & so_at(called) & in_range(called.c.path, scope)
    query = campaigns.select(at).join_from(campaigns.table, units.table, here(c.unit))
    return taken(db, query.where(or_(in_range(units.c.path, scope), _called(ours)), *sought.conditions()), SORTS, part)


def campaign_by_id(db: Connection, campaign: UUID, at: int | None = None) -> Campaign | None:
    return next(iter(campaigns.read(db, campaigns.select(at).where(c.campaign == campaign))), None)


class Called(NamedTuple):
    """A unit that is called, with what it did."""

    invitation: Invitation
    unit: Unit


def invited_to(db: Connection, campaign: UUID, at: int | None = None) -> list[Called]:
    """The units that a campaign calls, as a Vietnamese list orders them; one query."""
    of_unit = [units.c[name] for name in units.shown]
    query = invitations.select(at).add_columns(*of_unit).join_from(invitations.table, units.table, _of_invitation())
    width = len(invitations.shown)
    lines = db.execute(query.where(invitations.c.campaign == campaign).order_by(units.c.sort, units.c.code))
    return [Called(Invitation(*line[:width]), Unit(*line[width:])) for line in map(tuple, lines)]


def campaign_and_place(db: Connection, campaign: UUID) -> tuple[Campaign, str] | None:
    """A campaign, and the path of the unit that opened it."""
    query = select(*(c[name] for name in campaigns.shown), units.c.path).where(campaigns.at(), here(c.unit))
    line = db.execute(query.where(c.campaign == campaign)).one_or_none()
    return (Campaign(*line[:-1]), line[-1]) if line else None


def _of_invitation() -> ColumnElement[bool]:
    return here(invitations.c.unit)
