"""A remediation case as far as decisions ask: what is held, planned, done, by whom; and what each asks first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain import refusals
from domain.events.remediation import Limitation, PlanStep
from domain.furthering import Row
from domain.names import Body, DeficiencyId, PersonId, SolutionCode, UnitId
from domain.record import Hand

NOBODY: frozenset[PersonId] = frozenset()


@dataclass(frozen=True)
class CaseState:
    """Only what a decision needs."""

    unit: UnitId | None = None
    limitations: tuple[Limitation, ...] = ()
    playbooks: Mapping[SolutionCode, int] = field(default_factory=dict)
    begins: date = date.min
    due: date = date.min
    issuer: Body | None = None
    steps: tuple[PlanStep, ...] = ()
    plan_waits: bool = False
    approved: bool = False
    approved_at: datetime | None = None
    approved_position: int = 0
    evidence: frozenset[int] = frozenset()
    done: frozenset[int] = frozenset()
    furthered: tuple[Row, ...] = ()
    sent_back: frozenset[int] = frozenset()
    reported: bool = False
    remedied_by: frozenset[PersonId] = NOBODY
    verified: frozenset[DeficiencyId] = frozenset()
    contested: frozenset[DeficiencyId] = frozenset()
    extension_until: date | None = None
    extension_by: frozenset[PersonId] = NOBODY
    closed_on: date | None = None
    reopened: bool = False

    def is_overdue(self, today: date) -> bool:
        """Derived, never recorded: the deadline passed and no result was reported."""
        return self.unit is not None and self.closed_on is None and not self.reported and today > self.due

    @property
    def holds(self) -> tuple[DeficiencyId, ...]:
        """The deficiencies of the case, in the order they came in."""
        return tuple(limitation.deficiency for limitation in self.limitations)

    @property
    def unverified(self) -> tuple[DeficiencyId, ...]:
        return tuple(d for d in self.holds if d not in self.verified)

    @property
    def step_numbers(self) -> frozenset[int]:
        return frozenset(range(1, len(self.steps) + 1))

    # What each decision asks first

    def must_be_open(self) -> None:
        if self.unit is None:
            raise refusals.NotThere
        if self.closed_on is not None:
            raise refusals.CaseClosed

    def must_be_closed(self) -> date:
        if self.unit is None:
            raise refusals.NotThere
        if self.closed_on is None:
            raise refusals.CaseNotClosed
        return self.closed_on

    def must_not_be_found_by(self, people: frozenset[PersonId]) -> None:
        for limitation in self.limitations:
            if not limitation.self_reported and people & set(limitation.found_by):
                raise refusals.FinderMayNotRemedy

    def must_remedy_each(self, steps: tuple[PlanStep, ...]) -> None:
        remedied = {step.deficiency for step in steps}
        if remedied - set(self.holds):
            raise refusals.RemedyForAnother
        if left := [str(d) for d in self.unverified if d not in remedied]:
            raise refusals.LimitationWithoutRemedy(tuple(left))

    def must_have_a_plan_to_decide(self, hand: Hand) -> None:
        self.must_be_open()
        if not self.plan_waits:
            raise refusals.NoPlanToDecide
        if hand.people & self.remedied_by:
            raise refusals.OwnPlanDecided

    def must_not_be_dropped_by(self, hand: Hand) -> None:
        if hand.people & self.remedied_by:
            raise refusals.DroppedFromInside

    def must_be_working(self, hand: Hand, step: int) -> None:
        self.must_be_open()
        self.must_not_be_found_by(hand.people)
        if not self.approved:
            raise refusals.PlanNotApproved
        if self.reported:
            raise refusals.AlreadyReported
        if step not in self.step_numbers:
            raise refusals.NoSuchStep(len(self.steps))
