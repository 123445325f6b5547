"""How every view is held to a part of the tree: a join of its unit column with the units in scope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement

from projections.ranges import in_range
from projections.unit_tree import units


def here(unit: ColumnElement[Any]) -> ColumnElement[bool]:
    """Joins a view's unit column with the unit as it was at the moment of the reading."""
    return (unit == units.c.unit) & units.at()


def seen(unit: ColumnElement[Any], scope: Sequence[str]) -> ColumnElement[bool]:
    """The unit lies in the scope: who may see a thing is decided by today's tree."""
    return here(unit) & in_range(units.c.path, scope)
