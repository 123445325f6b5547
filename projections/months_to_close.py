"""Which months wait to be closed, and from which month on a cell's silence counts."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from domain.calendar import local_day, month_of, months_on
from domain.events.unit import UnitRegistered
from domain.names import Month, UnitId
from projections.audit_trail import TOPICS, trail
from projections.compliance_board import board


class Waiting(NamedTuple):
    """Months of which something is known and that are not closed; the newest month closed anywhere; and, for each
    cell, the first month whose silence counts: after its newest closed one, else the one it was registered in."""

    known: tuple[Month, ...]
    newest_closed: Month | None
    silence_from: dict[UnitId, Month]


def waiting(db: Connection, until: Month) -> Waiting:
    """Three queries, over the index of the newest rows."""
    c = board.c
    standing = select(c.month).where(board.at(), c.closed_on.is_(None), c.month <= until)
    known = tuple(db.execute(standing.distinct().order_by(c.month)).scalars())
    closed = select(c.unit, func.max(c.month)).where(board.at(), c.closed_on.is_not(None)).group_by(c.unit)
    newest: dict[UnitId, Month] = dict(db.execute(closed).all())
    registered = select(trail.c.unit, trail.c.recorded_at).where(trail.c.topic == TOPICS[UnitRegistered])
    begun = {unit: month_of(local_day(at)) for unit, at in db.execute(registered)}
    after = {unit: months_on(month, 1) or month for unit, month in newest.items()}
    return Waiting(known, max(newest.values(), default=None), begun | after)
