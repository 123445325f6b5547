"""What remedies brought: what was closed and came back, how long it took, and how cells fared before and after."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, select

from domain.calendar import month_of, months_on
from domain.names import DeficiencyCode, DeficiencyId, Month, SolutionCode, UnitId, UnitType
from domain.rates import Rate
from domain.rules import RULES
from domain.rulesets import came_back
from projections.compliance_board import BROKEN, CODES, KEPT, board
from projections.found import DeficiencyState, deficiencies
from projections.regularity import STANDING
from projections.remediation_inbox import steps
from projections.scope import seen
from projections.temporal import so_at
from projections.unit_tree import units

c = deficiencies.c
MONTHS = 6
"""So many months before the finding and after the closure are compared."""
LEFT_OUT = 2
"""The month of the finding and the one before it are looked at by nobody: they were found for being bad, and any month
after such ones looks better by chance alone."""
POINTING: dict[DeficiencyCode, tuple[int, ...]] = {
    code: tuple(CODES.index(rule.code) for rule in RULES if code in rule.suggests)
    for code in {code for rule in RULES for code in rule.suggests}
}
"""For a deficiency, the places of the rules that point to it."""


class Span(NamedTuple):
    """Whose deficiencies, closed between two days, as at which position."""

    scope: Sequence[str]
    first: date
    last: date
    at: int | None = None


class Remedied(NamedTuple):
    """A deficiency that was put right, by which actions, and whether the same came back in the unit."""

    deficiency: DeficiencyId
    unit: UnitId
    type: UnitType | None
    code: DeficiencyCode
    found_on: date
    closed_on: date
    actions: tuple[SolutionCode, ...]
    returned: bool

    @property
    def days(self) -> int:
        return (self.closed_on - self.found_on).days


class Around(NamedTuple):
    """How often the rules that point to a deficiency were broken in its cell, before the finding and after closure."""

    before: Rate = Rate()
    after: Rate = Rate()


def remedied(db: Connection, span: Span) -> list[Remedied]:
    """What was closed in a span, in the order of closing; two questions."""
    later = deficiencies.table.alias("later")
    again = (later.c.unit == c.unit) & (later.c.code == c.code) & (later.c.deficiency != c.deficiency)
    stands = (later.c.state != DeficiencyState.WITHDRAWN) & (later.c.found_on >= c.closed_on)
    returned = select(func.min(later.c.found_on)).where(again, stands, so_at(later, span.at)).scalar_subquery()
    shown = (c.deficiency, c.unit, units.c.type, c.code, c.found_on, c.closed_on, returned)
    query = select(*shown).join_from(deficiencies.table, units.table, seen(c.unit, span.scope))
    query = query.where(deficiencies.at(span.at), _closed_in(span)).order_by(c.closed_on, c.quote_at)
    drawn_on = _actions(db, span)
    return [
        Remedied(name, unit, type_, code, found, closed, drawn_on.get(name, ()), bool(back and came_back(closed, back)))
        for name, unit, type_, code, found, closed, back in db.execute(query)
    ]


def _closed_in(span: Span) -> ColumnElement[bool]:
    return and_(c.state == DeficiencyState.CLOSED, c.closed_on >= span.first, c.closed_on <= span.last)


def _actions(db: Connection, span: Span) -> dict[DeficiencyId, tuple[SolutionCode, ...]]:
    query = select(steps.c.deficiency, steps.c.solution).distinct()
    query = query.join_from(
        steps.table, deficiencies.table, (steps.c.deficiency == c.deficiency) & deficiencies.at(span.at)
    )
    query = query.join(units.table, seen(c.unit, span.scope)).where(steps.at(span.at), _closed_in(span))
    found: dict[DeficiencyId, tuple[SolutionCode, ...]] = {}
    for name, action in db.execute(query.order_by(steps.c.deficiency, steps.c.solution)):
        found[name] = (*found.get(name, ()), action)
    return found


def around(db: Connection, span: Span, some: Iterable[Remedied]) -> dict[DeficiencyId, Around]:
    """Months before and after, for deficiencies that rules point to; one question for all of them."""
    asked = [one for one in some if one.code in POINTING]
    if not asked:
        return {}
    first = min(_month(one.found_on, -LEFT_OUT - MONTHS) for one in asked)
    last = max(_month(one.closed_on, MONTHS) for one in asked)
    closed = select(c.unit).join_from(deficiencies.table, units.table, seen(c.unit, span.scope))
    cells = board.c.unit.in_(closed.where(deficiencies.at(span.at), _closed_in(span)))
    query = select(board.c.unit, board.c.month, STANDING).where(cells, board.at(span.at))
    letters: dict[tuple[UnitId, Month], str] = {}
    for unit, month, verdicts in db.execute(query.where(board.c.month >= first, board.c.month <= last)):
        letters[unit, month] = verdicts
    return {one.deficiency: _around(one, letters) for one in asked}


def _around(one: Remedied, letters: dict[tuple[UnitId, Month], str]) -> Around:
    before = [_month(one.found_on, -n) for n in range(LEFT_OUT, LEFT_OUT + MONTHS)]
    after = [_month(one.closed_on, n) for n in range(1, MONTHS + 1)]
    places = POINTING[one.code]
    return Around(
        *(_broken((letters.get((one.unit, month), "") for month in some), places) for some in (before, after))
    )


def _broken(months: Iterable[str], places: tuple[int, ...]) -> Rate:
    """Of the months in which one of the rules could be judged, those in which one was broken."""
    judged = [{month[place] for place in places} for month in months if month]
    told = [found for found in judged if found & {KEPT, BROKEN}]
    return Rate(sum(BROKEN in found for found in told), len(told))


def _month(day: date, months: int) -> Month:
    return months_on(month_of(day), months) or month_of(day)
