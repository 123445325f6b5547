"""What support brought: how many non-state cells have a plan, and how types of unit keep the rules, then and now."""

from typing import Any

from sqlalchemy import Connection, case, exists, func, or_, select

from domain.calendar import months_on
from domain.capacity_names import Organisation
from domain.names import Month, UnitKind
from projections.columns import added_up
from projections.measured import Figure, Measured, Measures
from projections.ranges import in_range
from projections.regularity import Asked, by_type
from projections.support_priority import LOOKED_AT, NON_STATE
from projections.supports import supports
from projections.unit_tree import units


def measures(db: Connection, asked: Measured) -> Measures:
    """`non_state_with_plan`, and the verdicts kept in the first and in the last months of the span, by type."""
    first, last = asked.months
    return {
        "non_state_with_plan": _with_plan(db, asked),
        "quality_at_first": _quality(db, asked, first, min(months_on(first, LOOKED_AT - 1) or first, last)),
        "quality_at_last": _quality(db, asked, max(months_on(last, 1 - LOOKED_AT) or last, first), last),
    }


def _with_plan(db: Connection, asked: Measured) -> dict[Any, Figure]:
    """Of the non-state cells of today, those whose party organisation had an approved plan within the span."""
    s = supports.c
    not_over = or_(s.ended_on.is_(None), s.ended_on >= asked.first)
    has = exists().where(
        supports.at(asked.at),
        (s.unit == units.c.unit) & (s.organisation == Organisation.PARTY) & (s.approved_on <= asked.last) & not_over,
    )
    so_many = func.coalesce(added_up(case((has, 1), else_=0)), 0)
    here = units.at() & in_range(units.c.path, asked.scope)
    cells = (units.c.kind == UnitKind.CELL) & units.c.ended.is_(None) & units.c.type.in_(NON_STATE)
    query = select(units.c.type, so_many, func.count()).where(here, cells)
    return {of: Figure(part, whole) for of, part, whole in db.execute(query.group_by(units.c.type))}


def _quality(db: Connection, asked: Measured, first: Month, last: Month) -> dict[Any, Figure]:
    found: dict[Any, Figure] = {}
    for of, _, sums in by_type(db, Asked(asked.scope, first, last, asked.at)):
        kept, judged = found.get(of, Figure(0, 0))
        found[of] = Figure(kept + sums.kept, (judged or 0) + sums.kept + sums.broken)
    return found
