"""An entry of the history on one page: its line, its unit, and what was recorded together with it, in one question."""

from typing import NamedTuple

from sqlalchemy import Connection, func, literal, or_, select

from projections.audit_trail import Entry, trail
from projections.scope import here
from projections.temporal import moment
from projections.unit_tree import Unit, units

AT_MOST = 50


class EntryBeside(NamedTuple):
    """An entry, its unit as it is today, what the same command brought about, and the newest position of all."""

    entry: Entry
    unit: Unit | None
    together: list[Entry]
    newest: int


def entry_beside(db: Connection, position: int) -> EntryBeside | None:
    """The entry at a position among its own, or None where there is none."""
    c, own = trail.c, trail.table.alias("own").c
    cause = select(own.correlation).where(own.position == position).scalar_subquery()
    then = moment()
    newest = select(func.max(own.position) if then is None else literal(then)).scalar_subquery()
    of_unit = [units.c[name] for name in units.shown]
    query = trail.select().add_columns(*of_unit, newest).join_from(trail.table, units.table, here(c.unit), isouter=True)
    beside = query.where(or_(c.position == position, c.correlation == cause))
    lines = [tuple(line) for line in db.execute(beside.order_by(c.position != position, c.position).limit(AT_MOST))]
    width = len(Entry._fields)
    together = [Entry(*line[:width]) for line in lines]
    if not together or together[0].position != position:
        return None
    unit = Unit(*lines[0][width:-1]) if lines[0][width] is not None else None
    return EntryBeside(together[0], unit, sorted(together, key=lambda one: -one.position), lines[0][-1])
