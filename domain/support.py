"""One support of an organisation: diagnosed, planned, approved, mentored, milestones reached, ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain import refusals
from domain.capacity_names import Organisation, SupportOutcome
from domain.events.support import (
    JointActivityHeld,
    MentorAssigned,
    MilestoneReached,
    OrganisationDiagnosed,
    SupportEnded,
    SupportPlanApproved,
    SupportPlanned,
)
from domain.names import Office, PersonId, UnitId
from domain.record import Hand, Record
from domain.unit import Unit

INSIDE = (Office.SECRETARY, Office.DEPUTY_SECRETARY, Office.COMMITTEE_MEMBER)


@dataclass(frozen=True)
class Support:
    """What a decision on a support needs to know."""

    unit: UnitId | None = None
    organisation: Organisation | None = None
    milestones: int = 0
    planned_by: frozenset[PersonId] = frozenset()
    approved: bool = False
    mentor: PersonId | None = None
    reached: frozenset[int] = frozenset()
    over: bool = False

    def diagnose(self, hand: Hand, asked: OrganisationDiagnosed, running: bool) -> OrganisationDiagnosed:
        """`running`: the organisation is being supported already."""
        if running:
            raise refusals.SupportedAlready
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        return asked

    def plan(self, hand: Hand, asked: SupportPlanned) -> SupportPlanned:
        self._must_run()
        if self.approved:
            raise refusals.SupportPlanStands
        if asked.until < hand.today:
            raise refusals.DueBeforeItBegins(hand.today)
        return asked

    def approve(self, hand: Hand) -> SupportPlanApproved:
        self._must_run()
        if not self.milestones or self.approved:
            raise refusals.SupportNotPlanned
        if hand.people & self.planned_by:
            raise refusals.PlannerApproves
        return SupportPlanApproved()

    def assign_mentor(self, hand: Hand, asked: MentorAssigned, unit: Unit) -> MentorAssigned:
        """`unit`: the supported one."""
        self._must_help()
        if any(asked.mentor in unit.holders_of(office, hand.today) for office in INSIDE):
            raise refusals.MentorFromInside
        return asked

    def reach(self, asked: MilestoneReached) -> MilestoneReached:
        self._must_help()
        if not 1 <= asked.n <= self.milestones:
            raise refusals.NoSuchMilestone
        if asked.n in self.reached:
            raise refusals.MilestoneAlreadyReached
        return asked

    def hold_activity(self, hand: Hand, asked: JointActivityHeld) -> JointActivityHeld:
        self._must_help()
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        return asked

    def end(self, asked: SupportEnded) -> SupportEnded:
        self._must_run()
        remaining = tuple(n for n in range(1, self.milestones + 1) if n not in self.reached)
        if asked.outcome is SupportOutcome.STRENGTHENED:
            self._must_help()
            if remaining:
                raise refusals.MilestonesRemain(remaining)
        return asked

    def _must_help(self) -> None:
        self._must_run()
        if not self.approved:
            raise refusals.SupportPlanNotApproved

    def _must_run(self) -> None:
        if self.unit is None:
            raise refusals.NotThere
        if self.over:
            raise refusals.SupportIsOver

    def after(self, record: Record[Any]) -> Support:
        match record.fact:
            case OrganisationDiagnosed(unit=unit, organisation=organisation):
                return Support(unit, organisation)
            case SupportPlanned(milestones=milestones):
                return replace(self, milestones=len(milestones), planned_by=record.people)
            case SupportPlanApproved():
                return replace(self, approved=True)
            case MentorAssigned(mentor=mentor):
                return replace(self, mentor=mentor)
            case MilestoneReached(n=n):
                return replace(self, reached=self.reached | {n})
            case SupportEnded():
                return replace(self, over=True)
            case _:
                return self
