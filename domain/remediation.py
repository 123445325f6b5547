"""A remediation case, from its opening to its effect: who may do what, and in which order.

opened → plan submitted (which acknowledges) → approved or returned → steps done with evidence → reported
→ each deficiency verified or sent back → closed → effect checked → confirmed, or reopened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import case_history, refusals
from domain.case_state import CaseState
from domain.events.furthering import StepFurthered, StepRestarted
from domain.events.remediation import (
    DeficiencyVerified,
    EffectivenessCheckAsked,
    EffectivenessConfirmed,
    EffectivenessDenied,
    EvidenceFiled,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    Limitation,
    PlanApproved,
    PlanReturned,
    PlanStep,
    PlanSubmitted,
    RemediationClosed,
    RemediationOpened,
    RemediationReopened,
    ResultReported,
    ResultSentBack,
    StepDone,
    StepResult,
)
from domain.furthering import Happened, moved
from domain.names import Body, DeficiencyCode, DeficiencyId, Sealed, UnitId
from domain.record import Hand, Record
from domain.rulesets import came_back


@dataclass(frozen=True)
class Finding:
    """What a verifier found of one deficiency: put right or not, and why."""

    deficiency: DeficiencyId
    sound: bool
    reason: Sealed | None = None


@dataclass(frozen=True)
class Remediation(CaseState):
    """A case and the decisions on it. Decisions may refuse; history never does."""

    # Opening

    def open(self, asked: RemediationOpened) -> RemediationOpened:
        if not asked.limitations:
            raise refusals.NothingToRemedy
        if {limitation.unit for limitation in asked.limitations} != {asked.unit}:
            raise refusals.NotOfThisUnit
        if asked.due < asked.basis.dated:
            raise refusals.DueBeforeItBegins(asked.basis.dated)
        return asked

    # The plan

    def submit_plan(self, hand: Hand, steps: tuple[PlanStep, ...]) -> PlanSubmitted:
        self.must_be_open()
        if self.approved or self.plan_waits:
            raise refusals.PlanUnderReview
        self.must_not_be_found_by(hand.people | {step.owner for step in steps})
        self.must_remedy_each(steps)
        if not self.reopened and any(step.due > self.due for step in steps):
            raise refusals.StepAfterTheDeadline(self.due)
        if any(step.due < self.begins for step in steps):
            raise refusals.StepBeforeTheCase(self.begins)
        return PlanSubmitted(steps=steps)

    def approve_plan(self, hand: Hand) -> PlanApproved:
        self.must_have_a_plan_to_decide(hand)
        if self.contested:
            raise refusals.ContestUndecided
        if causeless := [str(held.deficiency) for held in self.limitations if not held.causes]:
            raise refusals.CausesNotAnalysed(tuple(causeless))
        return PlanApproved()

    def return_plan(self, hand: Hand, reason: Sealed) -> PlanReturned:
        self.must_have_a_plan_to_decide(hand)
        return PlanReturned(reason=reason)

    # The work

    def file_evidence(self, hand: Hand, evidence: EvidenceFiled) -> EvidenceFiled:
        self.must_be_working(hand, evidence.step)
        if evidence.taken_on is not None and evidence.taken_on > hand.today:
            raise refusals.TakenInTheFuture(hand.today)
        return evidence

    def finish_step(self, hand: Hand, step: int, note: Sealed | None) -> StepDone:
        self.must_be_working(hand, step)
        if step in self.done - self.sent_back:
            raise refusals.StepAlreadyDone
        if step not in self.evidence:
            raise refusals.StepWithoutEvidence
        return StepDone(step=step, note=note)

    def further(self, it: Happened) -> StepFurthered | StepRestarted:
        """A fact recorded elsewhere brings a step on by itself."""
        move = self.furthered_by(it)
        if move is None:
            raise refusals.StepDoesNotMove
        return move

    def furthered_by(self, it: Happened) -> StepFurthered | StepRestarted | None:
        working = self.approved and self.closed_on is None and not self.reported
        to_do = it.step in self.step_numbers - self.done - self.sent_back
        return moved(self.furthered, it) if working and to_do else None

    def report(self, hand: Hand, results: tuple[StepResult, ...]) -> ResultReported:
        for step in [result.step for result in results] or [1]:
            self.must_be_working(hand, step)
        if remaining := sorted(self.step_numbers - self.done):
            raise refusals.StepsRemain(tuple(remaining))
        return ResultReported(results=results)

    # Verification

    def verify(self, hand: Hand, findings: tuple[Finding, ...]) -> tuple[DeficiencyVerified | ResultSentBack, ...]:
        self.must_be_open()
        if not self.reported:
            raise refusals.NothingToVerify
        if hand.people & self.remedied_by:
            raise refusals.VerifierIsRemediator
        if len({finding.deficiency for finding in findings}) < len(findings):
            raise refusals.NotInTheReport
        if any(own.self_reported and hand.people & set(own.found_by) for own in self.limitations):
            raise refusals.VerifiedFromInside
        return tuple(self._verified(finding) for finding in findings)

    def _verified(self, finding: Finding) -> DeficiencyVerified | ResultSentBack:
        if finding.deficiency not in self.unverified:
            raise refusals.NotInTheReport
        if finding.sound:
            return DeficiencyVerified(deficiency=finding.deficiency, reason=finding.reason)
        if finding.reason is None:
            raise refusals.ReasonMissing
        return ResultSentBack(deficiency=finding.deficiency, reason=finding.reason)

    def verified_from_outside(self, verifier_sits_inside: bool) -> None:
        """What a unit reported on itself is verified by someone who is not of that unit."""
        own = any(limitation.self_reported for limitation in self.limitations)
        if own and verifier_sits_inside:
            raise refusals.VerifiedFromInside

    # Closing, and what comes after

    def close(self, hand: Hand, sits_on: frozenset[Body], reason: Sealed) -> RemediationClosed:
        """`sits_on`: the bodies the closer sits on, those below them counted too."""
        self.must_be_open()
        if self.unverified:
            raise refusals.NotAllVerified(tuple(str(d) for d in self.unverified))
        if hand.people & self.remedied_by:
            raise refusals.CloserIsRemediator
        if self.issuer not in sits_on:
            raise refusals.CloserNotOfTheIssuer
        return RemediationClosed(reason=reason)

    def ask_effect(self, asked: EffectivenessCheckAsked) -> EffectivenessCheckAsked:
        self.must_be_closed()
        return asked

    def judge_effect(self, hand: Hand, held: bool, reason: Sealed) -> EffectivenessConfirmed | EffectivenessDenied:
        self.must_be_closed()
        if hand.people & self.remedied_by:
            raise refusals.EffectivenessByRemediator
        return EffectivenessConfirmed(reason=reason) if held else EffectivenessDenied(reason=reason)

    def reopen(self, hand: Hand, reason: Sealed, deficiencies: tuple[DeficiencyId, ...]) -> RemediationReopened:
        """Go on with deficiencies of the case; findings that recurred join it beside this fact."""
        self.must_be_closed()
        if hand.people & self.remedied_by:
            raise refusals.EffectivenessByRemediator
        if not deficiencies:
            raise refusals.NothingToReopen
        return RemediationReopened(reason=reason, deficiencies=deficiencies)

    def recurring(self, unit: UnitId, codes: set[DeficiencyCode], today: date) -> frozenset[DeficiencyCode]:
        """The deficiencies that this closed case had and that came back in its unit within the months that count."""
        closed_on = self.must_be_closed()
        own = frozenset(limitation.code for limitation in self.limitations)
        if unit != self.unit or not codes & own or not came_back(closed_on, today):
            raise refusals.NotARecurrence
        return own & codes

    def joining(self, found: Limitation, today: date) -> Limitation:
        """A finding that recurred, as it joins the reopened case."""
        if self.unit is not None:
            self.recurring(found.unit, {found.code}, today)
        return found

    # Time

    def ask_extension(self, hand: Hand, until: date, reason: Sealed) -> ExtensionRequested:
        self.must_be_open()
        self.must_not_be_found_by(hand.people)
        if self.extension_until is not None:
            raise refusals.ExtensionPending
        if until <= self.due:
            raise refusals.ExtensionNotLater(self.due)
        return ExtensionRequested(until=until, reason=reason)

    def decide_extension(self, hand: Hand, granted: bool, reason: Sealed | None) -> ExtensionGranted | ExtensionRefused:
        self.must_be_open()
        if self.extension_until is None:
            raise refusals.NoExtensionPending
        if hand.people & (self.extension_by | self.remedied_by):
            raise refusals.OwnExtensionDecided
        if granted:
            return ExtensionGranted(until=self.extension_until, reason=reason)
        if reason is None:
            raise refusals.ReasonMissing
        return ExtensionRefused(reason=reason)

    def after(self, record: Record[Any]) -> Remediation:
        return replace(self, **case_history.told(self, record))
