"""A supervision with its units, for a page: one query."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from projections.scope import here
from projections.supervisions import Supervised, Supervision, c, subjects, supervisions
from projections.temporal import so_at
from projections.unit_tree import Unit, units

supervising = units.table.alias("supervising")


class SupervisionSeen(NamedTuple):
    """A supervision, the unit that supervises, and the units supervised as a Vietnamese list orders them."""

    row: Supervision
    unit: Unit
    subjects: tuple[tuple[Supervised, Unit], ...]


def seen_supervision(db: Connection, supervision: UUID) -> SupervisionSeen | None:
    """A supervision as it stands now; None where there is none."""
    over = [supervising.c[name] for name in units.shown]
    under = [*(subjects.c[name] for name in subjects.shown), *(units.c[name] for name in units.shown)]
    query = supervisions.select().add_columns(*over, *under).where(c.supervision == supervision, subjects.at())
    query = query.join_from(supervisions.table, supervising, (c.unit == supervising.c.unit) & so_at(supervising))
    query = query.join(subjects.table, subjects.c.supervision == c.supervision)
    query = query.join(units.table, here(subjects.c.subject)).order_by(units.c.sort)
    return _seen([tuple(line) for line in db.execute(query)])


def _seen(lines: list[tuple[Any, ...]]) -> SupervisionSeen | None:
    if not lines:
        return None
    own, unit, line = len(supervisions.shown), len(units.shown), len(subjects.shown)
    told = [(Supervised(*one[own + unit :][:line]), Unit(*one[own + unit + line :])) for one in lines]
    return SupervisionSeen(Supervision(*lines[0][:own]), Unit(*lines[0][own:][:unit]), tuple(told))
