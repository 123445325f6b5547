"""Study campaigns, yearly commitments and theme papers: what is taken in, and what is not."""

from datetime import date
from uuid import UUID

from domain import refusals
from domain.commitment import Commitment
from domain.events.commitment import CommitmentMade, CommitmentResult, CommitmentReviewed
from domain.events.study import (
    BriefingAcknowledged,
    BriefingAttended,
    BriefingHeld,
    StudyCampaignEnded,
    StudyCampaignOpened,
)
from domain.events.theme_paper import ThemePaperAssigned, ThemePaperDropped, ThemePaperFinished
from domain.names import PersonId, UnitId
from domain.study import StudyCampaign
from domain.theme_paper import ThemePaper
from tests.story import WORDS, By, given, hand

BLOC, CELL, OTHER = (UnitId(UUID(int=n)) for n in (1, 2, 3))
DAY = date(2026, 3, 9)
LEADER, SECRETARY = hand("leader"), hand("secretary")
OPENED = By("leader", StudyCampaignOpened(BLOC, "Chỉ thị 50", (CELL,), date(2026, 4, 1)))
HELD = By("leader", BriefingHeld(DAY))
ATTENDED = BriefingAttended(CELL, DAY, 3, True, 14)
MADE = By("secretary", CommitmentMade(CELL, 2026, WORDS, date(2026, 12, 31)))
ASSIGNED = By("secretary", ThemePaperAssigned(CELL, "Nêu gương", PersonId("p1"), date(2026, 3, 20)))


def test_a_campaign_asks_for_acknowledgement_by_a_day_to_come():
    late = StudyCampaignOpened(BLOC, "Chỉ thị 50", (CELL,), date(2026, 3, 9))
    given(StudyCampaign()).when(lambda it: it.open(LEADER, late)).refused(refusals.DueBeforeItBegins)


def test_a_briefing_is_held_once_a_day_and_never_ahead():
    given(StudyCampaign(), OPENED).when(lambda it: it.hold(LEADER, HELD.fact)).then(HELD.fact)
    again = given(StudyCampaign(), OPENED, HELD).when(lambda it: it.hold(LEADER, HELD.fact))
    again.refused(refusals.BriefingAlreadyHeld)
    ahead = BriefingHeld(date(2026, 3, 11))
    given(StudyCampaign(), OPENED).when(lambda it: it.hold(LEADER, ahead)).refused(refusals.HeldInTheFuture)


def test_only_a_unit_called_attends_each_session_once():
    given(StudyCampaign(), OPENED, HELD).when(lambda it: it.attend(ATTENDED)).then(ATTENDED)
    told = By("secretary", ATTENDED)
    twice = given(StudyCampaign(), OPENED, HELD, told).when(lambda it: it.attend(ATTENDED))
    twice.refused(refusals.AttendanceAlreadyTaken)
    stranger = BriefingAttended(OTHER, DAY, 1, False, 3)
    given(StudyCampaign(), OPENED, HELD).when(lambda it: it.attend(stranger)).refused(refusals.UnitNotInvited)
    given(StudyCampaign(), OPENED).when(lambda it: it.attend(ATTENDED)).refused(refusals.NoBriefingOnThatDay)


def test_a_unit_acknowledges_once_after_the_first_session_and_before_the_end():
    fact = BriefingAcknowledged(CELL)
    given(StudyCampaign(), OPENED).when(lambda it: it.acknowledge(fact)).refused(refusals.NoBriefingYet)
    given(StudyCampaign(), OPENED, HELD).when(lambda it: it.acknowledge(fact)).then(fact)
    twice = given(StudyCampaign(), OPENED, HELD, By("secretary", fact)).when(lambda it: it.acknowledge(fact))
    twice.refused(refusals.BriefingAlreadyAcknowledged)
    over = given(StudyCampaign(), OPENED, HELD, By("leader", StudyCampaignEnded()))
    over.when(lambda it: it.acknowledge(fact)).refused(refusals.StudyCampaignHasEnded)


def test_a_commitment_is_reviewed_once_and_not_before_its_year():
    review = CommitmentReviewed(CommitmentResult.KEPT, date(2026, 3, 10))
    given(Commitment(), MADE).when(lambda it: it.review(SECRETARY, review)).then(review)
    twice = given(Commitment(), MADE, By("secretary", review)).when(lambda it: it.review(SECRETARY, review))
    twice.refused(refusals.CommitmentAlreadyReviewed)
    early = CommitmentReviewed(CommitmentResult.KEPT, date(2025, 12, 30))
    given(Commitment(), MADE).when(lambda it: it.review(SECRETARY, early)).refused(
        refusals.CommitmentReviewedBeforeItsYear
    )
    given(Commitment()).when(lambda it: it.review(SECRETARY, review)).refused(refusals.NotThere)


def test_a_theme_paper_is_finished_or_dropped_once():
    finished, dropped = ThemePaperFinished(date(2026, 3, 10)), ThemePaperDropped(WORDS)
    given(ThemePaper(), ASSIGNED).when(lambda it: it.finish(SECRETARY, finished)).then(finished)
    for over in (finished, dropped):
        story = given(ThemePaper(), ASSIGNED, By("secretary", over))
        story.when(lambda it: it.finish(SECRETARY, finished)).refused(refusals.ThemePaperIsOver)
        story.when(lambda it: it.drop(dropped)).refused(refusals.ThemePaperIsOver)
    ahead = ThemePaperFinished(date(2026, 3, 12))
    given(ThemePaper(), ASSIGNED).when(lambda it: it.finish(SECRETARY, ahead)).refused(refusals.HeldInTheFuture)
