"""Month calendars of units (lịch sinh hoạt tháng): proposed, approved or returned, and whether they are kept."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, case, func, select

from domain.events import regularity as told
from domain.names import MeetingKind, Month, UnitId, UnitType
from domain.record import Record
from domain.regularity_names import CalendarId
from projections.columns import added_up
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.measured import Figure, Measured
from projections.meeting_calendar import HELD, meetings
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View


class CalendarState(StrEnum):
    """How far a month's calendar has come."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"


class MonthCalendar(NamedTuple):
    """A unit's calendar of a month; the reason of a return stands at `decided_at`."""

    calendar: CalendarId
    unit: UnitId
    month: Month
    state: CalendarState
    entries: int
    proposed_on: date
    decided_on: date | None
    decided_at: int | None
    proposed_at: int


class Entry(NamedTuple):
    """A meeting that the calendar sets."""

    calendar: CalendarId
    n: int
    unit: UnitId
    kind: MeetingKind
    on: date


calendars = Temporal("month_calendars", MonthCalendar, now=("unit month", "month state"))
entries = Temporal("calendar_entries", Entry, key=2, now=("calendar n", "on unit"))
view = View("month_calendars", calendars, entries).following(told.CalendarFact)


@view.on(told.MonthCalendarProposed)
def proposed(sheet: Sheet, record: Record[told.MonthCalendarProposed]) -> None:
    """Proposed anew, it takes the place of what was returned."""
    fact, name = record.fact, CalendarId(record.stream)
    for old in sheet.rows(entries, "calendar", name):
        sheet.end(entries, name, old.n)
    row = MonthCalendar(
        name, fact.unit, fact.month, CalendarState.PROPOSED, len(fact.entries), day_of(record), None, None,
        record.position,
    )  # fmt: skip
    sheet.put(calendars, row)
    for n, one in enumerate(fact.entries, start=1):
        sheet.put(entries, Entry(name, n, fact.unit, one.kind, one.on))


@view.on(told.MonthCalendarApproved, told.MonthCalendarReturned)
def decided(sheet: Sheet, record: Record[told.MonthCalendarApproved | told.MonthCalendarReturned]) -> None:
    if row := sheet.row(calendars, record.stream):
        approved = isinstance(record.fact, told.MonthCalendarApproved)
        state = CalendarState.APPROVED if approved else CalendarState.RETURNED
        sheet.put(calendars, row._replace(state=state, decided_on=day_of(record), decided_at=record.position))


# Questions

c, e, m = calendars.c, entries.c, meetings.c
SORTS = Order(MonthCalendar, {"month": c.month, "unit": units.c.sort, "state": c.state}, c.proposed_at, "-month")


def _kept() -> ColumnElement[bool]:
    """A meeting of that kind was held on that day."""
    same = (m.unit == e.unit) & m.body.is_(None) & (m.kind == e.kind) & (m.on == e.on)
    return select(m.meeting).where(meetings.at(), same, HELD).exists()


class Sought(NamedTuple):
    """Which calendars a list shows; what is None does not narrow it."""

    state: CalendarState | None = None
    unit: UUID | None = None
    month: Month | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("state", "unit", "month"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value


class Kept(NamedTuple):
    """A meeting of the calendar, and whether it was held as set."""

    kind: MeetingKind
    on: date
    kept: bool


def calendars_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[MonthCalendar]:
    query = calendars.select(at).join_from(calendars.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def calendar_by_id(db: Connection, calendar: UUID, at: int | None = None) -> MonthCalendar | None:
    return next(iter(calendars.read(db, calendars.select(at).where(c.calendar == calendar))), None)


def entries_of(db: Connection, calendar: UUID, at: int | None = None) -> list[Kept]:
    query = select(e.kind, e.on, _kept()).where(entries.at(at), e.calendar == calendar).order_by(e.n)
    return [Kept(kind, on, bool(kept)) for kind, on, kept in db.execute(query)]


def kept(db: Connection, asked: Measured) -> dict[UnitType | None, Figure]:
    """Of the meetings that approved calendars set in the span, those held as set."""
    query = (
        select(units.c.type, added_up(case((_kept(), 1), else_=0)), func.count())
        .join_from(entries.table, calendars.table, (c.calendar == e.calendar) & calendars.at(asked.at))
        .join(units.table, seen(e.unit, asked.scope))
        .where(entries.at(asked.at), c.state == CalendarState.APPROVED, e.on >= asked.first, e.on <= asked.last)
        .group_by(units.c.type)
    )
    return {of: Figure(part, whole) for of, part, whole in db.execute(query)}
