"""One meeting of a cell as the rules see it: counts, times and the journal positions of the facts behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple, Self

from domain.calendar import local_day, local_time, month_of
from domain.events import meeting as facts
from domain.events.fact import Fact
from domain.names import Grade, MeetingId, MeetingKind, Month, RollStatus, UnitId
from domain.record import Record

Told = tuple[datetime | None, dict[str, Any]]
"""When the thing told of happened, if the fact says so, and what is known of the meeting since."""
ABSENT = frozenset({RollStatus.EXCUSED, RollStatus.UNEXCUSED})


class FactSeen(NamedTuple):
    """A fact that was folded: its name, where it stands in the journal, days from happening to being entered."""

    name: str
    position: int
    lag: int


@dataclass(frozen=True, slots=True)
class MinutesSeen:
    """Of the minutes: how many sections are there, and what was done with them."""

    sections: int
    read_back: bool
    adopted: bool
    signed: bool
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class ResolutionSeen:
    """Of the resolution: its tasks, those with an owner and a deadline, and how many earlier ones were reviewed."""

    tasks: int
    whole: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """A cell's meeting. `day`: it was held then, or is set for it; `moved_with_leave`: a superior approved that day."""

    id: MeetingId
    kind: MeetingKind
    first_on: date
    day: date
    moved_with_leave: bool = False
    beforehand: facts.CommitteeMetBeforehand | None = None
    notices: tuple[facts.NoticeSent, ...] = ()
    papers_at: datetime | None = None
    held: facts.MeetingHeld | None = None
    minutes: MinutesSeen | None = None
    resolution: ResolutionSeen | None = None
    posted_at: datetime | None = None
    self_score: facts.MeetingSelfScored | None = None
    grade: Grade | None = None
    points: float | None = None
    cancelled: bool = False
    theme_matched: bool = False
    theme_judged: bool | None = None
    facts: tuple[FactSeen, ...] = ()

    @classmethod
    def opening(cls, record: Record[Any], cell: UnitId) -> MeetingSeen | None:
        """The meeting that a record opens for this cell; a committee's own meeting is none of the cell's."""
        fact = record.fact
        if not isinstance(fact, facts.MeetingScheduled) or fact.unit != cell or fact.body is not None:
            return None
        return cls(MeetingId(record.stream), fact.kind, fact.on, fact.on, facts=(_seen(record, fact.on),))

    def after(self, record: Record[Any]) -> Self:
        """Fold one more fact of the meeting's stream; the newest word on a matter counts."""
        fold = _FOLDS.get(type(record.fact))
        if fold is None:
            return self
        happened, known = fold(self, record.fact)
        return replace(self, facts=(*self.facts, _seen(record, local_day(happened or record.occurred_at))), **known)

    @property
    def month(self) -> Month:
        return month_of(self.day)

    def positions(self, *kinds: type[Fact]) -> tuple[int, ...]:
        """Where the facts of these kinds stand in the journal; of every kind when none is named."""
        names = {kind.__name__ for kind in kinds}
        return tuple(fact.position for fact in self.facts if not names or fact.name in names)


def _seen(record: Record[Any], happened: date) -> FactSeen:
    return FactSeen(type(record.fact).__name__, record.position, (local_day(record.recorded_at) - happened).days)


def _scheduled(meeting: MeetingSeen, fact: facts.MeetingScheduled) -> Told:
    day = meeting.day if meeting.held else fact.on
    return None, {"kind": fact.kind, "first_on": fact.on, "day": day, "moved_with_leave": False}


def _rescheduled(meeting: MeetingSeen, fact: facts.MeetingRescheduled) -> Told:
    """What was held stays on the day it was held."""
    if meeting.held:
        return None, {}
    return None, {"day": fact.on, "moved_with_leave": fact.approved_by is not None}


def _met_beforehand(_: MeetingSeen, fact: facts.CommitteeMetBeforehand) -> Told:
    return fact.held_at, {"beforehand": fact}


def _notice_sent(meeting: MeetingSeen, fact: facts.NoticeSent) -> Told:
    return fact.sent_at, {"notices": (*meeting.notices, fact)}


def _papers_posted(meeting: MeetingSeen, fact: facts.PapersPosted) -> Told:
    """Papers posted again do not undo that they were there in time."""
    return fact.posted_at, {"papers_at": min(meeting.papers_at or fact.posted_at, fact.posted_at, key=local_time)}


def _held(_: MeetingSeen, fact: facts.MeetingHeld) -> Told:
    """Of the roll only the absent are kept: whoever is not among them was there."""
    absent = tuple(entry for entry in fact.roll if entry.status in ABSENT)
    held = replace(fact, roll=absent)
    return fact.ended_at, {"held": held, "day": local_day(fact.started_at), "cancelled": False}


def _minutes_filed(_: MeetingSeen, fact: facts.MinutesFiled) -> Told:
    minutes = MinutesSeen(len(fact.sections), fact.read_back, fact.adopted, fact.signed, fact.filed_at)
    return fact.filed_at, {"minutes": minutes}


def _resolution_passed(_: MeetingSeen, fact: facts.ResolutionPassed) -> Told:
    whole = sum(bool(task.owner and task.due) for task in fact.tasks)
    reviewed = len({review.task for review in fact.reviewed})
    return None, {"resolution": ResolutionSeen(len(fact.tasks), whole, reviewed)}


def _results_posted(_: MeetingSeen, fact: facts.ResultsPosted) -> Told:
    return fact.posted_at, {"posted_at": fact.posted_at}


def _self_scored(_: MeetingSeen, fact: facts.MeetingSelfScored) -> Told:
    return None, {"self_score": fact}


def _classed(_: MeetingSeen, fact: facts.MeetingClassed) -> Told:
    return None, {"grade": fact.grade, "points": fact.points}


def _cancelled(meeting: MeetingSeen, _: facts.MeetingCancelled) -> Told:
    """A meeting that took place is no longer cancelled, whatever comes in afterwards."""
    return None, {"cancelled": meeting.held is None}


def _theme_matched(_: MeetingSeen, __: facts.ThemeMatched) -> Told:
    return None, {"theme_matched": True}


def _theme_judged(_: MeetingSeen, fact: facts.ThemeJudged) -> Told:
    return None, {"theme_judged": fact.fits}


_FOLDS: dict[type[Fact], Callable[[MeetingSeen, Any], Told]] = {
    facts.MeetingScheduled: _scheduled,
    facts.MeetingRescheduled: _rescheduled,
    facts.CommitteeMetBeforehand: _met_beforehand,
    facts.NoticeSent: _notice_sent,
    facts.PapersPosted: _papers_posted,
    facts.MeetingHeld: _held,
    facts.MinutesFiled: _minutes_filed,
    facts.ResolutionPassed: _resolution_passed,
    facts.ResultsPosted: _results_posted,
    facts.MeetingSelfScored: _self_scored,
    facts.MeetingClassed: _classed,
    facts.MeetingCancelled: _cancelled,
    facts.ThemeMatched: _theme_matched,
    facts.ThemeJudged: _theme_judged,
}
