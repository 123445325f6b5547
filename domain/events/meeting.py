"""The story of one meeting (sinh hoạt chi bộ, họp cấp ủy), from its notice to its class."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.events.fact import Fact
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
    Sealed,
    UnitId,
)
from domain.regularity_names import OrientationId


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A part of the meeting and the minutes it took."""

    tag: ItemTag
    minutes: int


@dataclass(frozen=True, slots=True)
class RollEntry:
    """One member at the roll call, by pseudonym."""

    member: PersonId
    status: RollStatus
    reason: AbsenceReason | None = None


@dataclass(frozen=True, slots=True)
class ResolutionTask:
    """A task the resolution gives: what, who answers for it, until when."""

    what: Sealed
    owner: PersonId
    due: date


@dataclass(frozen=True, slots=True)
class TaskReview:
    """What became of a task of an earlier resolution; `task` is `<number of the resolution>#<n>` or free.

    One that is not done yet is carried forward: it comes up again at the next meeting.
    """

    task: str
    result: Sealed
    done: bool = True


@dataclass(frozen=True, slots=True)
class MeetingScheduled(Fact):
    """A meeting was set: of a cell, or of a body (a committee's own meeting)."""

    unit: UnitId
    kind: MeetingKind
    on: date
    starts_at: datetime
    place: str
    mode: MeetingMode = MeetingMode.IN_PERSON
    body: Body | None = None
    theme: str | None = None
    ground: str | None = None
    makes_up: MeetingId | None = None


@dataclass(frozen=True, slots=True)
class MeetingRescheduled(Fact):
    """The meeting was moved to another day; with an approval the new day counts as the set one."""

    on: date
    starts_at: datetime
    reason: Sealed
    approved_by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class CommitteeMetBeforehand(Fact):
    """The committee met before the meeting (họp chi ủy trước), with minutes or without."""

    held_at: datetime
    minuted: bool


@dataclass(frozen=True, slots=True)
class NoticeSent(Fact):
    """Members, the assigned superior, or both were told of the meeting. `told` counts members where known."""

    sent_at: datetime
    members: bool
    superior: bool
    told: int | None = None


@dataclass(frozen=True, slots=True)
class PapersPosted(Fact):
    """The papers were there for members to read."""

    posted_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionsSent(Fact):
    """So many questions to discuss reached the members beforehand (câu hỏi gợi ý thảo luận)."""

    sent_at: datetime
    questions: int


@dataclass(frozen=True, slots=True)
class MeetingHeld(Fact):
    """The meeting took place. Contributions are counted, never what was said, nor who."""

    started_at: datetime
    ended_at: datetime
    chair: PersonId
    obliged: int
    present: int
    excused: int
    unexcused: int
    speakers: int
    new_speakers: int | None = None
    items: tuple[AgendaItem, ...] = ()
    roll: tuple[RollEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesFiled(Fact):
    """The minutes reached the superior committee."""

    sections: tuple[Sealed, ...]
    read_back: bool
    adopted: bool
    signed: bool
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class ResolutionPassed(Fact):
    """The meeting adopted a resolution, with its tasks, and reviewed those of the month before."""

    number: str
    votes_for: int
    votes_all: int
    tasks: tuple[ResolutionTask, ...]
    reviewed: tuple[TaskReview, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultsPosted(Fact):
    """The results were posted for the members."""

    posted_at: datetime


@dataclass(frozen=True, slots=True)
class MeetingSelfScored(Fact):
    """The cell voted its own score, by part of the sheet in force; some parts may not apply."""

    points: dict[str, float]
    votes: int
    not_applicable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingClassed(Fact):
    """The superior committee decided the class."""

    grade: Grade
    points: float
    reason: Sealed | None = None


@dataclass(frozen=True, slots=True)
class MeetingCancelled(Fact):
    """The meeting was called off."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class ThemeMatched(Fact):
    """The unit named which theme of the year's orientation the meeting takes up, counted from one."""

    orientation: OrientationId
    theme: int


@dataclass(frozen=True, slots=True)
class ThemeJudged(Fact):
    """A superior said whether the theme fits the orientation."""

    fits: bool
    reason: Sealed | None = None


MeetingFact = (
    MeetingScheduled
    | MeetingRescheduled
    | CommitteeMetBeforehand
    | NoticeSent
    | PapersPosted
    | QuestionsSent
    | MeetingHeld
    | MinutesFiled
    | ResolutionPassed
    | ResultsPosted
    | MeetingSelfScored
    | MeetingClassed
    | MeetingCancelled
    | ThemeMatched
    | ThemeJudged
)
