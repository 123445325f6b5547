"""Who is helped first: non-state and newly founded cells before the others, of equals whoever keeps the rules least."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, Subquery, case, exists, func, literal, or_, select

from domain.calendar import month_of, months_after, months_on
from domain.capacity_names import Organisation
from domain.names import Attribute, UnitId, UnitKind, UnitType
from projections.columns import added_up
from projections.compliance_board import board
from projections.listing import Listed, Order, Part, taken
from projections.ranges import in_range
from projections.supports import SupportState, supports
from projections.unit_tree import units

NON_STATE = (UnitType.NON_STATE_ENTERPRISE, UnitType.FOREIGN_OWNED_ENTERPRISE)
"""Ngoài khu vực nhà nước."""
NEW_FOR, LOOKED_AT = 24, 3
"""Months: how long an organisation is new, and how many say how it keeps the rules [us]."""
WEIGHT_NON_STATE, WEIGHT_NEW, WHOLE = 2_000, 1_000, 999


class Candidate(NamedTuple):
    """A cell that nobody helps yet, and why it stands where it stands: `kept` of `judged` verdicts of late."""

    unit: UnitId
    type: UnitType | None
    non_state: bool
    newly_founded: bool
    kept: int
    judged: int
    rank: int


def candidates_in(
    db: Connection, scope: Sequence[str], today: date, part: Part, at: int | None = None
) -> Listed[Candidate]:
    """The cells of a scope whose party organisation has no support running, whoever needs it most first."""
    late = _of_late(today, at)
    kept, judged = func.coalesce(late.c.kept, 0), func.coalesce(late.c.judged, 0)
    non_state, new = units.c.type.in_(NON_STATE), _is_new(today)
    rank = _points(non_state, WEIGHT_NON_STATE) + _points(new, WEIGHT_NEW) + _wanting(kept, judged)
    named = [units.c.unit, units.c.type, func.coalesce(non_state, False), new, kept, judged, rank]
    query = select(*named).join_from(units.table, late, late.c.unit == units.c.unit, isouter=True)
    alive = (units.c.kind == UnitKind.CELL) & units.c.ended.is_(None)
    query = query.where(units.at(), in_range(units.c.path, scope), alive, ~_is_helped(at))
    return taken(db, query, Order(_candidate, {"rank": rank}, units.c.code, "-rank"), part)


def _candidate(unit: UnitId, of: UnitType | None, non_state: Any, new: Any, *rest: int) -> Candidate:
    return Candidate(unit, of, bool(non_state), bool(new), *rest)


def _is_new(today: date) -> ColumnElement[bool]:
    marked = units.c.attributes.contains(f" {Attribute.NEWLY_FOUNDED} ")
    return func.coalesce(or_(marked, units.c.founded > months_after(today, -NEW_FOR)), False)


def _is_helped(at: int | None) -> ColumnElement[bool]:
    running = (supports.c.unit == units.c.unit) & (supports.c.state != SupportState.ENDED)
    return exists().where(supports.at(at), running, supports.c.organisation == Organisation.PARTY)


def _of_late(today: date, at: int | None) -> Subquery:
    """How each cell's last months that ended were judged."""
    now = month_of(today)
    first, last = months_on(now, -LOOKED_AT) or now, months_on(now, -1) or now
    m = board.c
    sums = (added_up(m.kept).label("kept"), added_up(m.kept + m.broken).label("judged"))
    query = select(m.unit, *sums).where(board.at(at), m.month >= first, m.month <= last)
    return query.group_by(m.unit).subquery()


def _points(when: ColumnElement[bool], weight: int) -> ColumnElement[int]:
    return case((when, weight), else_=0)


def _wanting(kept: ColumnElement[int], judged: ColumnElement[int]) -> ColumnElement[int]:
    """From 0 (everything kept) to the whole (nothing kept), in whole numbers; the middle where nothing was judged."""
    share = (kept * WHOLE).op("/", return_type=BigInteger())(func.nullif(judged, 0))
    return func.coalesce(literal(WHOLE) - share, WHOLE // 2)
