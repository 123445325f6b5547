"""What superiors do beside visiting (S3): programmes of the year and their quotas, guidance, cells without overseer."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from domain.events import oversight as told
from domain.names import GuidanceId, PersonId, UnitId, VisitProgrammeId
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.overseers import line_of
from projections.ranges import in_range
from projections.scope import here, seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import Unit, units
from projections.view import View
from projections.visits import VisitState, visits


class VisitProgramme(NamedTuple):
    """A unit's programme of supervision of a year."""

    programme: VisitProgrammeId
    unit: UnitId
    year: int
    number: str
    dated: date
    approved_at: int


class Quota(NamedTuple):
    """How many visits a person makes at a unit and below it, from a first to a last day."""

    programme: VisitProgrammeId
    visitor: PersonId
    unit: UnitId
    first: date
    last: date
    visits: int


class Declined(NamedTuple):
    """A cell that is left out of the proposal until a day."""

    cell: UnitId
    programme: VisitProgrammeId
    until: date
    declined_at: int


class Guidance(NamedTuple):
    """A document that guides units; its text, if any, stands at `issued_at`."""

    guidance: GuidanceId
    unit: UnitId
    number: str
    dated: date
    title: str
    acknowledge_by: date | None
    addressees: int
    acknowledged: int
    issued_at: int


class Addressed(NamedTuple):
    """A unit that is guided, and since when it has taken the guidance in."""

    guidance: GuidanceId
    unit: UnitId
    acknowledged_on: date | None


class Gap(NamedTuple):
    """A cell that nobody is in charge of, since it was noticed."""

    cell: UnitId
    since: date


programmes = Temporal("visit_programmes", VisitProgramme, now=("unit year",))
quotas = Temporal("visit_quotas", Quota, key=4, now=("programme", "unit first"))
declined = Temporal("declined_proposals", Declined, now=("cell until",))
guidance = Temporal("guidance", Guidance, now=("unit dated",))
addressed = Temporal("guided_units", Addressed, key=2, now=("guidance unit", "unit guidance"))
gaps = Temporal("overseer_gaps", Gap, now=("cell",))
view = View("oversight", programmes, quotas, declined, guidance, addressed, gaps).following(told.OversightFact)


@view.on(told.VisitProgrammeApproved)
def approved(sheet: Sheet, record: Record[told.VisitProgrammeApproved]) -> None:
    fact, name = record.fact, VisitProgrammeId(record.stream)
    sheet.put(programmes, VisitProgramme(name, fact.unit, fact.year, fact.number, fact.dated, record.position))
    for quota in fact.quotas:
        _allot(sheet, name, quota)


@view.on(told.VisitQuotaAllotted)
def allotted(sheet: Sheet, record: Record[told.VisitQuotaAllotted]) -> None:
    _allot(sheet, VisitProgrammeId(record.stream), record.fact.quota)


def _allot(sheet: Sheet, programme: VisitProgrammeId, quota: told.VisitQuota) -> None:
    sheet.put(quotas, Quota(programme, quota.visitor, quota.unit, quota.from_, quota.until, quota.visits))


@view.on(told.ProposedVisitDeclined)
def left_out(sheet: Sheet, record: Record[told.ProposedVisitDeclined]) -> None:
    sheet.put(declined, Declined(record.fact.cell, VisitProgrammeId(record.stream), record.fact.until, record.position))


@view.on(told.GuidanceIssued)
def issued(sheet: Sheet, record: Record[told.GuidanceIssued]) -> None:
    fact, name = record.fact, GuidanceId(record.stream)
    by, units_told = fact.acknowledge_by, dict.fromkeys(fact.addressees)
    row = Guidance(name, fact.unit, fact.number, fact.dated, fact.title, by, len(units_told), 0, record.position)
    sheet.put(guidance, row)
    for unit in units_told:
        sheet.put(addressed, Addressed(name, unit, None))


