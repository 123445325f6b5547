"""Who is in charge of which cell (cấp ủy viên phụ trách): by an office at the cell, or at a unit above it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from domain.names import Office, PersonId, UnitKind
from projections.office_holders import held_on, offices
from projections.ranges import ROOT, in_range
from projections.scope import here
from projections.unit_tree import Unit, units

Overseeing = dict[str, tuple[PersonId, ...]]
"""The overseers of a unit by its path; whoever oversees a unit oversees all below it."""


GOERS = 400
GOING = (
    *(Office.OVERSEER, Office.SECRETARY, Office.DEPUTY_SECRETARY, Office.STANDING_BOARD_MEMBER),
    *(Office.BOARD_HEAD, Office.BOARD_DEPUTY, Office.INSPECTION_COMMITTEE_MEMBER),
)
"""Offices of units above cells whose holders attend meetings; at a cell itself, its overseer alone."""


class Overseen(NamedTuple):
    """A cell and those who are in charge of it."""

    cell: Unit
    overseers: tuple[PersonId, ...]


def overseeing(db: Connection, scope: Sequence[str], day: date, at: int | None = None) -> Overseeing:
    """Who oversees on a day: at the units of a scope and at those above them; one query."""
    above = {upper for path in scope for upper in line_of(path)}
    query = select(units.c.path, offices.c.person).join_from(offices.table, units.table, here(offices.c.unit))
    there = or_(in_range(units.c.path, scope), units.c.path.in_(above))
    held = query.where(offices.at(at), offices.c.office == Office.OVERSEER, held_on(day), there)
    found: Overseeing = {}
    for path, person in db.execute(held.order_by(units.c.path, offices.c.since, offices.c.person)):
        found[path] = (*found.get(path, ()), person)
    return found


def line_of(path: str) -> Iterator[str]:
    """The path itself and those above it, nearest first."""
    parts = path.strip(ROOT).split(ROOT)
    return (f"/{ROOT.join(parts[:n])}/" for n in range(len(parts), 0, -1))


def in_charge(path: str, known: Overseeing) -> tuple[PersonId, ...]:
    """Who is in charge of a cell: its own overseer, else the nearest above."""
    return next((known[upper] for upper in line_of(path) if upper in known), ())


def cells_overseen(db: Connection, scope: Sequence[str], day: date, at: int | None = None) -> list[Overseen]:
    """Every cell of a scope with its overseers, as a Vietnamese list orders them; two queries."""
    known = overseeing(db, scope, day, at)
    cells = units.select(at).where(in_range(units.c.path, scope), units.c.kind == UnitKind.CELL)
    there = cells.where(units.c.since <= day, or_(units.c.ended.is_(None), units.c.ended >= day))
    found = units.read(db, there.order_by(units.c.sort, units.c.code))
    return [Overseen(cell, in_charge(cell.path, known)) for cell in found]


def goers(db: Connection, scope: Sequence[str], day: date, at: int | None = None) -> set[PersonId]:
    """Who may be sent to the cells of a scope: overseers, and those who lead the units above; one query."""
    above = {upper for path in scope for upper in line_of(path)}
    query = select(offices.c.person).join_from(offices.table, units.table, here(offices.c.unit)).distinct()
    leads = (offices.c.office.in_(GOING)) & (units.c.kind != UnitKind.CELL)
    goes = leads | (offices.c.office == Office.OVERSEER)
    there = or_(in_range(units.c.path, scope), units.c.path.in_(above))
    return set(db.execute(query.where(offices.at(at), held_on(day), goes, there).limit(GOERS)).scalars())
