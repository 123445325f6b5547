"""Domain 5, S2.2: secretaries are enrolled, were there or not, and are assessed on what they learnt."""

from datetime import UTC, date, datetime
from uuid import UUID

from domain import refusals
from domain.events.training import (
    CourseAttended,
    CourseCancelled,
    CourseMissed,
    CoursePlanned,
    SecretaryAssessed,
    SecretaryEnrolled,
)
from domain.events.unit import OfficeFilled, UnitRegistered
from domain.names import AbsenceReason, BodyKind, Grade, Office, PersonId, UnitId, UnitKind
from domain.training import Course
from domain.unit import Unit
from tests.story import WORDS, By, given, hand

CELL, BLOC = UnitId(UUID(int=10)), UnitId(UUID(int=11))
AN, BINH, LEADER = PersonId("p-an"), PersonId("p-binh"), "p-leader"
DAY = date(2026, 3, 2)
planned = By(LEADER, CoursePlanned(BLOC, "Kỹ năng", DAY, date(2026, 3, 3), 16, 1))
ENROLLED, ATTENDED = SecretaryEnrolled(CELL, AN), CourseAttended(CELL, AN)
MISSED, ASSESSED = CourseMissed(CELL, AN, AbsenceReason.SHIFT), SecretaryAssessed(CELL, AN, Grade.GOOD)
enrolled, attended = By(LEADER, ENROLLED), By(LEADER, ATTENDED)


def cell(*secretaries: PersonId) -> Unit:
    seats = (By(LEADER, OfficeFilled(Office.SECRETARY, BodyKind.COMMITTEE, one, DAY)) for one in secretaries)
    return given(Unit(), By(LEADER, UnitRegistered("A", "Chi bộ A", UnitKind.CELL)), *seats).state


def test_the_secretary_of_a_unit_is_enrolled_for_it():
    given(Course(), planned).when(lambda course: course.enrol(ENROLLED, cell(AN))).then(ENROLLED)


def test_whoever_leads_nothing_there_is_not_enrolled():
    given(Course(), planned).when(lambda course: course.enrol(ENROLLED, cell())).refused(refusals.NotASecretaryThere)


def test_a_seat_is_taken_once():
    asked = given(Course(), planned, enrolled)
    asked.when(lambda course: course.enrol(ENROLLED, cell(AN))).refused(refusals.EnrolledTwice)
    other = SecretaryEnrolled(CELL, BINH)
    asked.when(lambda course: course.enrol(other, cell(BINH))).refused(refusals.CourseFull)


def test_whether_somebody_was_there_is_said_once_and_not_before_the_course():
    ready = given(Course(), planned, enrolled)
    ready.when(lambda course: course.attend(hand(LEADER), ATTENDED)).then(ATTENDED)
    before = hand(LEADER, datetime(2026, 3, 1, tzinfo=UTC))
    ready.when(lambda course: course.attend(before, ATTENDED)).refused(refusals.HeldInTheFuture)
    given(Course(), planned).when(lambda course: course.attend(hand(LEADER), ATTENDED)).refused(refusals.NotEnrolled)
    there = given(Course(), planned, enrolled, attended)
    there.when(lambda course: course.miss(hand(LEADER), MISSED)).refused(refusals.AttendanceRecorded)


def test_only_who_was_there_is_assessed_and_once():
    absent = given(Course(), planned, enrolled, By(LEADER, MISSED))
    absent.when(lambda course: course.assess(ASSESSED)).refused(refusals.CourseNotAttended)
    given(Course(), planned, enrolled, attended).when(lambda course: course.assess(ASSESSED)).then(ASSESSED)
    done = given(Course(), planned, enrolled, attended, By(LEADER, ASSESSED))
    done.when(lambda course: course.assess(ASSESSED)).refused(refusals.AssessedAlready)


def test_a_course_is_cancelled_before_anybody_was_there_and_then_takes_no_one():
    cancelled = CourseCancelled(WORDS)
    given(Course(), planned, enrolled).when(lambda course: course.cancel(cancelled)).then(cancelled)
    under_way = given(Course(), planned, enrolled, attended)
    under_way.when(lambda course: course.cancel(cancelled)).refused(refusals.CourseUnderWay)
    over = given(Course(), planned, By(LEADER, cancelled))
    over.when(lambda course: course.enrol(ENROLLED, cell(AN))).refused(refusals.CourseIsCancelled)


def test_a_course_does_not_end_before_it_begins():
    wrong = CoursePlanned(BLOC, "Kỹ năng", DAY, date(2026, 3, 1), 16, 1)
    given(Course()).when(lambda course: course.plan(wrong)).refused(refusals.TermEndsBeforeItBegins)
