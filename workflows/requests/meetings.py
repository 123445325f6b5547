"""The life of a meeting, from its notice to its class."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from domain.events.meeting import (
    AgendaItem,
    CommitteeMetBeforehand,
    MeetingCancelled,
    MeetingClassed,
    MeetingHeld,
    MeetingRescheduled,
    MeetingScheduled,
    MeetingSelfScored,
    MinutesFiled,
    NoticeSent,
    PapersPosted,
    ResolutionPassed,
    ResolutionTask,
    ResultsPosted,
    RollEntry,
    TaskReview,
)
from domain.meeting import Meeting
from domain.names import (
    AbsenceReason,
    Body,
    Grade,
    ItemTag,
    MeetingId,
    MeetingKind,
    MeetingMode,
    PersonId,
    RollStatus,
    UnitId,
)
from domain.record import Hand
from workflows.desk import Claim, Desk, Release, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Because, Code, Count, Line, Minutes, Points, Text


@dataclass(frozen=True)
class ScheduleMeeting:
    """A meeting of a cell, or of a body (`body` in place of `cell`)."""

    kind: MeetingKind
    on: date
    starts_at: datetime
    place: Line
    cell: UnitId | None = None
    body: Body | None = None
    mode: MeetingMode = MeetingMode.IN_PERSON
    theme: Line | None = None
    ground: Line | None = None
    makes_up: MeetingId | None = None


@dataclass(frozen=True)
class RescheduleMeeting:
    on: date
    reason: Text
    starts_at: datetime | None = None
    approved_by: PersonId | None = None


@dataclass(frozen=True)
class RecordPreMeeting:
    held_at: datetime
    minuted: bool


@dataclass(frozen=True)
class RecordNotice:
    """`members`: whether the members were told, or how many of them."""

    sent_at: datetime
    members: bool | int
    superior: bool


@dataclass(frozen=True)
class RecordPosting:
    posted_at: datetime


@dataclass(frozen=True)
class ItemHeld:
    tag: ItemTag
    minutes: Minutes


@dataclass(frozen=True)
class RollLine:
    member: PersonId
    status: RollStatus
    reason: AbsenceReason | None = None


@dataclass(frozen=True)
class HoldMeeting:
    started_at: datetime
    ended_at: datetime
    chair: PersonId
    obliged: Count
    present: Count
    excused: Count
    unexcused: Count
    speakers: Count
    new_speakers: Count | None = None
    items: tuple[ItemHeld, ...] = ()
    roll: tuple[RollLine, ...] = ()


@dataclass(frozen=True)
class FileMinutes:
    sections: tuple[Text, ...]
    read_back: bool
    adopted: bool
    signed: bool
    filed_at: datetime


@dataclass(frozen=True)
class TaskGiven:
    what: Text
    owner: PersonId
    due: date


@dataclass(frozen=True)
class TaskReviewed:
    task: Line
    result: Text


@dataclass(frozen=True)
class PassResolution:
    number: Line
    votes_for: Count
    votes_all: Count
    tasks: tuple[TaskGiven, ...]
    reviewed: tuple[TaskReviewed, ...] = ()


@dataclass(frozen=True)
class ScoreOneself:
    points: dict[Code, Points]
    votes: Count


@dataclass(frozen=True)
class DecideClass:
    class_: Grade
    points: Points
    reason: Text | None = None


def day_key(unit: UUID, body: Body | None, kind: MeetingKind, on: date) -> str:
    """One meeting of a kind a unit (or body) and day."""
    return f"meeting:{unit}:{body.kind if body else 'cell'}:{kind}:{on}"


@request
def schedule_meeting(desk: Desk, hand: Hand, asked: ScheduleMeeting) -> tuple[Any, ...]:
    unit = asked.body.unit if asked.body else asked.cell
    assert unit is not None  # the border asks for one of the two
    desk.unit(unit).must_be_there_on(asked.on)
    parts = {name: value for name, value in vars(asked).items() if name != "cell"}
    scheduled = Meeting().schedule(MeetingScheduled(unit=unit, **parts))
    meeting = uuid5(hand.command, "meeting")
    return Writing(meeting, 0, (scheduled,)), Claim(day_key(unit, asked.body, asked.kind, asked.on))


@request
def reschedule_meeting(desk: Desk, hand: Hand, thing: Thing, asked: RescheduleMeeting) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    starts_at = asked.starts_at or _same_hour(meeting, asked.on)
    reason = desk.seal(hand, "reason", asked.reason, hand.people)
    moved = meeting.reschedule(MeetingRescheduled(asked.on, starts_at, reason, asked.approved_by))
    if meeting.unit is not None:
        desk.unit(meeting.unit).must_be_there_on(asked.on)
    if meeting.on == asked.on:
        return (opened.writes(moved),)
    return opened.writes(moved), Claim(_key(meeting, asked.on)), Release(_key(meeting, meeting.on))


@request
def record_pre_meeting(desk: Desk, hand: Hand, thing: Thing, asked: RecordPreMeeting) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    fact = CommitteeMetBeforehand(asked.held_at, asked.minuted)
    return (opened.writes(meeting.prepare(fact, asked.held_at, hand.at), on=asked.held_at),)


@request
def record_notice(desk: Desk, hand: Hand, thing: Thing, asked: RecordNotice) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    told = None if isinstance(asked.members, bool) else asked.members
    fact = NoticeSent(asked.sent_at, bool(asked.members), asked.superior, told)
    return (opened.writes(meeting.prepare(fact, asked.sent_at, hand.at), on=asked.sent_at),)


@request
def record_papers(desk: Desk, hand: Hand, thing: Thing, asked: RecordPosting) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    fact = PapersPosted(asked.posted_at)
    return (opened.writes(meeting.prepare(fact, asked.posted_at, hand.at), on=asked.posted_at),)


@request
def hold_meeting(desk: Desk, hand: Hand, thing: Thing, asked: HoldMeeting) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    items = tuple(AgendaItem(item.tag, item.minutes) for item in asked.items)
    roll = tuple(RollEntry(line.member, line.status, line.reason) for line in asked.roll)
    held = MeetingHeld(**(vars(asked) | {"items": items, "roll": roll}))
    return (opened.writes(meeting.hold(held, hand.at), on=asked.ended_at),)


@request
def file_minutes(desk: Desk, hand: Hand, thing: Thing, asked: FileMinutes) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    sections = tuple(desk.seal(hand, f"section-{n}", text) for n, text in enumerate(asked.sections))
    filed = MinutesFiled(sections, asked.read_back, asked.adopted, asked.signed, asked.filed_at)
    return (opened.writes(meeting.file_minutes(filed, hand.at), on=asked.filed_at),)


@request
def pass_resolution(desk: Desk, hand: Hand, thing: Thing, asked: PassResolution) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    tasks = tuple(
        ResolutionTask(desk.seal(hand, f"task-{n}", task.what, frozenset({task.owner})), task.owner, task.due)
        for n, task in enumerate(asked.tasks)
    )
    reviewed = tuple(
        TaskReview(review.task, desk.seal(hand, f"review-{n}", review.result))
        for n, review in enumerate(asked.reviewed)
    )
    passed = ResolutionPassed(asked.number, asked.votes_for, asked.votes_all, tasks, reviewed)
    return (opened.writes(meeting.pass_resolution(passed), on=meeting.ended_at),)


@request
def post_results(desk: Desk, hand: Hand, thing: Thing, asked: RecordPosting) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    posted = meeting.post_results(ResultsPosted(asked.posted_at), hand.at)
    return (opened.writes(posted, on=asked.posted_at),)


@request
def score_oneself(desk: Desk, hand: Hand, thing: Thing, asked: ScoreOneself) -> tuple[Any, ...]:
    """The cell votes its own score."""
    meeting, opened = desk.open(Meeting(), thing)
    return (opened.writes(meeting.score_itself(MeetingSelfScored(asked.points, asked.votes))),)


@request
def decide_class(desk: Desk, hand: Hand, thing: Thing, asked: DecideClass) -> tuple[Any, ...]:
    """The superior committee decides the class."""
    meeting, opened = desk.open(Meeting(), thing)
    reason = desk.seal(hand, "reason", asked.reason) if asked.reason else None
    return (opened.writes(meeting.decide_class(hand, MeetingClassed(asked.class_, asked.points, reason))),)


@request
def cancel_meeting(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    cancelled = meeting.cancel(MeetingCancelled(desk.seal(hand, "reason", asked.reason, hand.people)))
    return opened.writes(cancelled), Release(_key(meeting, meeting.on))


def _key(meeting: Meeting, on: date | None) -> str:
    assert meeting.unit is not None
    assert on is not None  # a scheduled meeting has both
    return day_key(meeting.unit, meeting.body, meeting.kind, on)


def _same_hour(meeting: Meeting, on: date) -> datetime:
    assert meeting.starts_at is not None  # a scheduled meeting has its hour
    return datetime.combine(on, meeting.starts_at.timetz())