@view.on(told.GuidanceAcknowledged)
def acknowledged(sheet: Sheet, record: Record[told.GuidanceAcknowledged]) -> None:
    row, line = (
        sheet.row(guidance, record.stream),
        sheet.row(addressed, record.stream, record.fact.unit),
    )
    if row and line and line.acknowledged_on is None:
        sheet.put(addressed, line._replace(acknowledged_on=day_of(record)))
        sheet.put(guidance, row._replace(acknowledged=row.acknowledged + 1))


@view.on(told.OverseerGapFound)
def gap_found(sheet: Sheet, record: Record[told.OverseerGapFound]) -> None:
    sheet.put(gaps, Gap(record.fact.cell, record.fact.on))


@view.on(told.OverseerGapClosed)
def gap_closed(sheet: Sheet, record: Record[told.OverseerGapClosed]) -> None:
    sheet.end(gaps, record.fact.cell)


# Questions

p = programmes.c
OF_YEARS = Order(VisitProgramme, {"year": p.year, "unit": units.c.sort, "dated": p.dated}, p.approved_at, "-year")


class QuotaLeft(NamedTuple):
    """A quota of a period, the visits that were planned or made within it, and where it holds."""

    quota: Quota
    path: str
    used: int

    @property
    def left(self) -> int:
        return max(0, self.quota.visits - self.used)


def quotas_on(db: Connection, scope: Sequence[str], day: date, at: int | None = None) -> list[QuotaLeft]:
    """The quotas of a day's period that reach cells of a scope, each with its visits so far; one query.

    They stand at the scope's units, or at a unit above these.
    """
    q, v = quotas.c, visits.c
    above = {upper for path in scope for upper in line_of(path)}
    reaches = or_(in_range(units.c.path, scope), units.c.path.in_(above))
    used = (
        select(func.count())
        .where(v.visitor == q.visitor, v.on >= q.first, v.on <= q.last, visits.at(at), v.state != VisitState.CANCELLED)
        .scalar_subquery()
    )
    own = [q[name] for name in quotas.shown]
    query = select(*own, units.c.path, used).join_from(quotas.table, units.table, here(q.unit))
    found = query.where(quotas.at(at), reaches, q.first <= day, q.last >= day).order_by(units.c.path, q.visitor)
    width = len(own)
    return [QuotaLeft(Quota(*line[:width]), *line[width:]) for line in map(tuple, db.execute(found))]


def programmes_listed(
    db: Connection, scope: Sequence[str], part: Part, at: int | None = None
) -> Listed[VisitProgramme]:
    """The programmes of the units in a scope."""
    query = programmes.select(at).join_from(programmes.table, units.table, seen(programmes.c.unit, scope))
    return taken(db, query, OF_YEARS, part)


def programme_by_id(db: Connection, programme: UUID, at: int | None = None) -> VisitProgramme | None:
    return next(iter(programmes.read(db, programmes.select(at).where(programmes.c.programme == programme))), None)


def programme_with_unit(db: Connection, programme: UUID) -> tuple[VisitProgramme, Unit] | None:
    """A programme and the unit it is of; one query."""
    query = programmes.select().add_columns(*(units.c[name] for name in units.shown))
    query = query.join_from(programmes.table, units.table, here(p.unit)).where(p.programme == programme)
    line = next(map(tuple, db.execute(query)), None)
    width = len(programmes.shown)
    return (VisitProgramme(*line[:width]), Unit(*line[width:])) if line else None


def quotas_of(db: Connection, programme: UUID, at: int | None = None) -> list[tuple[Quota, Unit]]:
    """The quotas of a programme, each with the unit whose cells are visited; one query."""
    q = quotas.c
    query = quotas.select(at).add_columns(*(units.c[name] for name in units.shown))
    some = query.join_from(quotas.table, units.table, here(q.unit)).where(q.programme == programme)
    width = len(quotas.shown)
    lines = map(tuple, db.execute(some.order_by(q.first, units.c.sort, q.visitor)))
    return [(Quota(*line[:width]), Unit(*line[width:])) for line in lines]


def known_gaps(db: Connection) -> dict[UnitId, date]:
    """The cells that are known to be without an overseer, and since when."""
    return {gap.cell: gap.since for gap in gaps.read(db, gaps.select())}
