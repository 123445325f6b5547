"""What courses brought: how many secretaries are trained, and how their units keep the rules before and after."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, select

from domain.names import Office, PersonId, UnitKind
from projections.columns import added_up
from projections.compliance_board import board
from projections.measured import Figure, Measured, Measures
from projections.office_holders import held_on, offices
from projections.scope import seen
from projections.training import LearnerState, learners
from projections.unit_tree import units

WAS_THERE = (LearnerState.ATTENDED, LearnerState.ASSESSED)


def measures(db: Connection, asked: Measured) -> Measures:
    """`secretaries_trained`, and the verdicts kept in the months before and after a course, of units that learnt."""
    return {"secretaries_trained": _trained(db, asked), **_kept_around(db, asked)}


def _trained(db: Connection, asked: Measured) -> dict[Any, Figure]:
    """Of the secretaries of cells on the last day, those who were at a course within the span."""
    there = (learners.c.person == offices.c.person) & learners.c.state.in_(WAS_THERE)
    learnt = select(learners.c.person).where(
        learners.at(asked.at), there, learners.c.on >= asked.first, learners.c.on <= asked.last
    )
    so_many = func.coalesce(added_up(case((learnt.exists(), 1), else_=0)), 0)
    query = select(units.c.type, so_many, func.count()).join_from(
        offices.table, units.table, seen(offices.c.unit, asked.scope)
    )
    now = (offices.c.office == Office.SECRETARY) & held_on(asked.last) & (units.c.kind == UnitKind.CELL)
    found = db.execute(query.where(offices.at(asked.at), now).group_by(units.c.type))
    return {of: Figure(part, whole) for of, part, whole in found}


def _kept_around(db: Connection, asked: Measured) -> dict[str, dict[Any, Figure]]:
    """Months around a course are counted whatever the span; the course lies within it."""
    m, x = board.c, learners.c
    before, after = m.month < x.month, m.month > x.month
    sums = [_sum(column, when) for when in (before, after) for column in (m.kept, m.kept + m.broken)]
    framed = (m.unit == x.unit) & (m.month >= x.looked_from) & (m.month <= x.looked_to)
    query = select(units.c.type, *sums).join_from(learners.table, units.table, seen(x.unit, asked.scope))
    query = query.join(board.table, framed & board.at(asked.at)).where(learners.at(asked.at), x.state.in_(WAS_THERE))
    within = (x.on >= asked.first) & (x.on <= asked.last)
    found = [tuple(line) for line in db.execute(query.where(within).group_by(units.c.type))]
    return {
        "kept_before_training": {of: Figure(kept, whole) for of, kept, whole, _, _ in found},
        "kept_after_training": {of: Figure(kept, whole) for of, _, _, kept, whole in found},
    }


def _sum(column: ColumnElement[Any], when: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(added_up(case((when, column), else_=0)), 0)


class Untrained(NamedTuple):
    """A secretary who was never at a course, with the unit's code and name."""

    person: PersonId
    code: str
    name: str


def untrained(db: Connection, scope: Sequence[str], day: date, at_most: int) -> list[Untrained]:
    """Whoever is secretary of a cell on a day and was at no course yet, as a Vietnamese list orders the units."""
    there = (learners.c.person == offices.c.person) & learners.c.state.in_(WAS_THERE)
    learnt = select(learners.c.person).where(learners.at(), there).exists()
    query = select(offices.c.person, units.c.code, units.c.name).join_from(
        offices.table, units.table, seen(offices.c.unit, scope)
    )
    now = (offices.c.office == Office.SECRETARY) & held_on(day) & (units.c.kind == UnitKind.CELL) & ~learnt
    found = db.execute(query.where(offices.at(), now).order_by(units.c.sort, units.c.code).limit(at_most))
    return [Untrained(*line) for line in found]
