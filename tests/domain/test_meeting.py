"""Domain 1 and 7: one meeting, from its notice to its class."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain import refusals
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
    ResolutionPassed,
    ResultsPosted,
)
from domain.meeting import Meeting
from domain.names import Grade, MeetingKind, MeetingMode, PersonId, UnitId
from tests.story import NOON, WORDS, By, given, hand

CELL = UnitId(UUID(int=10))
DAY = date(2026, 3, 5)
BEGINS = datetime(2026, 3, 5, 7, 30, tzinfo=UTC)
ENDS = BEGINS + timedelta(minutes=95)
SECRETARY, OVERSEER = "p-secretary", "p-overseer"
SET = MeetingScheduled(CELL, MeetingKind.REGULAR, DAY, BEGINS, "Hội trường")
HELD = MeetingHeld(BEGINS, ENDS, PersonId(SECRETARY), 16, 15, 1, 0, 7)
MINUTES = MinutesFiled((WORDS,), True, True, True, ENDS + timedelta(days=1))
RESOLUTION = ResolutionPassed("03-NQ/CB", 15, 15, ())
POSTED = ResultsPosted(ENDS + timedelta(days=1))
CLASSED = MeetingClassed(Grade.GOOD, 92)

scheduled = By(SECRETARY, SET)
held = By(SECRETARY, HELD)
minuted = By(SECRETARY, MINUTES)
scored = By(SECRETARY, MeetingSelfScored({"time": 5}, 15))
cancelled = By(SECRETARY, MeetingCancelled(WORDS))


def the_meeting(*past):
    return given(Meeting(), *past)


def test_a_meeting_is_set():
    the_meeting().when(lambda m: m.schedule(SET)).then(SET)


@pytest.mark.parametrize("kind", [MeetingKind.THEMATIC, MeetingKind.COMBINED])
def test_a_thematic_meeting_names_its_theme(kind):
    the_meeting().when(lambda m: m.schedule(replace(SET, kind=kind))).refused(refusals.ThematicWithoutTheme)
    the_meeting().when(lambda m: m.schedule(replace(SET, kind=kind, theme="Nêu gương"))).allowed()


@pytest.mark.parametrize("mode", [MeetingMode.ONLINE, MeetingMode.HYBRID, MeetingMode.BY_GROUP])
def test_a_meeting_that_is_not_in_person_names_its_ground(mode):
    the_meeting().when(lambda m: m.schedule(replace(SET, mode=mode))).refused(refusals.RemoteWithoutGround)
    the_meeting().when(lambda m: m.schedule(replace(SET, mode=mode, ground="QĐ 12"))).allowed()


def test_notice_papers_and_the_committees_own_meeting_come_before_the_meeting_begins():
    before, after = BEGINS - timedelta(days=2), BEGINS + timedelta(minutes=1)
    for fact in (NoticeSent(before, True, True), PapersPosted(before), CommitteeMetBeforehand(before, True)):
        the_meeting(scheduled).when(lambda m, fact=fact: m.prepare(fact, before, NOON)).then(fact)
        the_meeting(scheduled).when(lambda m, fact=fact: m.prepare(fact, after, NOON)).refused(
            refusals.NoticeAfterTheMeeting
        )


def test_a_meeting_is_held_on_the_day_it_is_set_for():
    the_meeting(scheduled).when(lambda m: m.hold(HELD, NOON)).then(HELD)
    next_day = replace(HELD, started_at=BEGINS + timedelta(days=1), ended_at=ENDS + timedelta(days=1))
    refusal = the_meeting(scheduled).when(lambda m: m.hold(next_day, NOON)).refused(refusals.NotOnItsDay)
    assert refusal.values == {"day": DAY}
    moved = By(SECRETARY, MeetingRescheduled(DAY + timedelta(days=1), BEGINS + timedelta(days=1), WORDS))
    the_meeting(scheduled, moved).when(lambda m: m.hold(next_day, NOON)).allowed()


def test_nothing_is_held_on_a_day_that_has_not_come():
    the_meeting(scheduled).when(lambda m: m.hold(HELD, BEGINS)).refused(refusals.HeldInTheFuture)


def test_a_meeting_is_held_once():
    the_meeting(scheduled, held).when(lambda m: m.hold(HELD, NOON)).refused(refusals.MeetingAlreadyHeld)


def test_a_held_meeting_is_neither_moved_nor_cancelled():
    moved = MeetingRescheduled(DAY, BEGINS, WORDS)
    the_meeting(scheduled, held).when(lambda m: m.reschedule(moved)).refused(refusals.MeetingAlreadyHeld)
    the_meeting(scheduled, held).when(lambda m: m.cancel(MeetingCancelled(WORDS))).refused(refusals.MeetingAlreadyHeld)


def test_a_cancelled_meeting_is_not_held():
    the_meeting(scheduled, cancelled).when(lambda m: m.hold(HELD, NOON)).refused(refusals.MeetingWasCancelled)


def test_minutes_follow_a_held_meeting_once():
    file = lambda m: m.file_minutes(MINUTES, NOON)  # noqa: E731
    the_meeting(scheduled).when(file).refused(refusals.MeetingNotYetHeld)
    the_meeting(scheduled, held).when(file).then(MINUTES)
    the_meeting(scheduled, held, minuted).when(file).refused(refusals.MinutesAlreadyFiled)


def test_minutes_are_not_filed_before_the_meeting_ended_nor_in_the_future():
    early = replace(MINUTES, filed_at=BEGINS)
    the_meeting(scheduled, held).when(lambda m: m.file_minutes(early, NOON)).refused(refusals.MinutesBeforeTheMeeting)
    ahead = replace(MINUTES, filed_at=NOON + timedelta(days=1))
    the_meeting(scheduled, held).when(lambda m: m.file_minutes(ahead, NOON)).refused(refusals.HeldInTheFuture)


def test_a_meeting_has_one_resolution_and_its_results_are_posted_once():
    the_meeting(scheduled, held, By(SECRETARY, RESOLUTION)).when(lambda m: m.pass_resolution(RESOLUTION)).refused(
        refusals.ResolutionAlreadyPassed
    )
    the_meeting(scheduled, held, By(SECRETARY, POSTED)).when(lambda m: m.post_results(POSTED, NOON)).refused(
        refusals.ResultsAlreadyPosted
    )


def test_the_cell_votes_its_score_before_the_superior_committee_decides_the_class():
    decide = lambda who: lambda m: m.decide_class(hand(who), CLASSED)  # noqa: E731
    the_meeting(scheduled, held).when(decide(OVERSEER)).refused(refusals.NotSelfScored)
    the_meeting(scheduled, held, scored).when(decide(SECRETARY)).refused(refusals.OwnClassDecided)
    the_meeting(scheduled, held, scored).when(decide(OVERSEER)).then(CLASSED)


def test_what_is_not_in_the_journal_is_not_moved():
    the_meeting().when(lambda m: m.cancel(MeetingCancelled(WORDS))).refused(refusals.NotThere)


EVERY_FACT = (
    scheduled,
    held,
    minuted,
    scored,
    cancelled,
    By(SECRETARY, RESOLUTION),
    By(SECRETARY, POSTED),
    By(OVERSEER, CLASSED),
    By(SECRETARY, NoticeSent(BEGINS, True, True)),
)


@for_all(st.lists(st.sampled_from(EVERY_FACT), max_size=20))
def test_no_history_is_ever_refused(history):
    given(Meeting(), *history)
