"""Solution 4 as units live it: the month's calendar proposed, decided and kept; what resolutions left to do."""

from uuid import UUID

from flask import g, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from domain.calendar import month_of, months_on
from domain.events.regularity import MonthCalendarReturned
from domain.names import MeetingKind
from domain.sealed import sealed_in
from projections import month_calendars, resolution_tasks, unit_tree
from projections.listing import Part
from projections.month_calendars import CalendarState, MonthCalendar
from projections.resolution_tasks import ResolutionTaskState
from projections.unit_tree import Unit
from web import places, policy
from web.acts import Act, Place
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.languages import gettext
from web.opened import names, texts
from web.secretaries.hours import without_idle_lines
from web.solutions.room import rooms
from workflows.requests import regularity as asks
from workflows.requests.shapes import Because

SHOWN = 30
LINES = 3


@rooms.get("/solutions/4/calendars")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def calendars() -> str:
    state = request.args.get("state")
    sought = month_calendars.Sought(CalendarState(state) if state in set(CalendarState) else None)
    part = Part(None, request.args.get("cursor"), SHOWN)
    with house().reading() as db:
        listed = month_calendars.calendars_in(db, policy.reach(Act.READ_MEETING), sought, part)
        units = unit_tree.units_by_id(db, {one.unit for one in listed.items})
    return render_template("solutions/calendars.html", listed=listed, units=units, states=list(CalendarState))


@rooms.get("/solutions/4/calendars/new")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def new_calendar() -> str:
    month = months_on(month_of(house().now().date()), 1)
    return render_template(
        "solutions/new_calendar.html", units=own_units(), month=month, kinds=list(MeetingKind), lines=LINES
    )


def own_units() -> list[Unit]:
    """The units for which the caller may act."""
    with house().reading() as db:
        reach = policy.reach(Act.HOLD_MEETING)
        return unit_tree.units_in(db, reach, unit_tree.Sought(), Part("name", None, 200)).items


def calendar_here(calendar: UUID) -> tuple[MonthCalendar, Unit] | None:
    """A calendar and its unit; asked by the gate and by the page, read once a request."""
    kept: dict[UUID, tuple[MonthCalendar, Unit] | None] = g.setdefault("calendars", {})
    if calendar not in kept:
        with house().reading() as db:
            found = month_calendars.calendar_by_id(db, calendar)
            kept[calendar] = (found, unit_tree.units_by_id(db, [found.unit])[found.unit]) if found else None
    return kept[calendar]


def place_of_calendar(calendar: UUID, **_: object) -> Place | None:
    here = calendar_here(calendar)
    return Place(here[1].path) if here else None


@rooms.get("/solutions/4/calendars/<uuid:calendar>")
@policy.needs(Act.READ_MEETING, of=place_of_calendar)
def calendar(calendar: UUID) -> str:
    here = calendar_here(calendar)
    assert here is not None  # the gate found it
    history = house().journal.history(calendar)
    with house().reading() as db:
        entries = month_calendars.entries_of(db, calendar)
    returned = [line.fact for line in history if isinstance(line.fact, MonthCalendarReturned)]
    known = {"words": texts(text for fact in returned for text in sealed_in(fact)), "version": len(history)}
    place = Place(here[1].path)
    today = house().now().date()
    return render_template(
        "solutions/calendar.html", c=here[0], unit=here[1], entries=entries, returned=returned, place=place,
        today=today, **known,
    )  # fmt: skip


@rooms.post("/solutions/4/calendars")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def send_calendar() -> AnyResponse:
    asked = from_form(asks.ProposeCalendar, _whole_lines(request.form))
    require(Act.HOLD_MEETING, asked.unit)
    proposed = next(iter(record(asks.propose_calendar, asked).versions))
    return recorded(url_for("solutions.calendar", calendar=proposed), gettext("Đã gửi lịch tháng."))


@rooms.post("/solutions/4/calendars/<uuid:calendar>/approve")
@policy.needs(Act.CLASS_MEETING, of=places.of_calendar)
def approve_calendar(calendar: UUID) -> AnyResponse:
    record(asks.approve_calendar, thing(calendar))
    return recorded(url_for("solutions.calendar", calendar=calendar), gettext("Đã duyệt lịch tháng."))


@rooms.post("/solutions/4/calendars/<uuid:calendar>/return")
@policy.needs(Act.CLASS_MEETING, of=places.of_calendar)
def return_calendar(calendar: UUID) -> AnyResponse:
    record(asks.return_calendar, thing(calendar), from_form(Because))
    return recorded(url_for("solutions.calendar", calendar=calendar), gettext("Đã trả lại lịch tháng."))


@rooms.get("/solutions/4/resolution-tasks")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def resolutions_left() -> str:
    """Tasks of resolutions; those that were left unfinished stand out. What each is, its meeting's page says."""
    state = request.args.get("state")
    sought = resolution_tasks.Sought(ResolutionTaskState(state) if state in set(ResolutionTaskState) else None)
    part = Part(None, request.args.get("cursor"), SHOWN)
    with house().reading() as db:
        listed = resolution_tasks.resolution_tasks_in(db, policy.reach(Act.READ_MEETING), sought, part)
        units = unit_tree.units_by_id(db, {one.unit for one in listed.items})
    people = names(one.owner for one in listed.items)
    today = house().now().date()
    known = {"units": units, "people": people, "today": today, "states": list(ResolutionTaskState)}
    return render_template("solutions/resolution_tasks.html", listed=listed, **known)


def require(act: Act, unit: UUID) -> None:
    """Go on only where the caller may do this in the unit."""
    with house().reading() as db:
        policy.require(act, places.path_of(db, unit))


def _whole_lines(form: MultiDict[str, str]) -> MultiDict[str, str]:
    return without_idle_lines(form, "entries", "on")
