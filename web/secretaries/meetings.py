"""The calendar of meetings, and one meeting with what is next for it."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import g, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from domain.calendar import first_day, last_day, month_of, months_on
from domain.events.meeting import ResolutionPassed
from domain.events.meeting import ResolutionTask as TaskGiven
from domain.names import BodyKind, ItemTag, MeetingKind, MeetingMode, Month, PersonId, UnitKind
from domain.record import Record
from domain.sealed import sealed_in
from projections.listing import Part
from projections.meeting_calendar import Meeting, MeetingState, Sought, meetings_in
from projections.meeting_story import MeetingStory, story_of_meeting
from projections.office_holders import offices_of
from projections.resolution_tasks import ComingUp, ResolutionTask, coming_up
from projections.self_checks import Orientation, orientations_for
from projections.unit_tree import Sought as SoughtUnits
from projections.unit_tree import Unit, units_by_id, units_in
from web import policy
from web.acts import Act, Place, may
from web.house import house
from web.opened import names, texts
from web.policy import caller
from web.secretaries.checklist import checklist
from web.secretaries.routes import rooms

HELD = (MeetingState.HELD, MeetingState.MINUTED, MeetingState.RESOLVED, MeetingState.CLASSED)


class Opened(NamedTuple):
    """A meeting's page: the meeting, its unit, its facts by name, the people of the unit, the words, and what earlier
    resolutions left to do: it comes up before the minutes are adopted, and is carried forward where it is not done."""

    meeting: Meeting
    unit: Unit
    facts: dict[str, Record[Any]]
    history: tuple[Record[Any], ...]
    people: dict[PersonId, str]
    words: dict[UUID, str]
    before: list[tuple[ResolutionTask, TaskGiven]]

    @property
    def members(self) -> list[tuple[PersonId, str]]:
        return list(self.people.items())


@rooms.get("/meetings")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def meetings() -> str:
    month = _month(request.args.get("month"))
    sought = Sought(from_=first_day(month), until=last_day(month), unit=_identifier(request.args.get("unit")))
    with house().reading() as db:
        listed = meetings_in(db, policy.reach(Act.READ_MEETING), sought, Part("on", request.args.get("cursor"), 50))
        units = units_by_id(db, {one.unit for one in listed.items})
    around = (months_on(month, -1), months_on(month, 1))
    return render_template("secretaries/meetings.html", month=month, around=around, listed=listed, units=units)


@rooms.get("/minutes")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def minutes() -> str:
    """Meetings that were held, newest first; those without minutes stand out."""
    with house().reading() as db:
        sought = Sought(states=HELD)
        listed = meetings_in(db, policy.reach(Act.HOLD_MEETING), sought, Part("-on", request.args.get("cursor"), 20))
        units = units_by_id(db, {one.unit for one in listed.items})
    return render_template("secretaries/minutes.html", listed=listed, units=units)


@rooms.get("/meetings/new")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
def new_meeting() -> str:
    today = house().now().date()
    with house().reading() as db:
        reach = policy.reach(Act.HOLD_MEETING)
        listed = units_in(db, reach, SoughtUnits(), Part("name", None, 200))
    standing = [unit for unit in listed.items if unit.ended is None]
    cells = [unit for unit in standing if unit.kind is UnitKind.CELL]
    lists = {"kinds": list(MeetingKind), "modes": list(MeetingMode), "bodies": list(BodyKind)}
    day = _usual_day(cells[0], today) if cells else today
    return render_template("secretaries/schedule.html", cells=cells, units=standing, day=day, **lists)


def story_here(meeting: UUID) -> MeetingStory | None:
    """Asked by the gate and by the page; read once a request."""
    kept: dict[UUID, MeetingStory | None] = g.setdefault("meeting_stories", {})
    if meeting not in kept:
        with house().reading() as db:
            kept[meeting] = story_of_meeting(db, meeting)
    return kept[meeting]


def place_of(meeting: UUID, **_: object) -> Place | None:
    story = story_here(meeting)
    return Place(story.unit.path) if story else None


@rooms.get("/meetings/<uuid:meeting>")
@policy.needs(Act.READ_MEETING, of=place_of)
def meeting(meeting: UUID) -> str | AnyResponse:
    story = story_here(meeting)
    assert story is not None  # the gate found it
    page = _opened(story)
    place = Place(page.unit.path)
    acts = {act for act in (Act.HOLD_MEETING, Act.CLASS_MEETING) if may(caller().held, act, place)}
    return render_template(
        "secretaries/meeting.html",
        page=page,
        m=page.meeting,
        acts=acts,
        tags=list(ItemTag),
        before=page.before,
        oriented=oriented(page.meeting, page.unit),
        checked=checklist(page.meeting) if page.meeting.duration is not None else [],
        said=page.words,
        now=house().now().strftime("%Y-%m-%dT%H:%M"),
    )


def _opened(story: MeetingStory) -> Opened:
    """The meeting with all that its page shows."""
    found = story.meeting
    with house().reading() as db:
        holders = [one.person for one in offices_of(db, found.unit)]
        here = ComingUp(found.meeting, found.unit, found.body, found.on)
        left = coming_up(db, here) if _is_unresolved(found) else []
    histories = house().journal.histories([found.meeting, *{task.meeting for task in left}])
    history = histories[found.meeting]
    facts = {type(record.fact).__name__: record for record in history}
    before = [(task, given) for task in left if (given := _given(histories.get(task.meeting, ()), task))]
    people = names({*holders, *(record.by for record in history), caller().person})
    words = texts((*_sealed(history), *(given.what for _, given in before)))
    return Opened(found, story.unit, facts, history, people, words, before)


def oriented(meeting: Meeting, unit: Unit) -> list[tuple[Orientation, list[tuple[int, str]]]] | None:
    """The orientations that a thematic meeting may take its theme from, with their themes; after its resolution, if
    it was held already."""
    if meeting.kind is MeetingKind.REGULAR or _is_unresolved(meeting):
        return None
    with house().reading() as db:
        listed = orientations_for(db, unit.path, meeting.on.year)
    return [(one, list(enumerate(one.titles, start=1))) for one in listed]


def _is_unresolved(meeting: Meeting) -> bool:
    """Held, and its resolution not recorded yet: then earlier tasks come up."""
    return meeting.duration is not None and meeting.resolution is None


def _sealed(history: tuple[Record[Any], ...]) -> list[Any]:
    return [sealed for record in history for sealed in sealed_in(record.fact)]


def _given(history: tuple[Record[Any], ...], task: ResolutionTask) -> TaskGiven | None:
    """The task in the resolution that gave it."""
    passed = next((record.fact for record in history if record.position == task.given_at), None)
    return passed.tasks[task.n - 1] if isinstance(passed, ResolutionPassed) else None


def _usual_day(cell: Unit, today: date) -> date:
    """The cell's set day, this month or the next."""
    month = month_of(today)
    days = [first_day(month), first_day(months_on(month, 1) or month)]
    usual = [day.replace(day=min(cell.set_day or 5, 28)) for day in days]
    return next((day for day in usual if day >= today), usual[-1])


def _month(asked: str | None) -> Month:
    try:
        return month_of(date.fromisoformat(f"{asked}-01"))
    except ValueError:
        return month_of(house().now().date())


def _identifier(asked: str | None) -> UUID | None:
    try:
        return UUID(asked or "")
    except ValueError:
        return None
