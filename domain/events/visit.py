"""The story of one visit (dự sinh hoạt): planned, made, fed back, acknowledged."""

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
class VisitMade(Fact):
    """The superior attended."""

    observations: tuple[Observation, ...] = ()
    ratings: dict[Rating, Grade] | None = None


@dataclass(frozen=True, slots=True)
class FeedbackGiven(Fact):
    """The visitor told the unit what to learn from the visit."""

    text: Sealed
    due: date | None = None


@dataclass(frozen=True, slots=True)
class FeedbackAcknowledged(Fact):
    """The unit took the feedback in."""


VisitFact = VisitPlanned | VisitMade | FeedbackGiven | FeedbackAcknowledged
