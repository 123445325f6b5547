"""How every view is held to a part of the tree: a join of its unit column with the units in scope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement

from projections.ranges import in_range
from projections.temporal import NOW
from projections.unit_tree import units


def here(unit: ColumnElement[Any]) -> ColumnElement[bool]:
    """Joins a view's unit column with the unit as it is today."""
    return (unit == units.c.unit) & (units.c.to_position == NOW)


def seen(unit: ColumnElement[Any], scope: Sequence[str]) -> ColumnElement[bool]:
    """The unit lies in the scope, as the tree is today: who may see a thing is decided by today's tree."""
    return here(unit) & in_range(units.c.path, scope)
