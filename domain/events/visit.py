"""The story of one visit (dự sinh hoạt): planned, moved, cancelled, made, fed back, acknowledged."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import Body, Grade, MeetingId, PersonId, Rating, Sealed, UnitId, VisitKind


@dataclass(frozen=True, slots=True)
class Observation:
    """What the visitor saw: a deficiency D01… or a strength P1…, good or bad, with a note."""

    code: str
    positive: bool
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class VisitPlanned(Fact):
    """A superior will attend, or came unannounced to, a meeting of a cell or of a committee."""

    unit: UnitId
    kind: VisitKind
    on: date
    visitor: PersonId
    body: Body | None = None
    meeting: MeetingId | None = None


@dataclass(frozen=True, slots=True)
class VisitMoved(Fact):
    """The visit was put off, or brought forward, to another day."""

    on: date
    reason: Sealed
    meeting: MeetingId | None = None


@dataclass(frozen=True, slots=True)
class VisitorReplaced(Fact):
    """Another superior goes in place of the one who was to attend."""

    visitor: PersonId
    reason: Sealed


@dataclass(frozen=True, slots=True)
class VisitCancelled(Fact):
    """The visit was called off."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class VisitMade(Fact):
    """The superior attended. `theme_fits`: whether the theme fits the yearly orientation, as the visitor judged it."""

    observations: tuple[Observation, ...] = ()
    ratings: dict[Rating, Grade] | None = None
    theme_fits: bool | None = None


@dataclass(frozen=True, slots=True)
class FeedbackGiven(Fact):
    """The visitor told the unit what to learn from the visit."""

    text: Sealed
    due: date | None = None


@dataclass(frozen=True, slots=True)
class FeedbackAcknowledged(Fact):
    """The unit took the feedback in."""


VisitFact = (
    VisitPlanned | VisitMoved | VisitorReplaced | VisitCancelled | VisitMade | FeedbackGiven | FeedbackAcknowledged
)
