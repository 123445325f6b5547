"""Domain 5, S6: an organisation is looked at, helped by a plan and a mentor, and stands by itself again."""

from datetime import date
from uuid import UUID

from domain import refusals
from domain.capacity_names import JointActivity, Organisation, SupportOutcome, Weakness
from domain.events.support import (
    JointActivityHeld,
    MentorAssigned,
    Milestone,
    MilestoneReached,
    OrganisationDiagnosed,
    SupportEnded,
    SupportPlanApproved,
    SupportPlanned,
)
from domain.events.unit import OfficeFilled, UnitRegistered
from domain.names import BodyKind, Office, PersonId, UnitId, UnitKind
from domain.support import Support
from domain.unit import Unit
from tests.story import WORDS, By, given, hand

CELL = UnitId(UUID(int=10))
OVERSEER, LEADER, AN = "p-overseer", "p-leader", PersonId("p-an")
FOUND = OrganisationDiagnosed(CELL, Organisation.PARTY, date(2026, 3, 1), (Weakness.FEW_MEMBERS,))
PLAN = SupportPlanned((Milestone(WORDS, date(2026, 6, 1)), Milestone(WORDS, date(2026, 9, 1))), date(2026, 12, 31))
diagnosed, planned, approved = By(OVERSEER, FOUND), By(OVERSEER, PLAN), By(LEADER, SupportPlanApproved())
helped = (diagnosed, planned, approved)
SOUND, STOPPED = SupportEnded(SupportOutcome.STRENGTHENED), SupportEnded(SupportOutcome.STOPPED)


def led_by(person: PersonId) -> Unit:
    seat = OfficeFilled(Office.SECRETARY, BodyKind.COMMITTEE, person, date(2025, 1, 1))
    return given(Unit(), By(LEADER, UnitRegistered("A", "Chi bộ A", UnitKind.CELL)), By(LEADER, seat)).state


def test_one_support_at_a_time_for_each_organisation():
    given(Support()).when(lambda it: it.diagnose(hand(OVERSEER), FOUND, running=False)).then(FOUND)
    running = given(Support()).when(lambda it: it.diagnose(hand(OVERSEER), FOUND, running=True))
    running.refused(refusals.SupportedAlready)


def test_whoever_planned_it_does_not_approve_it():
    given(Support(), diagnosed).when(lambda it: it.approve(hand(LEADER))).refused(refusals.SupportNotPlanned)
    waits = given(Support(), diagnosed, planned)
    waits.when(lambda it: it.approve(hand(OVERSEER))).refused(refusals.PlannerApproves)
    waits.when(lambda it: it.approve(hand(LEADER))).then(SupportPlanApproved())


def test_an_approved_plan_stands():
    given(Support(), *helped).when(lambda it: it.plan(hand(OVERSEER), PLAN)).refused(refusals.SupportPlanStands)


def test_help_comes_from_outside_and_after_approval():
    mentor = MentorAssigned(AN)
    early = given(Support(), diagnosed, planned)
    early.when(lambda it: it.assign_mentor(hand(LEADER), mentor, Unit())).refused(refusals.SupportPlanNotApproved)
    ready = given(Support(), *helped)
    ready.when(lambda it: it.assign_mentor(hand(LEADER), mentor, led_by(AN))).refused(refusals.MentorFromInside)
    ready.when(lambda it: it.assign_mentor(hand(LEADER), mentor, led_by(PersonId("p-binh")))).then(mentor)


def test_each_milestone_is_reached_once():
    once, never = MilestoneReached(1), MilestoneReached(3)
    ready = given(Support(), *helped)
    ready.when(lambda it: it.reach(once)).then(once)
    ready.when(lambda it: it.reach(never)).refused(refusals.NoSuchMilestone)
    again = given(Support(), *helped, By(OVERSEER, once))
    again.when(lambda it: it.reach(once)).refused(refusals.MilestoneAlreadyReached)


def test_an_organisation_is_strengthened_when_every_milestone_is_reached():
    half = given(Support(), *helped, By(OVERSEER, MilestoneReached(2))).when(lambda it: it.end(SOUND))
    assert half.refused(refusals.MilestonesRemain).values == {"milestones": (1,)}
    half.when(lambda it: it.end(STOPPED)).then(STOPPED)
    whole = given(Support(), *helped, *(By(OVERSEER, MilestoneReached(n)) for n in (1, 2)))
    whole.when(lambda it: it.end(SOUND)).then(SOUND)


def test_nothing_is_done_in_a_support_that_is_over():
    over = given(Support(), *helped, By(LEADER, STOPPED))
    held = JointActivityHeld(JointActivity.WORKSHOP, date(2026, 3, 5), 30)
    over.when(lambda it: it.hold_activity(hand(OVERSEER), held)).refused(refusals.SupportIsOver)
    over.when(lambda it: it.end(STOPPED)).refused(refusals.SupportIsOver)
