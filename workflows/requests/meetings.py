"""A meeting until it is held: scheduled, moved, prepared, held, cancelled."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID, uuid5

from domain.events.meeting import (
    AgendaItem,
    CommitteeMetBeforehand,
    MeetingCancelled,
    MeetingHeld,
    MeetingRescheduled,
    MeetingScheduled,
    NoticeSent,
    PapersPosted,
    QuestionsSent,
    RollEntry,
)
from domain.meeting import Meeting
from domain.names import (
    AbsenceReason,
    Body,
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
from workflows.requests.shapes import Because, Count, Line, Minutes, Text, Within


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
class RecordQuestions:
    """So many questions to discuss, sent to the members before the meeting."""

    sent_at: datetime
    questions: Annotated[int, Within(1, 100)]


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
def record_questions(desk: Desk, hand: Hand, thing: Thing, asked: RecordQuestions) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    fact = QuestionsSent(asked.sent_at, asked.questions)
    return (opened.writes(meeting.prepare(fact, asked.sent_at, hand.at), on=asked.sent_at),)


@request
def hold_meeting(desk: Desk, hand: Hand, thing: Thing, asked: HoldMeeting) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    items = tuple(AgendaItem(item.tag, item.minutes) for item in asked.items)
    roll = tuple(RollEntry(line.member, line.status, line.reason) for line in asked.roll)
    held = MeetingHeld(**(vars(asked) | {"items": items, "roll": roll}))
    return (opened.writes(meeting.hold(held, hand.at), on=asked.ended_at),)


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
