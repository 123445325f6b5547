"""The life of a meeting, of a cell or of a committee, from its notice to its class."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import abort

from domain.events import meeting as told
from domain.names import MeetingKind, Month, UnitId
from projections import meeting_calendar
from projections.meeting_calendar import MeetingState
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room, unit_of
from web.api.shown import Named, Showing
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_meeting, path_of
from workflows.journal.journal import Receipt
from workflows.requests import meetings as asks
from workflows.requests import minutes as after
from workflows.requests import regularity as themes

rooms = room("meetings", "Meetings of cells and committees.")

MEETING = kind_of(
    "Meeting",
    meeting_calendar.Meeting,
    Named(frozenset({"scheduled_at", "version", "body"}), more=(("cell", str | None), ("body", str | None))),
    scheduled=Told(told.MeetingScheduled),
    reschedulings=Told(told.MeetingRescheduled, all=True),
    pre_meetings=Told(told.CommitteeMetBeforehand, all=True),
    notices=Told(told.NoticeSent, all=True),
    papers=Told(told.PapersPosted, all=True),
    asked_beforehand=Told(told.QuestionsSent, all=True),
    held=Told(told.MeetingHeld),
    minutes=Told(told.MinutesFiled),
    passed=Told(told.ResolutionPassed),
    posted=Told(told.ResultsPosted),
    self_score=Told(told.MeetingSelfScored),
    classed=Told(told.MeetingClassed),
    cancelled=Told(told.MeetingCancelled),
    theme_matched=Told(told.ThemeMatched),
    theme_judged=Told(told.ThemeJudged),
)
MEETINGS = list_of(MEETING.line, "MeetingList")


@dataclass(frozen=True, kw_only=True)
class MeetingsSought(Paged):
    """Which meetings; `cells` leaves the committees' own out (true) or shows them alone (false)."""

    state: tuple[MeetingState, ...] = ()
    kind: MeetingKind | None = None
    unit: UnitId | None = None
    under: UnitId | None = None
    month: Month | None = None
    from_: date | None = None
    to: date | None = None
    cells: bool | None = None
    late: bool | None = None


@rooms.get("/meetings")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(MEETINGS, seeks=MeetingsSought)
def list_meetings(asked: MeetingsSought) -> Answer:
    """The calendar, as far as the caller sees."""
    which = meeting_calendar.Sought(
        asked.state, asked.kind, asked.unit, asked.month, asked.from_, asked.to, asked.cells, asked.late
    )
    with house().reading() as db, asked_well():
        listed = meeting_calendar.meetings_in(db, scope(db, Act.READ_MEETING, asked.under), which, asked.part)
        return shown(db, MEETING, MEETINGS, listed, _whose)


@rooms.post("/meetings")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(MEETING.whole, takes=asks.ScheduleMeeting, status=201)
def post_meeting(asked: asks.ScheduleMeeting) -> Answer:
    """Schedule a meeting of a cell, or of a body in place of a cell."""
    with house().reading() as db:
        policy.require(Act.HOLD_MEETING, path_of(db, unit_of(asked.body, asked.cell)))
    receipt = record(asks.schedule_meeting, asked)
    meeting = next(iter(receipt.versions))
    return show_meeting(meeting, receipt)._replace(location=f"/api/v1/meetings/{meeting}")


@rooms.get("/meetings/<uuid:meeting>")
@policy.needs(Act.READ_MEETING, of=of_meeting)
@gives(MEETING.whole)
def get_meeting(meeting: UUID) -> Answer:
    """A meeting, and everything recorded of it."""
    return show_meeting(meeting)


def show_meeting(meeting: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = meeting_calendar.meeting_by_id(db, meeting) or abort(404)
        history = house().journal.history(meeting)
        showing = Showing(db, [row, *history])
    told = MEETING.tell(showing, row, history, **_whose(showing, row))
    return Answer(told, len(history), done(receipt) if receipt else None)


def _whose(showing: Showing, row: meeting_calendar.Meeting) -> dict[str, Any]:
    """The cell, or the body, whose meeting it is."""
    code = showing.code(row.unit)
    return {"cell": None if row.body else code, "body": f"{code}/{row.body}" if row.body else None}


Steps(rooms, "/meetings/<uuid:meeting>", of_meeting, MEETING.whole, show_meeting).open(
    reschedule=Step(asks.reschedule_meeting, Act.HOLD_MEETING),
    pre_meeting=Step(asks.record_pre_meeting, Act.HOLD_MEETING),
    notice=Step(asks.record_notice, Act.HOLD_MEETING),
    papers=Step(asks.record_papers, Act.HOLD_MEETING),
    questions=Step(asks.record_questions, Act.HOLD_MEETING),
    hold=Step(asks.hold_meeting, Act.HOLD_MEETING),
    minutes=Step(after.file_minutes, Act.HOLD_MEETING),
    resolution=Step(after.pass_resolution, Act.HOLD_MEETING),
    results_posted=Step(after.post_results, Act.HOLD_MEETING),
    self_score=Step(after.score_oneself, Act.HOLD_MEETING),
    class_=Step(after.decide_class, Act.CLASS_MEETING),
    cancel=Step(asks.cancel_meeting, Act.HOLD_MEETING),
    theme=Step(themes.match_theme, Act.HOLD_MEETING),
    theme__judge=Step(themes.judge_theme, Act.CLASS_MEETING),
)
