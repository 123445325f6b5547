"""Domain 5, S2.3 and S2.4: duties are laid down edition by edition, tasks of members come to an end, absences too."""

from datetime import UTC, date, datetime
from uuid import UUID

from domain import refusals
from domain.capacity_names import AbsenceMeasure, DutyOf
from domain.duty_rules import DutyRules
from domain.events.duty_rules import DutyRulesAcknowledged, DutyRulesIssued
from domain.events.meeting import MeetingHeld, RollEntry
from domain.events.member_duty import (
    AbsenceHandled,
    MemberTaskAssigned,
    MemberTaskDone,
    MemberTaskReported,
    MemberTaskSentBack,
)
from domain.member_task import Absence, MemberTask
from domain.names import MeetingId, PersonId, RollStatus, UnitId
from tests.story import NOON, WORDS, By, given, hand

CELL, AN, BINH, SECRETARY = UnitId(UUID(int=10)), PersonId("p-an"), PersonId("p-binh"), "p-secretary"


def edition(dated: date, number: int = 1) -> DutyRulesIssued:
    return DutyRulesIssued(CELL, DutyOf.MEMBERS, number, "03-QĐ/CB", dated, dated)


first = By(SECRETARY, edition(date(2026, 1, 5)))


def test_a_new_edition_takes_the_next_number():
    given(DutyRules(), first).when(lambda rules: rules.issue(edition(date(2026, 2, 1)))).then(
        edition(date(2026, 2, 1), 2)
    )


def test_a_new_edition_is_not_older_than_the_one_it_replaces():
    older = given(DutyRules(), first).when(lambda rules: rules.issue(edition(date(2025, 12, 1))))
    older.refused(refusals.EarlierThanTheLastEdition)


def test_the_newest_edition_is_acknowledged_until_everyone_has():
    some, all_ = DutyRulesAcknowledged(1, 12, 20), DutyRulesAcknowledged(1, 20, 20)
    given(DutyRules(), first, By(SECRETARY, some)).when(lambda rules: rules.acknowledge(all_)).then(all_)
    whole = given(DutyRules(), first, By(SECRETARY, all_))
    whole.when(lambda rules: rules.acknowledge(all_)).refused(refusals.AllHaveAcknowledged)
    renewed = given(DutyRules(), first, By(SECRETARY, edition(date(2026, 2, 1), 2)))
    renewed.when(lambda rules: rules.acknowledge(all_)).refused(refusals.EditionNotInForce)


TASK = MemberTaskAssigned(CELL, AN, WORDS, date(2026, 4, 1))
assigned, reported = By(SECRETARY, TASK), By(AN, MemberTaskReported(WORDS))
BACK, DONE = MemberTaskSentBack(WORDS), MemberTaskDone()


def test_a_task_is_given_with_a_term_that_lies_ahead():
    given(MemberTask()).when(lambda task: task.assign(hand(SECRETARY), TASK)).then(TASK)
    late = MemberTaskAssigned(CELL, AN, WORDS, date(2026, 3, 9))
    given(MemberTask()).when(lambda task: task.assign(hand(SECRETARY), late)).refused(refusals.DueBeforeItBegins)


def test_a_task_is_done_when_its_report_was_taken():
    given(MemberTask(), assigned).when(lambda task: task.finish()).refused(refusals.MemberTaskNotReported)
    given(MemberTask(), assigned, reported).when(lambda task: task.finish()).then(DONE)
    over = given(MemberTask(), assigned, reported, By(SECRETARY, DONE))
    over.when(lambda task: task.report(MemberTaskReported(WORDS))).refused(refusals.MemberTaskOver)


def test_a_report_that_was_sent_back_is_no_report():
    sent_back = given(MemberTask(), assigned, reported, By(SECRETARY, BACK))
    sent_back.when(lambda task: task.finish()).refused(refusals.MemberTaskNotReported)


ABSENT = AbsenceHandled(CELL, MeetingId(UUID(int=1)), AN, AbsenceMeasure.REMINDED)


def held(*roll: tuple[PersonId, RollStatus], unexcused: int = 1) -> MeetingHeld:
    lines = tuple(RollEntry(member, status) for member, status in roll)
    ended = datetime(2026, 3, 10, 14, tzinfo=UTC)
    return MeetingHeld(NOON, ended, AN, 10, 10 - unexcused, 0, unexcused, 4, roll=lines)


def test_an_absence_that_the_roll_shows_is_handled_once():
    roll = held((AN, RollStatus.UNEXCUSED), (BINH, RollStatus.PRESENT))
    given(Absence()).when(lambda absence: absence.handle(ABSENT, roll)).then(ABSENT)
    again = given(Absence(), By(SECRETARY, ABSENT))
    again.when(lambda absence: absence.handle(ABSENT, roll)).refused(refusals.AbsenceAlreadyHandled)


def test_nobody_is_dealt_with_who_was_there():
    for meeting in (held((AN, RollStatus.PRESENT)), held(unexcused=0), None):
        asked = given(Absence()).when(lambda absence, how=meeting: absence.handle(ABSENT, how))
        asked.refused(refusals.NobodyWasAbsent)


def test_where_no_roll_was_called_the_counts_say_that_somebody_was_missing():
    given(Absence()).when(lambda absence: absence.handle(ABSENT, held())).then(ABSENT)
