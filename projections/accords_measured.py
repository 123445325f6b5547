"""What regulations with owners bring: cells that have one, clauses kept, and meetings on their day before and after."""

from typing import NamedTuple

from sqlalchemy import Connection, and_, case, func, or_, select

from domain.accord import ENTERPRISES
from domain.names import UnitKind, UnitType
from projections.accords import looks, regulations
from projections.columns import added_up
from projections.compliance_board import board
from projections.measured import Figure, Measured, Measures
from projections.ranges import in_range
from projections.scope import seen
from projections.unit_tree import units

r, k, b = regulations.c, looks.c, board.c
ENDED = func.coalesce(r.ended_on, r.in_force_until)
"""The last day on which a regulation was, or is to be, in force."""


def measures(db: Connection, asked: Measured) -> Measures:
    """Of enterprise cells, those with a regulation in force on the last day; of clauses looked at, those always kept;
    of the cell-months since a signing, those with the meeting on its day."""
    return {
        "enterprises_with_regulation": _in_force(db, asked),
        "clauses_kept": _clauses_kept(db, asked),
        "on_time_after_signing": around_signing(db, asked).after,
    }


class Around(NamedTuple):
    """Cell-months on their day, of those due: before the month of the first signing, and after it."""

    before: dict[UnitType | None, Figure]
    after: dict[UnitType | None, Figure]


def around_signing(db: Connection, asked: Measured) -> Around:
    """How the cells that signed keep their day, before and since."""
    first, last = asked.months
    signed = func.min(r.signed_on).label("signed_on")
    begun = select(r.unit, signed).where(regulations.at(asked.at), r.signed_on.is_not(None)).group_by(r.unit).subquery()
    month_signed = func.substr(begun.c.signed_on, 1, 7)
    side = case((b.month > month_signed, 1), else_=0)
    due, kept = case((b.owed, 1), else_=0), case((b.owed & b.on_time, 1), else_=0)
    query = (
        select(side, units.c.type, added_up(kept), added_up(due))
        .join_from(board.table, begun, begun.c.unit == b.unit)
        .join(units.table, seen(b.unit, asked.scope))
        .where(board.at(asked.at), b.month >= first, b.month <= last, b.month != month_signed)
        .group_by(side, units.c.type)
    )
    found = Around({}, {})
    for after, type_, part, whole in db.execute(query):
        found[after][type_] = Figure(part, whole)
    return found


def _in_force(db: Connection, asked: Measured) -> dict[UnitType | None, Figure]:
    """Cells that ended are left out of the whole."""
    on = asked.last
    held = and_(r.unit == units.c.unit, regulations.at(asked.at), r.in_force_from <= on, on <= ENDED)
    has = case((select(r.unit).where(held).exists(), 1), else_=0)
    query = (
        select(units.c.type, func.sum(has), func.count())
        .where(
            units.at(),
            in_range(units.c.path, asked.scope),
            units.c.kind == UnitKind.CELL,
            units.c.type.in_(ENTERPRISES),
        )
        .where(units.c.since <= on, or_(units.c.ended.is_(None), units.c.ended >= on))
        .group_by(units.c.type)
    )
    return {type_: Figure(int(part), whole) for type_, part, whole in db.execute(query)}


def _clauses_kept(db: Connection, asked: Measured) -> dict[UnitType | None, Figure]:
    always = func.min(case((k.kept, 1), else_=0)).label("kept")
    looked = (
        select(k.regulation, k.n, always)
        .where(looks.at(asked.at), k.on >= asked.first, k.on <= asked.last)
        .group_by(k.regulation, k.n)
        .subquery()
    )
    query = (
        select(units.c.type, added_up(looked.c.kept), func.count())
        .join_from(looked, regulations.table, (r.regulation == looked.c.regulation) & regulations.at(asked.at))
        .join(units.table, seen(r.unit, asked.scope))
        .group_by(units.c.type)
    )
    return {type_: Figure(part, whole) for type_, part, whole in db.execute(query)}
