"""Questions, members' proposals, self-training and contributions: what is taken in, and what is not."""

from dataclasses import fields
from datetime import date, datetime
from uuid import UUID

from domain import refusals
from domain.contribution import Contributions
from domain.events.contribution import ContributionForm, ContributionsAcknowledged
from domain.events.meeting import MeetingScheduled, QuestionsSent
from domain.events.members_proposal import MembersProposalAnswered, MembersProposalRaised
from domain.events.self_training import SelfTrainingFinished, SelfTrainingPlanned
from domain.meeting import Meeting
from domain.members_proposal import MembersProposal
from domain.names import MeetingKind, PersonId, UnitId
from domain.self_training import SelfTraining
from tests.story import NOON, WORDS, By, given, hand

CELL = UnitId(UUID(int=2))
SECRETARY = hand("secretary")
TODAY, TOMORROW = date(2026, 3, 10), date(2026, 3, 11)
RAISED = MembersProposalRaised(CELL, WORDS, date(2026, 3, 5), date(2026, 4, 5))
PLANNED = SelfTrainingPlanned(CELL, PersonId("p1"), WORDS, date(2026, 6, 1))


def test_questions_come_before_the_meeting_begins():
    starts = datetime(2026, 3, 9, 7, tzinfo=NOON.tzinfo)
    scheduled = By("secretary", MeetingScheduled(CELL, MeetingKind.REGULAR, starts.date(), starts, "Phòng họp"))
    before, after = (QuestionsSent(starts.replace(hour=hour), 3) for hour in (6, 8))
    given(Meeting(), scheduled).when(lambda it: it.prepare(before, before.sent_at, NOON)).then(before)
    late = given(Meeting(), scheduled).when(lambda it: it.prepare(after, after.sent_at, NOON))
    late.refused(refusals.NoticeAfterTheMeeting)


def test_a_proposal_is_answered_once_and_after_it_was_raised():
    answer = MembersProposalAnswered(WORDS, TODAY)
    raised = By("secretary", RAISED)
    given(MembersProposal(), raised).when(lambda it: it.answer(SECRETARY, answer)).then(answer)
    early = MembersProposalAnswered(WORDS, date(2026, 3, 4))
    given(MembersProposal(), raised).when(lambda it: it.answer(SECRETARY, early)).refused(
        refusals.AnsweredBeforeItWasRaised
    )
    twice = given(MembersProposal(), raised, By("secretary", answer)).when(lambda it: it.answer(SECRETARY, answer))
    twice.refused(refusals.MembersProposalAlreadyAnswered)


def test_a_proposal_is_not_raised_ahead_nor_answered_by_a_day_before_it():
    ahead = MembersProposalRaised(CELL, WORDS, TOMORROW, date(2026, 4, 5))
    given(MembersProposal()).when(lambda it: it.raise_(SECRETARY, ahead)).refused(refusals.HeldInTheFuture)
    backwards = MembersProposalRaised(CELL, WORDS, TODAY, date(2026, 3, 1))
    given(MembersProposal()).when(lambda it: it.raise_(SECRETARY, backwards)).refused(refusals.DueBeforeItBegins)


def test_a_proposal_names_nobody():
    assert {field.name for field in fields(MembersProposalRaised)} == {"unit", "what", "on", "answer_by"}


def test_self_training_is_done_once():
    done, planned = SelfTrainingFinished(TODAY), By("secretary", PLANNED)
    given(SelfTraining(), planned).when(lambda it: it.finish(SECRETARY, done)).then(done)
    twice = given(SelfTraining(), planned, By("secretary", done)).when(lambda it: it.finish(SECRETARY, done))
    twice.refused(refusals.SelfTrainingAlreadyFinished)
    past = SelfTrainingPlanned(CELL, PersonId("p1"), WORDS, date(2026, 3, 1))
    given(SelfTraining()).when(lambda it: it.plan(SECRETARY, past)).refused(refusals.DueBeforeItBegins)


def test_contributions_are_those_of_somebody_and_not_ahead():
    nobody = ContributionsAcknowledged(CELL, TODAY, 0, ContributionForm.IN_WRITING)
    given(Contributions()).when(lambda it: it.acknowledge(SECRETARY, nobody)).refused(refusals.NobodyAcknowledged)
    ahead = ContributionsAcknowledged(CELL, TOMORROW, 2, ContributionForm.IN_WRITING)
    given(Contributions()).when(lambda it: it.acknowledge(SECRETARY, ahead)).refused(refusals.HeldInTheFuture)
