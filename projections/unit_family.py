"""A unit among its own: the line of units above it and those directly below, in one question."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from projections.temporal import so_at
from projections.unit_tree import Unit, units

c = units.c


class Family(NamedTuple):
    """A unit, what it stands under from the top, and what stands directly under it and has not ended."""

    unit: Unit
    above: tuple[Unit, ...]
    below: tuple[Unit, ...]


def family_of(db: Connection, code: str) -> Family | None:
    """The family of the unit that bears a code, as the tree is today."""
    return _family(db, c.code == code, lambda unit: unit.code == code)


def family_of_unit(db: Connection, unit: UUID) -> Family | None:
    return _family(db, c.unit == unit, lambda one: one.unit == unit)


def _family(db: Connection, which: ColumnElement[bool], own: Callable[[Unit], bool]) -> Family | None:
    line = select(c.unit, c.parent).where(which, units.at()).cte("line", recursive=True)
    over = units.table.alias("over")
    line = line.union(select(over.c.unit, over.c.parent).where(over.c.unit == line.c.parent, so_at(over)))
    it = select(c.unit).where(which, units.at())
    below = c.parent.in_(it) & c.ended.is_(None)
    query = units.select().where(or_(c.unit.in_(select(line.c.unit)), below)).order_by(c.level, c.sort, c.code)
    found = units.read(db, query)
    unit = next((one for one in found if own(one)), None)
    if unit is None:
        return None
    above = tuple(one for one in found if one.level < unit.level)
    return Family(unit, above, tuple(one for one in found if one.parent == unit.unit))
