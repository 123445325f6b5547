"""The regularity map (bản đồ nền nếp) and its sums: how units, types and rules fare, month by month."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from domain.judging import unpacked
from domain.names import Month, RuleCode, UnitId, UnitType
from domain.rules.rule import Outcome
from projections.cell_month_row import CellMonthRow
from projections.columns import added_up
from projections.compliance_board import board
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.temporal import so_at
from projections.unit_tree import units

c = board.c
STANDING = func.coalesce(c.rejudged, c.recorded, c.verdicts)
"""What a person let stand, else what closing the month recorded, until then what the facts give."""


class Asked(NamedTuple):
    """Whose months are asked for, from the first to the last, as at which position."""

    scope: Sequence[str]
    first: Month
    last: Month
    at: int | None = None


class Sums(NamedTuple):
    """Cell-months added up. `kept` and `broken` count verdicts, the rest count cell-months.

    `due` owe the month a meeting, `held` had their regular one, `on_time` on its day, `clean` broke no rule that could
    be judged, `silent` recorded nothing at all.
    """

    due: int
    held: int
    on_time: int
    clean: int
    silent: int
    kept: int
    broken: int


class OfUnit(NamedTuple):
    """A unit's month."""

    unit: UnitId
    month: Month
    sums: Sums


class Mapped(NamedTuple):
    """A month of a column of the map: of a grassroots organisation with all below it, or of a cell."""

    code: str
    name: str
    type: UnitType | None
    month: Month
    sums: Sums


class OfType(NamedTuple):
    """A type's month."""

    type: UnitType | None
    month: Month
    sums: Sums


class OfRule(NamedTuple):
    """A rule's month: how many cell-months have which verdict."""

    rule: RuleCode
    month: Month
    verdicts: dict[Outcome, int]


class By(StrEnum):
    """Whose months are shown: each grassroots organisation's with all below it, or each cell's own."""

    ORGANISATION = "organisation"
    CELL = "cell"


def by_unit(db: Connection, asked: Asked, by: By = By.ORGANISATION) -> list[OfUnit]:
    """The map: a row for each unit and month."""
    unit = units.c.organisation if by is By.ORGANISATION else units.c.unit
    query = _sums(asked, unit, c.month).where(unit.is_not(None))
    return [OfUnit(of, month, Sums(*sums)) for of, month, *sums in db.execute(query)]


def mapped(db: Connection, asked: Asked, by: By = By.ORGANISATION) -> list[Mapped]:
    """The map with its names: a row for each column and month, in the order of a Vietnamese list."""
    top = units.table.alias("top")
    column = units.c.organisation if by is By.ORGANISATION else units.c.unit
    own = (top.c.unit == column) & so_at(top)
    query = _sums(asked, top.c.sort, top.c.code, top.c.name, top.c.type, c.month).join(top, own)
    found = db.execute(query)
    return [Mapped(code, name, of, month, Sums(*sums)) for _, code, name, of, month, *sums in found]


def by_type(db: Connection, asked: Asked) -> list[OfType]:
    query = _sums(asked, units.c.type, c.month)
    return [OfType(of, month, Sums(*sums)) for of, month, *sums in db.execute(query)]


def by_month(db: Connection, asked: Asked) -> dict[Month, Sums]:
    """The whole scope, month by month."""
    return {month: Sums(*sums) for month, *sums in db.execute(_sums(asked, c.month))}


def by_rule(db: Connection, asked: Asked) -> list[OfRule]:
    """Which rules are kept and which are not: alike months are counted by the database, letters here."""
    query = _some(select(c.month, STANDING, func.count()), asked).group_by(c.month, STANDING)
    found: dict[tuple[str, Month], Counter[Outcome]] = {}
    for month, letters, number in db.execute(query):
        for rule, outcome in unpacked(letters).items():
            found.setdefault((rule, month), Counter())[outcome] += number
    return [OfRule(RuleCode(rule), month, dict(counted)) for (rule, month), counted in sorted(found.items())]


class Differing(NamedTuple):
    """A closed month of which today's facts give otherwise than stands."""

    unit: UnitId
    month: Month
    closed_on: date
    verdicts: str
    recorded: str
    rejudged: str | None
    code: str
    name: str

    @property
    def turned(self) -> dict[str, tuple[Outcome, Outcome]]:
        """What stands, and what the facts give now, of each rule where they part."""
        stands, derived = unpacked(self.rejudged or self.recorded), unpacked(self.verdicts)
        return {rule: (stands[rule], now) for rule, now in derived.items() if stands[rule] is not now}


DIFFERING = Order(Differing, {"month": c.month, "unit": units.c.sort}, c.closed_at, "-month")


def differing(db: Connection, scope: Sequence[str], part: Part) -> Listed[Differing]:
    """The closed months that a person has to look at again, the newest first."""
    told = (c.unit, c.month, c.closed_on, c.verdicts, c.recorded, c.rejudged, units.c.code, units.c.name)
    query = select(*told).join_from(board.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(board.at(), c.differs), DIFFERING, part)


def months_of(db: Connection, cell: UUID, first: Month, last: Month) -> list[CellMonthRow]:
    """A cell's own months, the oldest first."""
    query = board.select().where(c.unit == cell, c.month >= first, c.month <= last)
    return board.read(db, query.order_by(c.month))


def month_of_cell(db: Connection, cell: UUID, month: Month, at: int | None = None) -> CellMonthRow | None:
    return next(iter(board.read(db, board.select(at).where(c.unit == cell, c.month == month))), None)


def _sums(asked: Asked, *group: ColumnElement[Any]) -> Select[Any]:
    clean = (c.broken == 0) & (c.kept > 0)
    counted = [_count(which) for which in (c.owed, c.held, c.on_time, clean, c.silent)]
    query = select(*group, *counted, added_up(c.kept), added_up(c.broken))
    return _some(query, asked).group_by(*group).order_by(*group)


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _some(query: Select[Any], asked: Asked) -> Select[Any]:
    joined = query.join_from(board.table, units.table, seen(c.unit, asked.scope))
    return joined.where(board.at(asked.at), c.month >= asked.first, c.month <= asked.last)
