"""What a customer's register is compared with: the units at and below one, those that ended among them."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from domain.names import UnitId, UnitKind
from projections.ranges import in_range
from projections.temporal import so_at, so_today
from projections.unit_tree import units


class KnownBloc(NamedTuple):
    """A Bloc, and its code."""

    unit: UnitId
    code: str


def at_and_below(db: Connection, unit: UUID) -> list[UnitId]:
    """The unit and everything that stands, or stood to its end, below it."""
    path = db.execute(select(units.c.path).where(units.at(), units.c.unit == unit)).scalar_one_or_none()
    scope = [] if path is None else [path]
    found = db.execute(select(units.c.unit).where(units.at(), in_range(units.c.path, scope)))
    return [UnitId(one) for one in found.scalars()]


def blocs(db: Connection) -> list[KnownBloc]:
    """Every Bloc that stands under nothing."""
    top = (units.c.kind == UnitKind.BLOC) & units.c.parent.is_(None) & units.c.ended.is_(None)
    return [KnownBloc(*line) for line in db.execute(select(units.c.unit, units.c.code).where(units.at(), top))]


def path_today(db: Connection, path: str, at: int) -> str | None:
    """Where the unit stands today that stood at a path then."""
    then, today = units.table.alias("then"), units.table.alias("today")
    same = (then.c.unit == today.c.unit) & so_today(today)
    query = select(today.c.path).join_from(then, today, same).where(then.c.path == path, so_at(then, at))
    return db.execute(query).scalars().first()
