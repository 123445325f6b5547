"""What units undertake, measured: how many committed themselves, what was done of what fell due."""

from collections import defaultdict

from sqlalchemy import ColumnElement, Connection, and_, case, distinct, func, or_, select

from domain.names import UnitKind, UnitType
from projections.measured import Figure, Measured, Measures
from projections.ranges import in_range
from projections.scope import seen
from projections.undertakings import UndertakingKind, UndertakingState, undertakings
from projections.unit_tree import units

c = undertakings.c
REVIEWED = {
    "commitments_reviewed": UndertakingKind.COMMITMENT,
    "theme_papers_in_time": UndertakingKind.THEME_PAPER,
    "proposals_answered_in_time": UndertakingKind.MEMBERS_PROPOSAL,
    "self_training_done": UndertakingKind.SELF_TRAINING,
}
"""What fell due in the span and was done by its day."""


def measures(db: Connection, asked: Measured) -> Measures:
    done = _done_in_time(db, asked)
    reviewed = {code: done.get(kind, {}) for code, kind in REVIEWED.items()}
    return {"units_committed": _committed(db, asked), **reviewed}


def _committed(db: Connection, asked: Measured) -> dict[UnitType | None, Figure]:
    """Cells with a commitment of their own for a year of the span."""
    own = and_(
        c.unit == units.c.unit,
        c.kind == UndertakingKind.COMMITMENT,
        c.person.is_(None),
        c.year.between(asked.first.year, asked.last.year),
        undertakings.at(asked.at),
    )
    query = select(units.c.type, func.count(distinct(c.unit)), func.count(distinct(units.c.unit)))
    cells = query.join_from(units.table, undertakings.table, own, isouter=True).where(
        units.at(asked.at), in_range(units.c.path, asked.scope), units.c.ended.is_(None), units.c.kind == UnitKind.CELL
    )
    return {of: Figure(part, whole) for of, part, whole in db.execute(cells.group_by(units.c.type))}


def _done_in_time(db: Connection, asked: Measured) -> dict[UndertakingKind, dict[UnitType | None, Figure]]:
    """Of what fell due in the span, or was done in it before its day came, what was done by its day."""
    query = select(c.kind, units.c.type, _count(c.done_on <= c.due), func.count())
    held = query.join_from(undertakings.table, units.table, seen(c.unit, asked.scope))
    in_span = or_(*(and_(day >= asked.first, day <= asked.last) for day in (c.due, c.done_on)))
    wanted = held.where(undertakings.at(asked.at), c.state != UndertakingState.DROPPED, in_span)
    figures: defaultdict[UndertakingKind, dict[UnitType | None, Figure]] = defaultdict(dict)
    for kind, of, part, whole in db.execute(wanted.group_by(c.kind, units.c.type)):
        figures[kind][of] = Figure(part, whole)
    return figures


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))
