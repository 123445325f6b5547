"""Solution 4: month calendars, and the tasks that resolutions gave."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from domain.events import regularity as told
from domain.names import Month, UnitId
from projections import month_calendars, resolution_tasks
from projections.month_calendars import CalendarState
from projections.resolution_tasks import ResolutionTaskState
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_calendar, path_of
from workflows.journal.journal import Receipt
from workflows.requests import regularity as asks

rooms = room("regularity", "Solution 4: calendars, themes, new forms, self-inspection, results of resolutions.")
UNDER = "/api/v1/solutions/4"


@dataclass(frozen=True, kw_only=True)
class OfUnits(Paged):
    """Of which units."""

    unit: UnitId | None = None
    under: UnitId | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarsSought(OfUnits):
    """Which calendars."""

    state: CalendarState | None = None
    month: Month | None = None


@dataclass(frozen=True, kw_only=True)
class ResolutionTasksSought(OfUnits):
    """Which tasks of resolutions; `open`: not done yet."""

    state: ResolutionTaskState | None = None
    open: bool | None = None


# Month calendars

ENTRY = shape_of(month_calendars.Kept, "CalendarMeeting")
CALENDAR = kind_of(
    "MonthCalendar",
    month_calendars.MonthCalendar,
    Named(frozenset({"proposed_at", "decided_at"}), {"entries": "meetings"}),
    (("entries", tuple[ENTRY, ...]),),  # type: ignore[valid-type]  # made while running
    returned=Told(told.MonthCalendarReturned),
)
CALENDARS = list_of(CALENDAR.line, "MonthCalendarList")


@rooms.get("/solutions/4/calendars")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(CALENDARS, seeks=CalendarsSought)
def list_calendars(asked: CalendarsSought) -> Answer:
    """Month calendars, as far as the caller sees."""
    which = month_calendars.Sought(asked.state, asked.unit, asked.month)
    with house().reading() as db, asked_well():
        listed = month_calendars.calendars_in(db, scope(db, Act.READ_MEETING, asked.under), which, asked.part)
        return shown(db, CALENDAR, CALENDARS, listed)


@rooms.post("/solutions/4/calendars")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(CALENDAR.whole, takes=asks.ProposeCalendar, status=201)
def post_calendar(asked: asks.ProposeCalendar) -> Answer:
    """Propose a unit's meetings of a month, or propose them anew."""
    require(Act.HOLD_MEETING, asked.unit)
    receipt = record(asks.propose_calendar, asked)
    calendar = next(iter(receipt.versions))
    return show_calendar(calendar, receipt)._replace(location=f"{UNDER}/calendars/{calendar}")


@rooms.get("/solutions/4/calendars/<uuid:calendar>")
@policy.needs(Act.READ_MEETING, of=of_calendar)
@gives(CALENDAR.whole)
def get_calendar(calendar: UUID) -> Answer:
    """A month's calendar, and which of its meetings were held as set."""
    return show_calendar(calendar)


def show_calendar(calendar: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = month_calendars.calendar_by_id(db, calendar) or abort(404)
        entries = month_calendars.entries_of(db, calendar)
        history = house().journal.history(calendar)
        showing = Showing(db, [row, *history])
    lines = tuple(showing.show(one, ENTRY) for one in entries)
    return Answer(CALENDAR.tell(showing, row, history, entries=lines), len(history), position(receipt))


Steps(rooms, "/solutions/4/calendars/<uuid:calendar>", of_calendar, CALENDAR.whole, show_calendar).open(
    approve=Step(asks.approve_calendar, Act.CLASS_MEETING),
    return_=Step(asks.return_calendar, Act.CLASS_MEETING),
)

# Tasks of resolutions

TASK = shape_of(resolution_tasks.ResolutionTask, "ResolutionTaskGiven", Named(frozenset({"given_at", "waits"})))
TASKS = list_of(TASK, "ResolutionTaskGivenList")


@rooms.get("/solutions/4/resolution-tasks")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(TASKS, seeks=ResolutionTasksSought)
def list_resolution_tasks(asked: ResolutionTasksSought) -> Answer:
    """The tasks that resolutions gave: what is done, what is carried forward."""
    which = resolution_tasks.Sought(asked.state, asked.unit, asked.open)
    with house().reading() as db, asked_well():
        reach = scope(db, Act.READ_MEETING, asked.under)
        listed = resolution_tasks.resolution_tasks_in(db, reach, which, asked.part)
        showing = Showing(db, listed.items)
    return Answer(
        TASKS(items=tuple(showing.show(row, TASK) for row in listed.items), next=listed.next, total=listed.total)
    )


def require(act: Act, unit: UUID) -> None:
    """Go on only where the caller may do this in the unit."""
    with house().reading() as db:
        policy.require(act, path_of(db, unit))


def position(receipt: Receipt | None) -> int | None:
    """The last position that was recorded, where anything was."""
    return done(receipt) if receipt else None
