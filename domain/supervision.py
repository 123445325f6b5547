"""One thematic supervision: the order in which it goes, and who may be of its team.

proposed → decided (and planned) → announced to each subject → each reports on itself → working sessions with each
→ report drafted → conference → (explained) → concluded, which sets a day to report by → follow-up ended.
What was finished on paper is entered late: proposed and concluded, with nothing between.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from domain import refusals
from domain.events.supervision import (
    ConferenceHeld,
    ExplanationGiven,
    FollowUpEnded,
    Paper,
    ReportDrafted,
    SelfReportReceived,
    SupervisionAnnounced,
    SupervisionConcluded,
    SupervisionDecided,
    SupervisionProposed,
    SupervisionReferred,
    WorkingSessionHeld,
)
from domain.names import DeficiencyId, PersonId, Sealed, Target, UnitId
from domain.record import Hand, Record

NONE: frozenset[UnitId] = frozenset()


class Seats(NamedTuple):
    """Who of the persons named holds an office among the supervised, and who on the supervising side."""

    supervised: frozenset[PersonId] = frozenset()
    supervising: frozenset[PersonId] = frozenset()


@dataclass(frozen=True)
class Supervision:
    """What a decision on a supervision needs to know."""

    unit: UnitId | None = None
    subjects: tuple[UnitId, ...] = ()
    against: tuple[Target, ...] = ()
    team: tuple[PersonId, ...] = ()
    lead: PersonId | None = None
    newest: date = date.min
    """The day of the newest paper of the road."""
    announced: frozenset[UnitId] = NONE
    report_by: date | None = None
    reported: frozenset[UnitId] = NONE
    worked_with: frozenset[UnitId] = NONE
    drafted: bool = False
    conferred: bool = False
    concluded: bool = False
    deficiencies: tuple[DeficiencyId, ...] = ()
    ended: bool = False

    # The road

    def propose(self, asked: SupervisionProposed, seats: Seats) -> SupervisionProposed:
        _must_be_fit(asked.team, seats)
        return asked

    def decide(self, hand: Hand, asked: SupervisionDecided, seats: Seats) -> SupervisionDecided:
        self._must_run()
        if self.lead is not None:
            raise refusals.SupervisionAlreadyDecided
        _must_be_fit({asked.lead, *self.team}, seats)
        self._must_follow(hand, asked.paper)
        return asked

    def announce(self, hand: Hand, asked: SupervisionAnnounced) -> SupervisionAnnounced:
        self._must_be_decided()
        told = asked.subjects or tuple(one for one in self.subjects if one not in self.announced)
        self._must_be_subjects(told)
        if not told or self.announced & set(told):
            raise refusals.SubjectAlreadyAnnounced
        self._must_follow(hand, asked.paper)
        if asked.report_by is not None and asked.report_by < asked.paper.dated:
            raise refusals.DueBeforeItBegins(asked.paper.dated)
        return replace(asked, subjects=told)

    def report(self, subject: UnitId | None, text: Sealed, paper: Paper | None) -> SelfReportReceived:
        self._must_be_decided()
        named = self.subject_named(subject)
        if named not in self.announced:
            raise refusals.SubjectNotAnnounced
        if named in self.reported:
            raise refusals.SelfReportAlreadyReceived
        return SelfReportReceived(named, text, paper)

    def work(self, hand: Hand, asked: WorkingSessionHeld) -> WorkingSessionHeld:
        """A subject that let its term pass without a report does not hold the supervision up."""
        self._must_be_decided()
        met = asked.subjects or self.subjects
        self._must_be_subjects(met)
        if not self.announced >= set(met):
            raise refusals.SubjectNotAnnounced
        if self.drafted:
            raise refusals.ReportAlreadyDrafted
        silent = set(met) - self.reported
        if silent and (self.report_by is None or asked.on <= self.report_by):
            raise refusals.SelfReportMissing(len(silent))
        self._must_follow(hand, asked.minutes, asked.on)
        return replace(asked, subjects=met)

    def draft(self, hand: Hand, asked: ReportDrafted) -> ReportDrafted:
        self._must_be_decided()
        if self.drafted:
            raise refusals.ReportAlreadyDrafted
        if unmet := set(self.subjects) - self.worked_with:
            raise refusals.SubjectsWithoutSession(len(unmet))
        self._must_follow(hand, asked.paper)
        return asked

    def confer(self, hand: Hand, asked: ConferenceHeld) -> ConferenceHeld:
        self._must_be_decided()
        if not self.drafted:
            raise refusals.ReportNotDrafted
        if self.conferred:
            raise refusals.ConferenceAlreadyHeld
        self._must_follow(hand, asked.minutes, asked.on)
        return asked

    def explain(self, subject: UnitId | None, text: Sealed, paper: Paper | None) -> ExplanationGiven:
        """From the draft on, until follow-up ends: a subject may answer the conclusion too."""
        self.must_be_there()
        if not (self.drafted or self.concluded):
            raise refusals.ReportNotDrafted
        if self.ended:
            raise refusals.FollowUpAlreadyEnded
        return ExplanationGiven(self.subject_named(subject), text, paper)

    def conclude(self, asked: SupervisionConcluded) -> SupervisionConcluded:
        """Of a supervision whose road is recorded the conference comes first; one on paper is entered whole."""
        self._must_run()
        if self.lead is not None and not self.conferred:
            raise refusals.ConferenceNotHeld
        if asked.dated < self.newest:
            raise refusals.PaperBeforeTheLast(self.newest)
        if asked.report_by < asked.dated:
            raise refusals.DueBeforeItBegins(asked.dated)
        return asked

    # What comes after, or beside

    def refer(self, hand: Hand, asked: SupervisionReferred) -> SupervisionReferred:
        self.must_be_there()
        if self.lead is None and not self.concluded:
            raise refusals.SupervisionUndecided
        if asked.paper.dated > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        return asked

    def end(self, unsettled: Collection[DeficiencyId], paper: Paper | None) -> FollowUpEnded:
        """`unsettled`: the deficiencies of the conclusion that are neither withdrawn nor in a closed case."""
        self.must_be_there()
        if not self.concluded:
            raise refusals.SupervisionNotConcluded
        if self.ended:
            raise refusals.FollowUpAlreadyEnded
        if unsettled:
            raise refusals.LimitationsUnsettled(len(unsettled))
        return FollowUpEnded(paper)

    def subject_named(self, named: UnitId | None) -> UnitId:
        """The subject that is spoken for; a single one need not be named."""
        if named is None and len(self.subjects) != 1:
            raise refusals.SubjectNotNamed
        subject = named or self.subjects[0]
        self._must_be_subjects((subject,))
        return subject

    def must_be_there(self) -> None:
        if self.unit is None:
            raise refusals.NotThere

    def _must_run(self) -> None:
        self.must_be_there()
        if self.concluded:
            raise refusals.SupervisionAlreadyConcluded

    def _must_be_decided(self) -> None:
        self._must_run()
        if self.lead is None:
            raise refusals.SupervisionUndecided

    def _must_be_subjects(self, named: Collection[UnitId]) -> None:
        if not set(named) <= set(self.subjects):
            raise refusals.NotASubject

    def _must_follow(self, hand: Hand, paper: Paper, on: date | None = None) -> None:
        """No paper is dated before the one it rests on, nor on a day to come."""
        if max(paper.dated, on or paper.dated) > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        if paper.dated < self.newest:
            raise refusals.PaperBeforeTheLast(self.newest)

    def after(self, record: Record[Any]) -> Supervision:
        match record.fact:
            case SupervisionProposed(unit=unit, subjects=subjects, team=team, against=against):
                return Supervision(unit, subjects, against, team)
            case SupervisionDecided(paper=paper, lead=lead):
                return replace(self, lead=lead, newest=paper.dated)
            case SupervisionAnnounced(paper=paper, subjects=told, report_by=by):
                known = self.announced | set(told)
                return replace(self, announced=known, report_by=by or self.report_by, newest=paper.dated)
            case SelfReportReceived(subject=subject):
                return replace(self, reported=self.reported | {subject})
            case WorkingSessionHeld(subjects=met, minutes=paper):
                return replace(self, worked_with=self.worked_with | set(met), newest=paper.dated)
            case ReportDrafted(paper=paper):
                return replace(self, drafted=True, newest=paper.dated)
            case ConferenceHeld(minutes=paper):
                return replace(self, conferred=True, newest=paper.dated)
            case SupervisionConcluded(deficiencies=found):
                return replace(self, concluded=True, deficiencies=found)
            case FollowUpEnded():
                return replace(self, ended=True)
            case _:
                return self


def _must_be_fit(members: Collection[PersonId], seats: Seats) -> None:
    """A member stands on the supervising side, and holds nothing among those supervised."""
    if seats.supervised & set(members):
        raise refusals.MemberSitsWithTheSupervised
    if set(members) - seats.supervising:
        raise refusals.MemberNotOfTheSupervisingSide
