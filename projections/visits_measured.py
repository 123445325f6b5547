"""How close superiors are to cells, as measures of the third solution: overseers, visits, days to feedback."""

from collections import Counter

from sqlalchemy import Connection, select

from domain.names import UnitId, UnitType
from projections.measured import Figure, Measured, Measures
from projections.overseers import cells_overseen
from projections.scope import seen
from projections.unit_tree import units
from projections.visits import MADE, visits

Types = Counter[UnitType | None]


def measures(db: Connection, asked: Measured) -> Measures:
    """Cells without an overseer on the last day; of all cells those visited; days from visits to their feedback."""
    cells = cells_overseen(db, asked.scope, asked.last, asked.at)
    type_of = {one.cell.unit: one.cell.type for one in cells}
    without = Types(one.cell.type for one in cells if not one.overseers)
    visited, days, answered = _visits(db, asked, type_of)
    every = Types(type_of.values())
    return {
        "cells_without_overseer": {type_: Figure(without[type_]) for type_ in every},
        "cells_visited": {type_: Figure(visited[type_], every[type_]) for type_ in every},
        "days_to_feedback": {type_: Figure(days[type_], answered[type_]) for type_ in answered},
    }


def _visits(db: Connection, asked: Measured, type_of: dict[UnitId, UnitType | None]) -> tuple[Types, Types, Types]:
    """Distinct cells visited, days to feedback, and visits with feedback; one query."""
    c = visits.c
    query = select(c.unit, units.c.type, c.body, c.on, c.feedback_on)
    query = query.join_from(visits.table, units.table, seen(c.unit, asked.scope))
    made = query.where(visits.at(asked.at), MADE, c.on >= asked.first, c.on <= asked.last)
    lines = db.execute(made).all()
    days, answered = Types(), Types()
    for _, type_, _, on, feedback_on in lines:
        if feedback_on is not None:
            days[type_] += (feedback_on - on).days
            answered[type_] += 1
    reached = {unit for unit, _, body, _, _ in lines if body is None and unit in type_of}
    return Types(type_of[unit] for unit in reached), days, answered
