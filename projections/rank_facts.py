"""The facts behind a rank: for each cell and each part of its score, where in the journal what was counted stands."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, literal, select, union_all

from domain.calendar import month_of, months_on
from domain.events.unit import AttributesDeclared, UnitRegistered
from domain.names import Office, UnitId
from domain.visiting.ranking import Why
from projections.audit_trail import TOPICS, trail
from projections.compliance_board import board
from projections.found import deficiencies
from projections.office_holders import held_on, offices
from projections.overseers import line_of
from projections.ranges import ROOT
from projections.remediation_inbox import cases
from projections.scope import here
from projections.support_priority import LOOKED_AT
from projections.unit_tree import units
from projections.visit_candidates import Looked, came_again, late, was_silent, was_visited
from projections.visits import visits

AT_MOST = 10
"""So many facts of a part are named, the newest; more than a few of a thing count no more."""
Cells = Mapping[UnitId, str]
"""The cells that are ranked, with their paths."""
NOBODY = literal("")
PART_OF = {
    Why.MONTH_SINCE_VISIT: "visited",
    Why.FRESH_EYES: "visited",
    "non_state": Why.TYPE,
    "verdicts_kept": "",
}
"""Terms whose facts are those of another part; kept verdicts are among those judged."""
FROM_ABOVE = (Why.TYPE, Why.IN_CHARGE)
"""What holds for a cell because it was said of it or of a unit above: the nearest counts."""


class Facts:
    """What was found for some cells."""

    def __init__(self, cells: Cells, found: Mapping[tuple[str, str, str], list[int]]) -> None:
        self._cells, self._found = cells, found

    def of(self, cell: UnitId, term: str, who: str = "") -> tuple[int, ...]:
        """The positions behind a term of a cell's rank; `who`: of which person, where the term is about one."""
        part, path = PART_OF.get(term, term), self._cells.get(cell, ROOT)
        places = line_of(path) if part in FROM_ABOVE else (path,)
        return tuple(next((self._found[place, part, who] for place in places if (place, part, who) in self._found), ()))


class Counted(NamedTuple):
    """What a part counts: the rows of a table, of which unit they are, where each stands in the journal, the newest by
    `order`, at most so many."""

    part: str
    unit: ColumnElement[Any]
    position: ColumnElement[Any]
    where: ColumnElement[bool]
    order: tuple[ColumnElement[Any], ...] = ()
    most: int = AT_MOST


def visit_facts(db: Connection, looked: Looked, cells: Cells) -> Facts:
    """Of the parts by which visits are proposed; one query."""
    case, found, month, visit = cases.c, deficiencies.c, board.c, visits.c
    counted = (
        Counted(Why.OVERDUE, case.unit, case.opened_at, late(looked)),
        Counted(Why.RECURRENCE, found.unit, found.quote_at, came_again(looked)),
        Counted(Why.SILENCE, month.unit, month.closed_at, was_silent(looked)),
        Counted("visited", visit.unit, visit.made_at, was_visited(looked), (visit.on, visit.visitor), 1),
    )
    return _found(db, cells, *(_newest(one, cells) for one in counted), _typed(cells), _overseers(cells, looked.today))


def support_facts(db: Connection, cells: Cells, today: date) -> Facts:
    """Of the parts by which cells are helped first; one query."""
    now, month, line = month_of(today), board.c, trail.c
    first, last = months_on(now, -LOOKED_AT) or now, months_on(now, -1) or now
    of_late = board.at() & (month.month >= first) & (month.month <= last)
    told = trail.at() & line.topic.in_((TOPICS[UnitRegistered], TOPICS[AttributesDeclared])) & line.stream.in_(cells)
    counted = (
        Counted("verdicts_judged", month.unit, func.coalesce(month.closed_at, month.from_position), of_late),
        Counted("newly_founded", line.unit, line.position, told),
    )
    return _found(db, cells, *(_newest(one, cells) for one in counted), _typed(cells))


def _found(db: Connection, cells: Cells, *parts: Select[Any]) -> Facts:
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for path, part, who, position in db.execute(union_all(*parts)) if cells else ():
        found[path, part, who].append(position)
    return Facts(cells, {key: sorted(positions) for key, positions in found.items()})


def _newest(counted: Counted, cells: Cells) -> Select[Any]:
    order = counted.order or (counted.position,)
    nth = func.row_number().over(partition_by=counted.unit, order_by=[one.desc() for one in order])
    rows = select(units.c.path, counted.position.label("position"), nth.label("nth"))
    rows = rows.select_from(counted.unit.table).join(units.table, here(counted.unit))
    part = rows.where(counted.where, counted.position.is_not(None), counted.unit.in_(cells)).subquery()
    return select(part.c.path, literal(counted.part), NOBODY, part.c.position).where(part.c.nth <= counted.most)


def _above(cells: Cells) -> ColumnElement[bool]:
    return units.c.path.in_({upper for path in cells.values() for upper in line_of(path)})


def _typed(cells: Cells) -> Select[Any]:
    """Where the units that have a type of their own were registered."""
    first = units.table.alias("first")
    registered = select(func.min(first.c.from_position)).where(first.c.unit == units.c.unit).scalar_subquery()
    typed = select(units.c.path, literal(Why.TYPE.value), NOBODY, registered)
    return typed.where(units.at(), units.c.own_type.is_not(None), _above(cells))


def _overseers(cells: Cells, day: date) -> Select[Any]:
    """Where those in charge were given their office."""
    c = offices.c
    held = select(units.c.path, literal(Why.IN_CHARGE.value), cast(c.person, String), c.from_position)
    held = held.join_from(offices.table, units.table, here(c.unit))
    return held.where(offices.at(), c.office == Office.OVERSEER, held_on(day), _above(cells))
