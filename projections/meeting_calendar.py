"""Every meeting (sinh hoạt chi bộ, họp cấp ủy): when, where, how it went, and what is recorded of it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection

from domain.calendar import local_day, month_of
from domain.events import meeting as told
from domain.names import BodyKind, Grade, ItemTag, MeetingId, MeetingKind, MeetingMode, Month, UnitId
from domain.record import Record
from projections.days import is_late
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View

MINUTE = timedelta(minutes=1)


class MeetingState(StrEnum):
    """How far a meeting has come."""

    SCHEDULED = "scheduled"
    HELD = "held"
    MINUTED = "minuted"
    RESOLVED = "resolved"
    CLASSED = "classed"
    CANCELLED = "cancelled"


FURTHER = {state: n for n, state in enumerate(MeetingState)}


class Meeting(NamedTuple):
    """A meeting. `late`: something of it was entered days after it happened; `version` is its stream's."""

    meeting: MeetingId
    unit: UnitId
    body: BodyKind | None
    kind: MeetingKind
    mode: MeetingMode
    month: Month
    on: date
    starts_at: datetime
    place: str
    theme: str | None
    makes_up: MeetingId | None
    scheduled_at: int
    version: int
    state: MeetingState = MeetingState.SCHEDULED
    committee_met: bool = False
    notice_sent: bool = False
    papers_posted: bool = False
    results_posted: bool = False
    late: bool = False
    rescheduled: int = 0
    questions: int | None = None
    duration: int | None = None
    obliged: int | None = None
    present: int | None = None
    excused: int | None = None
    unexcused: int | None = None
    speakers: int | None = None
    new_speakers: int | None = None
    agenda_minutes: int | None = None
    core_minutes: int | None = None
    study_minutes: int | None = None
    criticism_minutes: int | None = None
    filed_on: date | None = None
    resolution: str | None = None
    self_points: float | None = None
    points: float | None = None
    grade: Grade | None = None


meetings = Temporal("meetings", Meeting, now=("unit month", "on unit")).then("on meeting")
view = View("meeting_calendar", meetings, weight=4).following(told.MeetingFact)


@view.on(told.MeetingScheduled)
def scheduled(sheet: Sheet, record: Record[told.MeetingScheduled]) -> None:
    fact = record.fact
    row = Meeting(
        MeetingId(record.stream),
        fact.unit,
        fact.body.kind if fact.body else None,
        fact.kind,
        fact.mode,
        month_of(fact.on),
        fact.on,
        fact.starts_at,
        fact.place,
        fact.theme,
        fact.makes_up,
        record.position,
        record.version,
    )
    sheet.put(meetings, row)


@view.on(*(view.follows - {told.MeetingScheduled, told.ThemeMatched, told.ThemeJudged}))
def went_on(sheet: Sheet, record: Record[told.MeetingFact]) -> None:
    if row := sheet.row(meetings, record.stream):
        happened, changed = _told(row, record.fact)
        late = row.late or is_late(record, happened)
        sheet.put(meetings, row._replace(late=late, version=record.version, **changed))


@view.on(told.ThemeMatched, told.ThemeJudged)
def themed(sheet: Sheet, record: Record[told.ThemeMatched | told.ThemeJudged]) -> None:
    """Of its theme the calendar shows nothing more; the meeting has another version."""
    if row := sheet.row(meetings, record.stream):
        sheet.put(meetings, row._replace(version=record.version))


def _told(row: Meeting, fact: told.MeetingFact) -> tuple[datetime | None, dict[str, Any]]:
    """When it happened, if the fact says so, and what is shown otherwise since."""
    match fact:
        case told.MeetingRescheduled(on=on, starts_at=starts_at):
            moved = {"on": on, "month": month_of(on), "starts_at": starts_at, "rescheduled": row.rescheduled + 1}
            return None, moved
        case told.CommitteeMetBeforehand(held_at=held_at):
            return held_at, {"committee_met": True}
        case told.NoticeSent(sent_at=sent_at):
            return sent_at, {"notice_sent": True}
        case told.PapersPosted(posted_at=posted_at):
            return posted_at, {"papers_posted": True}
        case told.QuestionsSent(sent_at=sent_at, questions=questions):
            return sent_at, {"questions": (row.questions or 0) + questions}
        case told.MeetingHeld():
            return fact.ended_at, _held(row, fact)
        case told.MinutesFiled(filed_at=filed_at):
            return filed_at, {"filed_on": local_day(filed_at), "state": _further(row, MeetingState.MINUTED)}
        case told.ResolutionPassed(number=number):
            return None, {"resolution": number, "state": _further(row, MeetingState.RESOLVED)}
        case told.ResultsPosted(posted_at=posted_at):
            return posted_at, {"results_posted": True}
        case told.MeetingSelfScored(points=points):
            return None, {"self_points": sum(points.values())}
        case told.MeetingClassed(grade=grade, points=points):
            return None, {"grade": grade, "points": points, "state": _further(row, MeetingState.CLASSED)}
        case _:
            return None, {"state": MeetingState.CANCELLED}


def _held(row: Meeting, fact: told.MeetingHeld) -> dict[str, Any]:
    day = local_day(fact.started_at)
    return {
        "on": day,
        "month": month_of(day),
        "duration": (fact.ended_at - fact.started_at) // MINUTE,
        "obliged": fact.obliged,
        "present": fact.present,
        "excused": fact.excused,
        "unexcused": fact.unexcused,
        "speakers": fact.speakers,
        "new_speakers": fact.new_speakers,
        "agenda_minutes": sum(item.minutes for item in fact.items),
        "core_minutes": _spent_on(fact, ItemTag.CORE_TASK),
        "study_minutes": _spent_on(fact, ItemTag.HO_CHI_MINH_STUDY),
        "criticism_minutes": _spent_on(fact, ItemTag.CRITICISM),
        "state": _further(row, MeetingState.HELD),
    }


def _spent_on(fact: told.MeetingHeld, tag: ItemTag) -> int:
    return sum(item.minutes for item in fact.items if item.tag is tag)


def _further(row: Meeting, state: MeetingState) -> MeetingState:
    """A meeting that has come further stays there, whatever is entered afterwards."""
    return max(row.state, state, key=FURTHER.__getitem__)


# Questions

c = meetings.c
HELD = c.state.in_([MeetingState.HELD, MeetingState.MINUTED, MeetingState.RESOLVED, MeetingState.CLASSED])
SORTS = Order(Meeting, {"on": c.on, "unit": units.c.sort, "state": c.state, "month": c.month}, c.scheduled_at, "on")


class Sought(NamedTuple):
    """Which meetings a list shows; what is None or empty does not narrow it. `of_cells` leaves committees' out."""

    states: Collection[MeetingState] = ()
    kind: MeetingKind | None = None
    unit: UUID | None = None
    month: Month | None = None
    from_: date | None = None
    until: date | None = None
    of_cells: bool | None = None
    late: bool | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.states:
            yield c.state.in_(self.states)
        for name in ("kind", "unit", "month", "late"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value
        if self.from_ is not None:
            yield c.on >= self.from_
        if self.until is not None:
            yield c.on <= self.until
        if self.of_cells is not None:
            yield c.body.is_(None) if self.of_cells else c.body.is_not(None)


def meetings_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Meeting]:
    """The calendar, as far as a scope reaches: filtered, sorted, from a cursor on."""
    query = meetings.select(at).join_from(meetings.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def meeting_by_id(db: Connection, meeting: UUID, at: int | None = None) -> Meeting | None:
    return next(iter(meetings.read(db, meetings.select(at).where(c.meeting == meeting))), None)
