"""Facts of a year about the cells of a scope: what a programme's progress is counted from, unit by unit."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from domain.names import UnitId, UnitKind, UnitType
from projections.audit_trail import trail
from projections.ranges import in_range
from projections.unit_tree import units


class Cells(NamedTuple):
    """The cells at some paths and below them, of some types where named, as the tree is today."""

    scope: Sequence[str]
    types: Collection[UnitType] = ()

    def within(self, query: Select[Any]) -> Select[Any]:
        own = query.where(units.at(), units.c.kind == UnitKind.CELL, in_range(units.c.path, self.scope))
        own = own.where(units.c.ended.is_(None))
        return own.where(units.c.type.in_(self.types)) if self.types else own


class OfCell(NamedTuple):
    """A fact about a cell."""

    position: int
    unit: UnitId
    type: UnitType | None


def cells_by_type(db: Connection, cells: Cells) -> dict[UnitType | None, int]:
    """How many cells there are."""
    counted: Select[Any] = select(units.c.type, func.count()).group_by(units.c.type)
    return dict(db.execute(cells.within(counted)).all())


def facts_of(db: Connection, cells: Cells, topics: Collection[str], span: tuple[datetime, datetime]) -> list[OfCell]:
    """Facts of these kinds that happened between two moments, in the order of the journal."""
    c = trail.c
    query: Select[Any] = select(c.position, c.unit, units.c.type).join_from(
        trail.table, units.table, c.unit == units.c.unit
    )
    some = cells.within(query).where(trail.at(), c.topic.in_(topics), c.occurred_at >= span[0], c.occurred_at < span[1])
    return [OfCell(*line) for line in db.execute(some.order_by(c.position))]
