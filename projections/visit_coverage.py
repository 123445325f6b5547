"""How far visits reach: by visitor, by type of unit, by year; and the cells that nobody ever visited."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, or_, select

from domain.names import BodyKind, PersonId, UnitId, UnitKind, UnitType
from projections.ranges import in_range
from projections.scope import here, seen
from projections.unit_tree import Unit, units
from projections.visits import MADE, VisitState, visits

SHOWN = 50
PAST = (VisitState.MADE, VisitState.FED_BACK, VisitState.ACKNOWLEDGED)


class Reached(NamedTuple):
    """Visits added up. `cells` and `committees` are distinct; `days`: from visit to feedback, on average."""

    planned: int
    cancelled: int
    made: int
    unannounced: int
    cells: int
    committees: int
    fed_back: int
    acknowledged: int
    days: float | None


class OfVisitor(NamedTuple):
    """What one visitor reached."""

    visitor: PersonId
    reached: Reached


class OfType(NamedTuple):
    """What was reached of a type, and how many cells there are of it."""

    type: UnitType | None
    of_cells: int
    reached: Reached

    @property
    def share(self) -> float:
        """Of its cells, so many were visited, in percent."""
        return 100 * self.reached.cells / self.of_cells if self.of_cells else 0.0


class Coverage(NamedTuple):
    """A year of the units in a scope."""

    year: int
    whole: OfType
    by_visitor: tuple[OfVisitor, ...]
    by_type: tuple[OfType, ...]
    never: int
    never_shown: tuple[Unit, ...]


class _Seen(NamedTuple):
    unit: UnitId
    type: UnitType | None
    visitor: PersonId
    body: BodyKind | None
    kind: str
    state: VisitState
    on: date
    feedback_on: date | None


class Asked(NamedTuple):
    """Whose visits of which year, as at which position; cells as they stand on `today`."""

    scope: Sequence[str]
    year: int
    today: date
    at: int | None = None


def coverage(db: Connection, asked: Asked) -> Coverage:
    """The year's visits and the cells they could reach; four queries."""
    lines, cells = _visits(db, asked), _cells(db, asked)
    visitors = sorted({line.visitor for line in lines})
    by_visitor = (OfVisitor(who, _reached(lines, lambda line, who=who: line.visitor == who)) for who in visitors)  # type: ignore[misc]  # a lambda with a default
    types = sorted({line.type for line in lines} | cells.keys(), key=str)
    by_type = tuple(OfType(of, cells.get(of, 0), _of_type(lines, of)) for of in types)
    whole = OfType(None, sum(cells.values()), _reached(lines, lambda _: True))
    ranked = tuple(sorted(by_visitor, key=lambda one: (-one.reached.made, one.visitor)))
    return Coverage(asked.year, whole, ranked, by_type, *_never(db, asked))


def _of_type(lines: list[_Seen], type_: UnitType | None) -> Reached:
    return _reached(lines, lambda line: line.type == type_)


def _visits(db: Connection, asked: Asked) -> list[_Seen]:
    c = visits.c
    query = select(c.unit, units.c.type, c.visitor, c.body, c.kind, c.state, c.on, c.feedback_on)
    query = query.join_from(visits.table, units.table, seen(c.unit, asked.scope))
    of_year = and_(c.on >= date(asked.year, 1, 1), c.on <= date(asked.year, 12, 31))
    return [_Seen(*line) for line in db.execute(query.where(visits.at(asked.at), of_year))]


def _cells(db: Connection, asked: Asked) -> dict[UnitType | None, int]:
    query = select(units.c.type, func.count()).where(*_standing(asked)).group_by(units.c.type)
    return {of: number for of, number in db.execute(query)}  # noqa: C416  # rows are no pairs to the type checker


def _standing(asked: Asked) -> Iterable[Any]:
    end = min(date(asked.year, 12, 31), asked.today)
    yield from (units.at(asked.at), in_range(units.c.path, asked.scope), units.c.kind == UnitKind.CELL)
    yield from (units.c.since <= end, or_(units.c.ended.is_(None), units.c.ended >= end))


def _never(db: Connection, asked: Asked) -> tuple[int, tuple[Unit, ...]]:
    """Cells that stand today and were not visited in any year: how many, and the first of them."""
    c = visits.c
    known = select(c.unit).where(c.unit == units.c.unit, visits.at(asked.at), MADE, c.body.is_(None)).exists()
    query = units.select(asked.at).where(*_standing(asked), ~known).add_columns(func.count().over())
    lines = [tuple(line) for line in db.execute(query.order_by(units.c.path).limit(SHOWN))]
    return (lines[0][-1] if lines else 0), tuple(Unit(*line[:-1]) for line in lines)


def _reached(lines: Iterable[_Seen], which: Callable[[_Seen], bool]) -> Reached:
    some = [line for line in lines if which(line)]
    made = [line for line in some if line.state in PAST]
    answered = [line for line in made if line.feedback_on is not None]
    days = [(line.feedback_on - line.on).days for line in answered if line.feedback_on]
    return Reached(
        planned=sum(line.state is not VisitState.CANCELLED for line in some),
        cancelled=sum(line.state is VisitState.CANCELLED for line in some),
        made=len(made),
        unannounced=sum(line.kind == "unannounced" for line in made),
        cells=len({line.unit for line in made if line.body is None}),
        committees=len({line.unit for line in made if line.body is not None}),
        fed_back=len(answered),
        acknowledged=sum(line.state is VisitState.ACKNOWLEDGED for line in made),
        days=round(sum(days) / len(days), 1) if days else None,
    )


def last_visits(db: Connection, scope: Sequence[str]) -> dict[UnitId, date]:
    """When each cell of a scope was visited last."""
    c = visits.c
    query = select(c.unit, func.max(c.on)).join_from(visits.table, units.table, here(c.unit))
    some = query.where(visits.at(), MADE, c.body.is_(None), in_range(units.c.path, scope))
    return {UnitId(unit): day for unit, day in db.execute(some.group_by(c.unit))}
