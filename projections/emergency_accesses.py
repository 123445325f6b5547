"""Who took an emergency access, where, until when, and what the committee said to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from domain.events import emergency_access as of_access
from domain.names import PersonId, UnitId
from domain.record import Record
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal, so_today
from projections.unit_tree import units
from projections.view import View


class Access(NamedTuple):
    """An emergency access; it is over from `until` on. `justified`: what the review said, None before it."""

    access: UUID
    person: PersonId
    unit: UnitId
    since: datetime
    until: datetime
    justified: bool | None
    reviewed_by: PersonId | None
    opened_at: int
    reviewed_at: int | None


accesses = Temporal("emergency_accesses", Access, now=("person until", "opened_at")).then("opened_at")
view = View("emergency_accesses", accesses).following(of_access.EmergencyAccessFact)
SORTS = Order(Access, {"since": accesses.c.since, "unit": units.c.sort}, accesses.c.opened_at, "-since")


@view.on(of_access.EmergencyAccessOpened)
def was_taken(sheet: Sheet, record: Record[of_access.EmergencyAccessOpened]) -> None:
    fact, when = record.fact, record.occurred_at
    access = Access(record.stream, fact.person, fact.unit, when, fact.until, None, None, record.position, None)
    sheet.put(accesses, access)


@view.on(of_access.EmergencyAccessEnded)
def was_ended(sheet: Sheet, record: Record[of_access.EmergencyAccessEnded]) -> None:
    if (row := sheet.row(accesses, record.stream)) is not None:
        sheet.put(accesses, row._replace(until=min(row.until, record.occurred_at)))


@view.on(of_access.EmergencyAccessReviewed)
def was_reviewed(sheet: Sheet, record: Record[of_access.EmergencyAccessReviewed]) -> None:
    if (row := sheet.row(accesses, record.stream)) is not None:
        told = row._replace(justified=record.fact.justified, reviewed_by=record.by)
        sheet.put(accesses, told._replace(reviewed_at=record.position))


# Questions


def standing(db: Connection, person: PersonId, now: datetime) -> list[tuple[str, datetime]]:
    """The paths that a person may read below now, each with the moment until which; today's, whatever the reading."""
    today = so_today(accesses.table), so_today(units.table), accesses.c.unit == units.c.unit
    query = select(units.c.path, accesses.c.until).where(*today, accesses.c.person == person, accesses.c.until > now)
    return [(path, until) for path, until in db.execute(query)]


def access_by_id(db: Connection, found: UUID) -> Access | None:
    return next(iter(accesses.read(db, accesses.select().where(accesses.c.access == found))), None)


def accesses_in(db: Connection, scope: Sequence[str], of: PersonId | None, part: Part) -> Listed[Access]:
    """The accesses of a part of the tree; with `of`, one person's own."""
    query = accesses.select().join_from(accesses.table, units.table, seen(accesses.c.unit, scope))
    return taken(db, query if of is None else query.where(accesses.c.person == of), SORTS, part)
