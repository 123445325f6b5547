"""How far a study campaign reaches: committees, unit heads and members briefed, out of those there are."""

from sqlalchemy import ColumnElement, Connection, String, Subquery, and_, case, func, literal, select, type_coerce

from domain.names import Attribute, UnitKind
from projections.columns import added_up
from projections.measured import Figure, Measured, Measures
from projections.ranges import in_range
from projections.study_campaigns import invitations
from projections.unit_tree import units

u, i = units.c, invitations.c
MARKS = type_coerce(u.attributes, String())
HAS_COMMITTEE = and_(u.kind != UnitKind.BLOC, ~MARKS.contains(f" {Attribute.NO_COMMITTEE} "))


def measures(db: Connection, asked: Measured) -> Measures:
    """Of the units that stand: committees of which someone was there, heads of grassroots units, members of cells."""
    there = _attended(asked)
    cell = u.kind == UnitKind.CELL
    query = select(
        u.type,
        _count(and_(HAS_COMMITTEE, there.c.committee > 0)),
        _count(HAS_COMMITTEE),
        _count(and_(u.grassroots, there.c.head > 0)),
        _count(u.grassroots),
        _sum(case((and_(cell, there.c.members > u.members), u.members), (cell, there.c.members), else_=0)),
        _sum(case((cell, u.members), else_=0)),
    ).join_from(units.table, there, there.c.unit == u.unit, isouter=True)
    standing = query.where(units.at(asked.at), in_range(u.path, asked.scope), u.ended.is_(None)).group_by(u.type)
    lines = db.execute(standing).all()
    codes = ("committees_briefed", "heads_briefed", "members_briefed")
    return {
        code: {line[0]: Figure(line[1 + 2 * n], line[2 + 2 * n]) for line in lines if line[2 + 2 * n]}
        for n, code in enumerate(codes)
    }


def _attended(asked: Measured) -> Subquery:
    """The best attendance of each unit in the span: nobody is counted in two campaigns."""
    head = func.max(case((i.head, 1), else_=0)).label("head")
    best = select(i.unit, func.max(i.committee).label("committee"), head, func.max(i.members).label("members"))
    in_span = and_(i.attended_on >= asked.first, i.attended_on <= asked.last)
    return best.where(invitations.at(asked.at), in_span).group_by(i.unit).subquery()


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((which, 1), else_=0)), literal(0))


def _sum(what: ColumnElement[int]) -> ColumnElement[int]:
    return func.coalesce(added_up(what), literal(0))
