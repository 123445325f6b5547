"""The first page of those who oversee: what is open and how old, what comes back, what is found most."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select, tuple_

from domain.names import DeficiencyCode, DeficiencyId, RemediationId, Severity, SolutionCode, UnitId, UnitType
from projections.deficiencies_found import OPEN, overdue
from projections.found import DeficiencyState, deficiencies
from projections.ranges import in_range
from projections.remediation_inbox import cases, steps
from projections.scope import seen
from projections.temporal import so_at
from projections.unit_tree import units

c = deficiencies.c
STANDS = c.state != DeficiencyState.WITHDRAWN


class Days(NamedTuple):
    """The days that the numbers turn on: ages are counted back from `today` in buckets that begin at `ages`."""

    today: date
    soon: date
    this_from: date
    last_from: date
    ages: tuple[date, ...]


class Count(NamedTuple):
    """Deficiencies of a code, a severity and an age (the number of its bucket, None when not open) added up."""

    code: DeficiencyCode
    severity: Severity
    age: int | None
    found: int
    overdue: int
    due_soon: int
    found_this: int
    found_last: int


class Dot(NamedTuple):
    """A deficiency in the story of its unit: found on a day, and closed on one."""

    deficiency: DeficiencyId
    unit: UnitId
    code: DeficiencyCode
    found_on: date
    closed_on: date | None
    recurrences: int
    case: RemediationId | None
    over: bool
    unit_code: str
    unit_name: str
    unit_type: UnitType | None


class SolutionSteps(NamedTuple):
    """The steps of plans of a type of unit that draw on a solution, and those done."""

    solution: SolutionCode
    type: UnitType | None
    planned: int
    done: int


def deficiency_counts(db: Connection, scope: Sequence[str], days: Days, at: int | None = None) -> list[Count]:
    """Everything that can be added up, in one query: at most a row a code, severity and age."""
    age = case((~OPEN, None), *_buckets(days.ages), else_=len(days.ages))
    soon = and_(OPEN, c.reported.is_(False), c.due >= days.today, c.due <= days.soon)
    counted = (
        func.count(),
        _sum(overdue(days.today)),
        _sum(soon),
        _sum(c.found_on >= days.this_from),
        _sum(and_(c.found_on >= days.last_from, c.found_on < days.this_from)),
    )
    query = _in_scope(select(c.code, c.severity, age, *counted), scope, at).where(STANDS)
    return [Count(*line) for line in db.execute(query.group_by(c.code, c.severity, age))]


def _buckets(ages: Iterable[date]) -> list[tuple[ColumnElement[bool], int]]:
    """The first bucket holds what was found since its day, and so on."""
    return [(c.found_on >= since, n) for n, since in enumerate(ages)]


def stories(db: Connection, scope: Sequence[str], since: date, oldest: int, at: int | None = None) -> list[Dot]:
    """What has been open longest, what was closed since a day, and all of the same unit and code as what came back.

    In order of unit, code and time.
    """
    again, over = deficiencies.table.alias("again"), units.table.alias("over")
    there = so_at(again, at), again.c.unit == over.c.unit, so_at(over, at), in_range(over.c.path, scope)
    returned = select(again.c.unit, again.c.code).where(again.c.recurrences > 0, again.c.found_on >= since, *there)
    came_back = tuple_(c.unit, c.code).in_(returned)
    first = _in_scope(select(c.deficiency), scope, at).where(OPEN).order_by(c.found_on, c.quote_at).limit(oldest)
    shown = (c.deficiency, c.unit, c.code, c.found_on, c.closed_on, c.recurrences, c.case, ~OPEN)
    query = _in_scope(select(*shown, units.c.code, units.c.name, units.c.type), scope, at)
    some = query.where(STANDS, (c.closed_on >= since) | came_back | c.deficiency.in_(select(first.subquery())))
    return [Dot(*line) for line in db.execute(some.order_by(c.unit, c.code, c.found_on, c.quote_at))]


class Opened(NamedTuple):
    """The cases of a scope that were opened between two days."""

    scope: Sequence[str]
    first: date
    last: date
    at: int | None = None


def solution_steps(db: Connection, opened: Opened) -> list[SolutionSteps]:
    """The plans of some cases: how much of each solution S1 to S7 was planned and done, by type of unit."""
    solution = func.substr(steps.c.solution, 1, 2)
    query = (
        select(solution, units.c.type, func.count(), _sum(and_(steps.c.done, ~steps.c.again)))
        .join_from(steps.table, cases.table, steps.c.case == cases.c.case)
        .join(units.table, seen(cases.c.unit, opened.scope))
        .where(steps.at(opened.at), cases.at(opened.at))
        .where(cases.c.opened_on >= opened.first, cases.c.opened_on <= opened.last)
    )
    return [SolutionSteps(*line) for line in db.execute(query.group_by(solution, units.c.type).order_by(solution))]


def _in_scope(query: Select[Any], scope: Sequence[str], at: int | None) -> Select[Any]:
    return query.join_from(deficiencies.table, units.table, seen(c.unit, scope)).where(deficiencies.at(at))


def _sum(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))
