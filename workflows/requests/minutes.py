"""What follows a meeting: minutes, resolution, results posted, self-score, class."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.events.meeting import (
    MeetingClassed,
    MeetingSelfScored,
    MinutesFiled,
    ResolutionPassed,
    ResolutionTask,
    ResultsPosted,
    TaskReview,
)
from domain.meeting import Meeting
from domain.names import (
    Grade,
    PersonId,
)
from domain.record import Hand
from workflows.desk import Desk, Thing, request
from workflows.requests.concerned import chairing
from workflows.requests.meetings import RecordPosting
from workflows.requests.shapes import Code, Count, Line, Points, Text


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
    """`done`: false where the task goes on; it is carried forward."""

    task: Line
    result: Text
    done: bool = True


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
    not_applicable: tuple[Code, ...] = ()


@dataclass(frozen=True)
class DecideClass:
    class_: Grade
    points: Points
    reason: Text | None = None


@request
def file_minutes(desk: Desk, hand: Hand, thing: Thing, asked: FileMinutes) -> tuple[Any, ...]:
    meeting, opened = desk.open(Meeting(), thing)
    sections = tuple(desk.seal(hand, f"section-{n}", text, chairing(meeting)) for n, text in enumerate(asked.sections))
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
        TaskReview(review.task, desk.seal(hand, f"review-{n}", review.result, chairing(meeting)), review.done)
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
    return (opened.writes(meeting.score_itself(MeetingSelfScored(asked.points, asked.votes, asked.not_applicable))),)


@request
def decide_class(desk: Desk, hand: Hand, thing: Thing, asked: DecideClass) -> tuple[Any, ...]:
    """The superior committee decides the class."""
    meeting, opened = desk.open(Meeting(), thing)
    reason = desk.seal(hand, "reason", asked.reason) if asked.reason else None
    return (opened.writes(meeting.decide_class(hand, MeetingClassed(asked.class_, asked.points, reason))),)
