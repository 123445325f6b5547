"""One course for secretaries: planned, enrolled in, attended or missed, assessed, or cancelled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from domain import refusals
from domain.events.training import (
    CourseAttended,
    CourseCancelled,
    CourseMissed,
    CoursePlanned,
    SecretaryAssessed,
    SecretaryEnrolled,
)
from domain.names import Office, PersonId, UnitId
from domain.record import Hand, Record
from domain.unit import Unit

LEARNERS = (Office.SECRETARY, Office.DEPUTY_SECRETARY)


class Learner(NamedTuple):
    """Who learns, for which unit."""

    unit: UnitId
    person: PersonId


NOBODY: frozenset[Learner] = frozenset()


@dataclass(frozen=True)
class Course:
    """What a decision on a course needs to know."""

    unit: UnitId | None = None
    on: date = date.min
    seats: int = 0
    cancelled: bool = False
    enrolled: frozenset[Learner] = NOBODY
    attended: frozenset[Learner] = NOBODY
    missed: frozenset[Learner] = NOBODY
    assessed: frozenset[Learner] = NOBODY

    def plan(self, asked: CoursePlanned) -> CoursePlanned:
        if asked.until < asked.on:
            raise refusals.TermEndsBeforeItBegins
        return asked

    def enrol(self, asked: SecretaryEnrolled, unit: Unit) -> SecretaryEnrolled:
        """`unit`: the learner's own, as it is."""
        self._must_take_place()
        if not any(asked.person in unit.holders_of(office, self.on) for office in LEARNERS):
            raise refusals.NotASecretaryThere
        if Learner(asked.unit, asked.person) in self.enrolled:
            raise refusals.EnrolledTwice
        if len(self.enrolled) >= self.seats:
            raise refusals.CourseFull
        return asked

    def attend(self, hand: Hand, asked: CourseAttended) -> CourseAttended:
        self._must_be_unanswered(hand, Learner(asked.unit, asked.person))
        return asked

    def miss(self, hand: Hand, asked: CourseMissed) -> CourseMissed:
        self._must_be_unanswered(hand, Learner(asked.unit, asked.person))
        return asked

    def assess(self, asked: SecretaryAssessed) -> SecretaryAssessed:
        self._must_take_place()
        learner = Learner(asked.unit, asked.person)
        if learner not in self.attended:
            raise refusals.CourseNotAttended
        if learner in self.assessed:
            raise refusals.AssessedAlready
        return asked

    def cancel(self, asked: CourseCancelled) -> CourseCancelled:
        self._must_take_place()
        if self.attended:
            raise refusals.CourseUnderWay
        return asked

    def _must_be_unanswered(self, hand: Hand, learner: Learner) -> None:
        self._must_take_place()
        if learner not in self.enrolled:
            raise refusals.NotEnrolled
        if learner in self.attended | self.missed:
            raise refusals.AttendanceRecorded
        if self.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)

    def _must_take_place(self) -> None:
        if self.unit is None:
            raise refusals.NotThere
        if self.cancelled:
            raise refusals.CourseIsCancelled

    def after(self, record: Record[Any]) -> Course:
        match record.fact:
            case CoursePlanned(unit=unit, on=on, seats=seats):
                return Course(unit, on, seats)
            case SecretaryEnrolled(unit, person):
                return replace(self, enrolled=self.enrolled | {Learner(unit, person)})
            case CourseAttended(unit, person):
                return replace(self, attended=self.attended | {Learner(unit, person)})
            case CourseMissed(unit=unit, person=person):
                return replace(self, missed=self.missed | {Learner(unit, person)})
            case SecretaryAssessed(unit=unit, person=person):
                return replace(self, assessed=self.assessed | {Learner(unit, person)})
            case CourseCancelled():
                return replace(self, cancelled=True)
            case _:
                return self
