"""A thing and the unit it is of, in one question: what a page asks about before anything else."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Select

from projections.scope import here
from projections.temporal import Temporal
from projections.unit_tree import Unit, units

OF_UNIT = [units.c[name] for name in units.shown]


class Beside(NamedTuple):
    """A row of a view, and its unit as it is today."""

    row: Any
    unit: Unit


def beside_its_unit(db: Connection, table: Temporal[Any], thing: UUID) -> Beside | None:
    """The thing of that id, with its unit."""
    query = table.select().join_from(table.table, units.table, here(table.c.unit))
    return next(iter(with_units(db, table, query.where(table.c[table.shown[0]] == thing))), None)


def with_units(db: Connection, table: Temporal[Any], query: Select[Any]) -> list[Beside]:
    """Rows of a view with their units, which the query has joined."""
    width, found = len(table.shown), db.execute(query.add_columns(*OF_UNIT))
    return [Beside(table.row(*line[:width]), Unit(*line[width:])) for line in map(tuple, found)]
