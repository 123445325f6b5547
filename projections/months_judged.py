"""A cell's month in full sight, to be explained or closed: what the board kept of it, and the rules in force."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, or_, select

from domain.calendar import last_day
from domain.cell_month import Sight
from domain.judging import InForce
from domain.names import MeetingId, Month, UnitId, UnitKind
from projections.audit_trail import trail
from projections.cell_file import Kept, Place, Superior, file_of, in_force_for, rulebook_of, sight_of, what_judges
from projections.compliance_board import board, view
from projections.kept_states import KeptStates
from projections.ranges import in_range
from projections.refolded import Read, refolded
from projections.temporal import moment
from projections.unit_tree import units

CELLS_AT_ONCE = 250


class MonthInSight(NamedTuple):
    """All that the rules may look at, and which rule set is in force for the cell on a day."""

    sight: Sight
    in_force: InForce


def month_in_sight(db: Connection, cell: UUID, month: Month, read: Read) -> MonthInSight:
    """One cell's month, whatever is known of it at the moment of the reading; `read` gives facts of a past one."""
    if moment() is not None:
        return _one_in_sight(refolded(db, view, cell, read), UnitId(cell), month)
    return next(_in_sight(KeptStates(db, view), [UnitId(cell)], month))


def meeting_in_sight(db: Connection, meeting: UUID, read: Read) -> MonthInSight | None:
    """The month that a cell's meeting belongs to; None for a committee's meeting and for none at all."""
    if moment() is not None:
        return _then(db, meeting, read)
    kept = KeptStates(db, view)
    place = kept.working(Place, MeetingId(meeting))
    return next(_in_sight(kept, [place.cell], place.month)) if place else None


def _then(db: Connection, meeting: UUID, read: Read) -> MonthInSight | None:
    its = select(trail.c.unit).where(trail.at(), trail.c.stream == meeting, trail.c.version == 1)
    cell = db.execute(its).scalars().first()
    kept = refolded(db, view, cell, read) if cell else None
    place = kept.working(Place, MeetingId(meeting)) if kept else None
    return _one_in_sight(kept, place.cell, place.month) if kept and place else None


def unclosed(db: Connection, month: Month, scope: Sequence[str]) -> Iterator[MonthInSight]:
    """The cells in a scope whose month is not closed: those that owe it, and those of which something is known."""
    day = last_day(month)
    known = (board.c.unit == units.c.unit) & (board.c.month == month) & board.at()
    owing = (units.c.since <= day) & or_(units.c.ended.is_(None), units.c.ended >= day)
    query = (
        select(units.c.unit)
        .join_from(units.table, board.table, known, isouter=True)
        .where(units.at(), units.c.kind == UnitKind.CELL, in_range(units.c.path, scope))
        .where(or_(owing, board.c.unit.is_not(None)), board.c.closed_on.is_(None))
        .order_by(units.c.path)
    )
    cells = list(db.execute(query).scalars())
    for first in range(0, len(cells), CELLS_AT_ONCE):
        yield from _in_sight(KeptStates(db, view), cells[first : first + CELLS_AT_ONCE], month)


def _in_sight(kept: KeptStates, cells: Sequence[UnitId], month: Month) -> Iterator[MonthInSight]:
    """One query for a cell; one more where there are local rule sets, or many cells."""
    kept.learn_each(what_judges(cells, month))
    if rulebook_of(kept).local:
        kept.learn(Superior, cells)
    yield from (_one_in_sight(kept, cell, month) for cell in cells)


def _one_in_sight(kept: Kept, cell: UnitId, month: Month) -> MonthInSight:
    file = file_of(kept, cell)
    return MonthInSight(sight_of(kept, file, month), in_force_for(kept, file.traits))
