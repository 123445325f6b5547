"""A deficiency, from its finding to its case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.calendar import local_day
from domain.events.deficiency import (
    CausesAnalysed,
    ContestRejected,
    ContestUpheld,
    DeficiencyAcknowledged,
    DeficiencyContested,
    DeficiencyRecorded,
    DeficiencyRemedied,
    DeficiencyTakenUp,
    DeficiencyWithdrawn,
)
from domain.events.remediation import Limitation
from domain.names import (
    CauseCode,
    DeficiencyCode,
    DeficiencyId,
    PersonId,
    RemediationId,
    Sealed,
    Target,
    TargetKind,
    UnitId,
)
from domain.record import Hand, Record
from domain.refusals import (
    AlreadyAcknowledged,
    AlreadyContested,
    DeficiencyHasItsCase,
    DeficiencyNotOpen,
    DroppedFromInside,
    FoundOnlyByComparison,
    NothingContested,
    NotThere,
    OwnContestDecided,
    TargetNotInspected,
)

UNNAMED = DeficiencyCode("")
COMPARISON_ONLY = DeficiencyCode("D13")
OF_OVERSEERS = DeficiencyCode("D12")
NOBODY: frozenset[PersonId] = frozenset()


@dataclass(frozen=True)
class Deficiency:
    """What a decision on a deficiency needs to know."""

    unit: UnitId | None = None
    target: Target | None = None
    found_on: date = date.min
    code: DeficiencyCode = UNNAMED
    found_by: frozenset[PersonId] = NOBODY
    self_reported: bool = False
    causes: tuple[CauseCode, ...] = ()
    acknowledged: bool = False
    contested_by: frozenset[PersonId] = NOBODY
    contest_decided: bool = False
    withdrawn: bool = False
    case: RemediationId | None = None
    remedied: bool = False

    @property
    def contest_open(self) -> bool:
        return bool(self.contested_by) and not self.contest_decided

    @property
    def may_be_acknowledged(self) -> bool:
        """Whether a plan for it owns up to it."""
        return self.open and not self.acknowledged and not self.contest_open

    @property
    def open(self) -> bool:
        return self.unit is not None and not self.withdrawn and not self.remedied

    # Decisions: state in, fact out.

    def record(self, found: DeficiencyRecorded) -> DeficiencyRecorded:
        if found.code == COMPARISON_ONLY:
            raise FoundOnlyByComparison
        if found.code == OF_OVERSEERS and found.target.kind is TargetKind.UNIT:
            raise TargetNotInspected
        return found

    def acknowledge(self) -> DeficiencyAcknowledged:
        self._must_be_open()
        if self.acknowledged:
            raise AlreadyAcknowledged
        return DeficiencyAcknowledged()

    def contest(self, reason: Sealed) -> DeficiencyContested:
        self._must_be_open()
        if self.contested_by:
            raise AlreadyContested
        if self.acknowledged:
            raise AlreadyAcknowledged
        return DeficiencyContested(reason=reason)

    def decide_contest(self, hand: Hand, upheld: bool, reason: Sealed) -> ContestUpheld | ContestRejected:
        self._must_be_open()
        if not self.contest_open:
            raise NothingContested
        if hand.people & self.contested_by:
            raise OwnContestDecided
        return ContestUpheld(reason=reason) if upheld else ContestRejected(reason=reason)

    def withdraw(self, hand: Hand, reason: Sealed) -> DeficiencyWithdrawn:
        self._must_be_open()
        if hand.people & self.contested_by:
            raise DroppedFromInside
        return DeficiencyWithdrawn(reason=reason)

    def analyse(self, causes: tuple[CauseCode, ...]) -> CausesAnalysed:
        self._must_be_open()
        return CausesAnalysed(causes=causes)

    def take_up(self, case: RemediationId) -> DeficiencyTakenUp:
        self._must_be_open()
        if self.case is not None:
            raise DeficiencyHasItsCase
        return DeficiencyTakenUp(case=case)

    def take_up_again(self, case: RemediationId) -> DeficiencyTakenUp:
        """The case that had closed over it goes on."""
        if self.withdrawn or self.case != case:
            raise DeficiencyNotOpen
        return DeficiencyTakenUp(case=case)

    def as_limitation(self, deficiency: DeficiencyId) -> Limitation:
        """The deficiency as a case takes it in."""
        if self.unit is None:
            raise NotThere
        found_by = tuple(sorted(self.found_by))
        return Limitation(deficiency, self.unit, self.code, found_by, self.self_reported, self.causes)

    def _must_be_open(self) -> None:
        if self.unit is None:
            raise NotThere
        if not self.open:
            raise DeficiencyNotOpen

    # History: state after a fact.

    def after(self, record: Record[Any]) -> Deficiency:
        match record.fact:
            case DeficiencyRecorded(unit=unit, target=target, code=code, causes=causes, self_reported=own):
                return Deficiency(unit, target, local_day(record.occurred_at), code, record.people, own, causes)
            case DeficiencyAcknowledged():
                return replace(self, acknowledged=True)
            case DeficiencyContested():
                return replace(self, contested_by=record.people, contest_decided=False)
            case ContestUpheld():
                return replace(self, contest_decided=True, withdrawn=True)
            case ContestRejected():
                return replace(self, contest_decided=True)
            case DeficiencyWithdrawn():
                return replace(self, withdrawn=True)
            case CausesAnalysed(causes=causes):
                return replace(self, causes=causes)
            case DeficiencyTakenUp(case=case):
                return replace(self, case=case, remedied=False)
            case DeficiencyRemedied():
                return replace(self, remedied=True)
            case _:
                return self
