"""What a view kept to go on with, as it was at a past moment: folded again, for one cell, from the facts known then.

States that are kept have no past (page 31); the facts about one cell are few.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import Connection, and_, func, or_, select

from domain.events.ruleset import RuleSetFact
from domain.events.unit import UnitFact
from domain.record import Record
from projections.audit_trail import TOPICS, trail
from projections.sheet import Sheet
from projections.unit_tree import units
from projections.view import View

Read = Callable[[Collection[int]], Mapping[int, Record[Any]]]
"""Gives the records at positions."""
OF_UNITS = [TOPICS[fact] for fact in get_args(UnitFact)]
OF_RULES = [TOPICS[fact] for fact in get_args(RuleSetFact)]


def refolded(db: Connection, view: View, cell: UUID, read: Read) -> Sheet:
    """The view's states for a cell, at the moment of the reading. Two queries, and one of the journal."""
    records = read(_positions(db, cell))
    sheet = Sheet(view, db, whole=True)
    for _, record in sorted(records.items()):
        if type(record.fact) in view.handlers:
            sheet.fold(record)
    return sheet


def _positions(db: Connection, cell: UUID) -> list[int]:
    """Of the cell's own facts, of what became of the units above it, and of the rule sets."""
    path = db.execute(select(units.c.path).where(units.c.unit == cell, units.at())).scalars().first() or ""
    above = func.substr(path, 1, func.length(units.c.path)) == units.c.path
    line = select(units.c.unit).where(units.at(), above)
    c = trail.c
    about = or_(c.unit == cell, and_(c.unit.in_(line), c.topic.in_(OF_UNITS)), c.topic.in_(OF_RULES))
    return list(db.execute(select(c.position).where(trail.at(), about).order_by(c.position)).scalars())
