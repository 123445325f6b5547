"""One meeting, of a cell or of a committee: scheduled, prepared, held, minuted, resolved, scored, classed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from domain import refusals
from domain.calendar import local_day
from domain.events.meeting import (
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
    QuestionsSent,
    ResolutionPassed,
    ResultsPosted,
    ThemeJudged,
    ThemeMatched,
)
from domain.names import Body, MeetingKind, MeetingMode, PersonId, UnitId
from domain.record import Hand, Record

NOBODY: frozenset[PersonId] = frozenset()
Preparation = CommitteeMetBeforehand | NoticeSent | PapersPosted | QuestionsSent


@dataclass(frozen=True)
class Meeting:
    """What a decision on a meeting needs to know."""

    unit: UnitId | None = None
    body: Body | None = None
    kind: MeetingKind = MeetingKind.REGULAR
    on: date | None = None
    starts_at: datetime | None = None
    ended_at: datetime | None = None
    chair: PersonId | None = None
    minuted: bool = False
    resolved: bool = False
    posted: bool = False
    scored_by: frozenset[PersonId] = NOBODY
    classed: bool = False
    cancelled: bool = False

    # Before the meeting

    def schedule(self, asked: MeetingScheduled) -> MeetingScheduled:
        if asked.kind is not MeetingKind.REGULAR and not asked.theme:
            raise refusals.ThematicWithoutTheme
        if asked.mode is not MeetingMode.IN_PERSON and not asked.ground:
            raise refusals.RemoteWithoutGround
        return asked

    def reschedule(self, asked: MeetingRescheduled) -> MeetingRescheduled:
        self._must_be_ahead()
        return asked

    def cancel(self, asked: MeetingCancelled) -> MeetingCancelled:
        self._must_be_ahead()
        return asked

    def prepare(self, asked: Preparation, when: datetime, now: datetime) -> Preparation:
        """A pre-meeting, a notice, papers or questions: done before the meeting begins, entered whenever."""
        self._must_not_be_cancelled()
        if self.starts_at is not None and when > self.starts_at:
            raise refusals.NoticeAfterTheMeeting
        _must_not_lie_ahead(when, now)
        return asked

    # The meeting

    def hold(self, asked: MeetingHeld, now: datetime) -> MeetingHeld:
        self._must_be_ahead()
        _must_not_lie_ahead(asked.ended_at, now)
        if self.on is not None and local_day(asked.started_at) != self.on:
            raise refusals.NotOnItsDay(self.on)
        return asked

    # After the meeting

    def file_minutes(self, asked: MinutesFiled, now: datetime) -> MinutesFiled:
        ended_at = self._must_have_been_held()
        if self.minuted:
            raise refusals.MinutesAlreadyFiled
        if asked.filed_at < ended_at:
            raise refusals.MinutesBeforeTheMeeting
        _must_not_lie_ahead(asked.filed_at, now)
        return asked

    def pass_resolution(self, asked: ResolutionPassed) -> ResolutionPassed:
        self._must_have_been_held()
        if self.resolved:
            raise refusals.ResolutionAlreadyPassed
        return asked

    def post_results(self, asked: ResultsPosted, now: datetime) -> ResultsPosted:
        ended_at = self._must_have_been_held()
        if self.posted:
            raise refusals.ResultsAlreadyPosted
        if asked.posted_at < ended_at:
            raise refusals.MeetingNotYetHeld
        _must_not_lie_ahead(asked.posted_at, now)
        return asked

    def score_itself(self, asked: MeetingSelfScored) -> MeetingSelfScored:
        self._must_have_been_held()
        if self.classed:
            raise refusals.AlreadyClassed
        return asked

    def decide_class(self, hand: Hand, asked: MeetingClassed) -> MeetingClassed:
        self._must_have_been_held()
        if not self.scored_by:
            raise refusals.NotSelfScored
        if hand.people & self.scored_by:
            raise refusals.OwnClassDecided
        if self.classed:
            raise refusals.AlreadyClassed
        return asked

    # Its theme

    def match_theme(self, asked: ThemeMatched) -> ThemeMatched:
        self._must_have_a_theme()
        return asked

    def judge_theme(self, asked: ThemeJudged) -> ThemeJudged:
        self._must_have_a_theme()
        return asked

    # What each decision asks first

    def _must_have_a_theme(self) -> None:
        self._must_not_be_cancelled()
        if self.kind is MeetingKind.REGULAR:
            raise refusals.NotAThematicMeeting

    def _must_not_be_cancelled(self) -> None:
        if self.unit is None:
            raise refusals.NotThere
        if self.cancelled:
            raise refusals.MeetingWasCancelled

    def _must_be_ahead(self) -> None:
        self._must_not_be_cancelled()
        if self.ended_at is not None:
            raise refusals.MeetingAlreadyHeld

    def _must_have_been_held(self) -> datetime:
        self._must_not_be_cancelled()
        if self.ended_at is None:
            raise refusals.MeetingNotYetHeld
        return self.ended_at

    # History

    def after(self, record: Record[Any]) -> Meeting:
        match record.fact:
            case MeetingScheduled(unit=unit, body=body, kind=kind, on=on, starts_at=starts_at):
                return Meeting(unit=unit, body=body, kind=kind, on=on, starts_at=starts_at)
            case MeetingRescheduled(on=on, starts_at=starts_at):
                return replace(self, on=on, starts_at=starts_at)
            case MeetingHeld(ended_at=ended_at, chair=chair):
                return replace(self, ended_at=ended_at, chair=chair)
            case MinutesFiled():
                return replace(self, minuted=True)
            case ResolutionPassed():
                return replace(self, resolved=True)
            case ResultsPosted():
                return replace(self, posted=True)
            case MeetingSelfScored():
                return replace(self, scored_by=self.scored_by | record.people)
            case MeetingClassed():
                return replace(self, classed=True)
            case MeetingCancelled():
                return replace(self, cancelled=True)
            case _:
                return self


def _must_not_lie_ahead(when: datetime, now: datetime) -> None:
    if when > now:
        raise refusals.HeldInTheFuture(local_day(now))
