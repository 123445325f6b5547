"""The cells a visit may be proposed to, each with what speaks for it; one query, however many there are."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, String, Subquery, func, or_, select, type_coerce

from domain.calendar import month_of, months_after, months_on
from domain.names import PersonId, UnitId, UnitKind
from domain.visiting.ranking import Ranked
from domain.visiting.terms import Terms
from projections.compliance_board import board
from projections.found import DeficiencyState, deficiencies
from projections.meeting_calendar import MeetingState, meetings
from projections.overseers import Overseeing, in_charge
from projections.oversight import declined
from projections.ranges import in_range
from projections.remediation_inbox import cases, overdue
from projections.unit_tree import units
from projections.visits import MADE, VisitState, visits

DAY = len("2026-11-26")


class Candidate(NamedTuple):
    """A cell, how it stands, and the day of its next meeting, if one is set."""

    cell: UnitId
    code: str
    name: str
    path: str
    ranked: Ranked
    next_on: date | None
    set_day: int | None


class Looked(NamedTuple):
    """From where one looks: whose cells, on which day, by which terms, with which overseers in charge."""

    scope: Sequence[str]
    today: date
    terms: Terms
    overseeing: Overseeing
    at: int | None = None


def candidates(db: Connection, looked: Looked) -> list[Candidate]:
    """Cells that stand, to which no visit is planned from today on, and whose proposal was not declined."""
    some = [_overdue(looked), _recurred(looked), _silent(looked), _last(looked), _next(looked)]
    columns = [units.c.unit, units.c.code, units.c.name, units.c.path, units.c.type, units.c.set_day]
    query = select(*columns, *(one.c.value for one in some)).select_from(units.table)
    for one in some:
        query = query.outerjoin(one, one.c.unit == units.c.unit)
    cells = query.where(units.at(looked.at), in_range(units.c.path, looked.scope), units.c.kind == UnitKind.CELL)
    there = cells.where(units.c.since <= looked.today, or_(units.c.ended.is_(None), units.c.ended >= looked.today))
    free = there.where(~_ahead(looked), ~_declined(looked)).order_by(units.c.path)
    return [_candidate(looked, *line) for line in db.execute(free)]


def _candidate(looked: Looked, unit: UnitId, *line: Any) -> Candidate:
    code, name, path, type_, set_day, late, again, silent, last, following = line
    day, visitor = (date.fromisoformat(last[:DAY]), PersonId(last[DAY:])) if last else (None, None)
    since = None if day is None else _months(day, looked.today)
    people = in_charge(path, looked.overseeing)
    ranked = Ranked(unit, type_, late or 0, again or 0, silent or 0, since, visitor, people)
    return Candidate(unit, code, name, path, ranked, date.fromisoformat(following) if following else None, set_day)


def _months(day: date, today: date) -> int:
    whole = (today.year - day.year) * 12 + today.month - day.month
    return max(0, whole - (today.day < day.day))


def _text(day: ColumnElement[Any]) -> ColumnElement[str]:
    return type_coerce(day, String)


# What counts


def late(looked: Looked) -> ColumnElement[bool]:
    """Of cases: past their due day."""
    return cases.at(looked.at) & overdue(looked.today)


def came_again(looked: Looked) -> ColumnElement[bool]:
    """Of deficiencies: found again of late."""
    c, since = deficiencies.c, months_after(looked.today, -looked.terms.recurrence_months)
    again = (c.recurrences > 0) & (c.found_on >= since) & (c.state != DeficiencyState.WITHDRAWN)
    return deficiencies.at(looked.at) & again


def was_silent(looked: Looked) -> ColumnElement[bool]:
    """Of a cell's months: closed of late without anything recorded."""
    month = month_of(looked.today)
    since = months_on(month, -looked.terms.silent_months) or month
    return board.at(looked.at) & board.c.silent & (board.c.month >= since)


def was_visited(looked: Looked) -> ColumnElement[bool]:
    """Of visits: made, to the cell itself."""
    return visits.at(looked.at) & MADE & visits.c.body.is_(None)


# How much of it


def _overdue(looked: Looked) -> Subquery:
    c = cases.c
    query = select(c.unit, func.count().label("value")).where(late(looked))
    return query.group_by(c.unit).subquery("late")


def _recurred(looked: Looked) -> Subquery:
    c = deficiencies.c
    query = select(c.unit, func.count().label("value")).where(came_again(looked))
    return query.group_by(c.unit).subquery("again")


def _silent(looked: Looked) -> Subquery:
    c = board.c
    query = select(c.unit, func.count().label("value")).where(was_silent(looked))
    return query.group_by(c.unit).subquery("silent")


def _last(looked: Looked) -> Subquery:
    """The day of the last visit and its visitor, in one text."""
    c = visits.c
    query = select(c.unit, func.max(_text(c.on).concat(c.visitor)).label("value"))
    return query.where(was_visited(looked)).group_by(c.unit).subquery("last")


def _next(looked: Looked) -> Subquery:
    c = meetings.c
    set_for = (c.state == MeetingState.SCHEDULED) & c.body.is_(None) & (c.on >= looked.today)
    query = select(c.unit, func.min(_text(c.on)).label("value")).where(meetings.at(looked.at), set_for)
    return query.group_by(c.unit).subquery("following")


def _ahead(looked: Looked) -> ColumnElement[bool]:
    c = visits.c
    waits = (c.state == VisitState.PLANNED) & (c.on >= looked.today) & c.body.is_(None)
    return select(c.unit).where(c.unit == units.c.unit, visits.at(looked.at), waits).exists()


def _declined(looked: Looked) -> ColumnElement[bool]:
    c = declined.c
    return select(c.cell).where(c.cell == units.c.unit, declined.at(looked.at), c.until >= looked.today).exists()
