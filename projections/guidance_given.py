"""Questions to the guidance by documents: what was issued or given, and who took it in."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from projections.listing import Listed, Order, Part, taken
from projections.oversight import Addressed, Guidance, addressed, guidance
from projections.ranges import in_range
from projections.scope import here
from projections.temporal import so_at
from projections.unit_tree import Unit, units

g = guidance.c
SORTS = Order(Guidance, {"dated": g.dated, "unit": units.c.sort, "number": g.number}, g.issued_at, "-dated")


def _ours(scope: Sequence[str], at: int | None) -> ColumnElement[bool]:
    """By a unit of the scope, or to one in it."""
    told_ones = units.table.alias("told")
    to_ours = (
        select(addressed.c.guidance)
        .correlate(guidance.table)
        .join_from(addressed.table, told_ones, (told_ones.c.unit == addressed.c.unit) & so_at(told_ones))
        .where(addressed.c.guidance == guidance.c.guidance, addressed.at(at), in_range(told_ones.c.path, scope))
        .exists()
    )
    return in_range(units.c.path, scope) | to_ours


def guidance_in(db: Connection, scope: Sequence[str], part: Part, at: int | None = None) -> Listed[Guidance]:
    """Guidance by units of a scope, or to units in it."""
    query = guidance.select(at).join_from(guidance.table, units.table, here(g.unit))
    return taken(db, query.where(_ours(scope, at)), SORTS, part)


def is_guided(db: Connection, scope: Sequence[str], found: UUID, at: int | None = None) -> bool:
    """Whether a unit of the scope issued the document or was given it."""
    query = select(g.guidance).join_from(guidance.table, units.table, here(g.unit)).where(guidance.at(at))
    return db.execute(query.where(g.guidance == found, _ours(scope, at))).first() is not None


def guidance_by_id(db: Connection, found: UUID, at: int | None = None) -> Guidance | None:
    return next(iter(guidance.read(db, guidance.select(at).where(guidance.c.guidance == found))), None)


def addressees_of(db: Connection, found: UUID, at: int | None = None) -> list[tuple[Addressed, Unit]]:
    """The units that are guided, as a Vietnamese list orders them; one query."""
    query = addressed.select(at).add_columns(*(units.c[name] for name in units.shown))
    query = query.join_from(addressed.table, units.table, here(addressed.c.unit))
    lines = db.execute(query.where(addressed.c.guidance == found).order_by(units.c.sort))
    width = len(addressed.shown)
    return [(Addressed(*line[:width]), Unit(*line[width:])) for line in map(tuple, lines)]
