"""Where texts that were found stand: the line of the history, its unit, and the case that took up what it tells."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from projections.audit_trail import Entry, trail
from projections.found import deficiencies
from projections.ranges import in_range
from projections.scope import here
from projections.unit_tree import Unit, units


class FoundLine(NamedTuple):
    """A line of the history with its unit as it is today; `case` holds the deficiency that the line is about."""

    entry: Entry
    unit: Unit
    case: UUID | None


def lines_at(db: Connection, scope: Sequence[str], positions: Collection[int], limit: int) -> list[FoundLine]:
    """The lines at positions, as far as a scope reaches, newest first; one query."""
    c, d = trail.c, deficiencies.c
    of_unit = [units.c[name] for name in units.shown]
    query = trail.select().add_columns(*of_unit, d.case).join_from(trail.table, units.table, here(c.unit))
    query = query.join(deficiencies.table, (d.deficiency == c.stream) & deficiencies.at(), isouter=True)
    reached = query.where(c.position.in_(positions), in_range(units.c.path, scope))
    width = len(Entry._fields)
    lines = [tuple(line) for line in db.execute(reached.order_by(c.position.desc()).limit(limit))]
    return [FoundLine(Entry(*line[:width]), Unit(*line[width:-1]), line[-1]) for line in lines]
