"""A remediation case as views see it: the state that decisions are taken on, and where the case stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain.events.remediation import (
    EffectivenessCheckAsked,
    EffectivenessConfirmed,
    EffectivenessDenied,
    EvidenceFiled,
    PlanApproved,
    PlanReturned,
    PlanSubmitted,
    RemediationClosed,
    RemediationOpened,
    RemediationReopened,
    ResultSentBack,
)
from domain.names import Basis, RemediationId
from domain.record import Record
from domain.remediation import Remediation
from projections.days import day_of


class CaseState(StrEnum):
    """Where a case stands, in the order in which it goes."""

    OPENED = "opened"
    PLAN_SUBMITTED = "plan_submitted"
    PLAN_RETURNED = "plan_returned"
    UNDER_WAY = "under_way"
    REPORTED = "reported"
    SENT_BACK = "sent_back"
    VERIFIED = "verified"
    CLOSED = "closed"
    REOPENED = "reopened"


class Effect(StrEnum):
    """Whether the remedy held, some months after closure."""

    UNASKED = "unasked"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DENIED = "denied"


class WaitingOn(StrEnum):
    """Whose turn it is."""

    UNIT = "unit"
    INSPECTOR = "inspector"
    CLOSER = "closer"
    NOBODY = "nobody"


TURN = {
    CaseState.PLAN_SUBMITTED: WaitingOn.INSPECTOR,
    CaseState.REPORTED: WaitingOn.INSPECTOR,
    CaseState.VERIFIED: WaitingOn.CLOSER,
    CaseState.CLOSED: WaitingOn.NOBODY,
}


@dataclass(frozen=True)
class CaseSeen:
    """A case folded from its facts. Its plan stands at `plan_at`, the last reason for a return at `said_at`."""

    case: Remediation = field(default_factory=Remediation)
    basis: Basis | None = None
    recurrence_of: RemediationId | None = None
    opened_on: date = date.min
    opened_at: int = 0
    plan_at: int = 0
    said_at: int | None = None
    plan_returned: bool = False
    sent_back: bool = False
    reopened: bool = False
    evidence: tuple[int, ...] = ()
    """The step of each file that came in since the plan was approved."""
    effect: Effect = Effect.UNASKED
    effect_due: date | None = None
    effect_asked: tuple[int, ...] = ()
    """After how many months since it closed the effect was asked for."""

    def after(self, record: Record[Any]) -> CaseSeen:
        seen = replace(self, case=self.case.after(record))
        match record.fact:
            case RemediationOpened(basis=basis, recurrence_of=earlier):
                opened = replace(seen, basis=basis, recurrence_of=earlier)
                return replace(opened, opened_on=day_of(record), opened_at=record.position)
            case PlanSubmitted():
                return replace(seen, plan_at=record.position, plan_returned=False)
            case PlanReturned():
                return replace(seen, said_at=record.position, plan_returned=True)
            case PlanApproved():
                return replace(seen, evidence=(), sent_back=False, reopened=False)
            case EvidenceFiled(step=step):
                return replace(seen, evidence=(*self.evidence, step))
            case ResultSentBack():
                return replace(seen, said_at=record.position, sent_back=True)
            case RemediationReopened():
                afresh = replace(seen, reopened=True, plan_returned=False, sent_back=False, evidence=())
                return replace(afresh, effect=Effect.UNASKED, effect_due=None, said_at=record.position)
            case RemediationClosed():
                return replace(seen, effect=Effect.UNASKED, effect_due=None, effect_asked=())
            case EffectivenessCheckAsked(on=on, after_months=months):
                asked = (*self.effect_asked, months)
                return replace(seen, effect=Effect.ASKED, effect_due=on, effect_asked=asked)
            case EffectivenessConfirmed():
                return replace(seen, effect=Effect.CONFIRMED)
            case EffectivenessDenied():
                return replace(seen, effect=Effect.DENIED)
            case _:
                return seen

    @property
    def state(self) -> CaseState:
        case = self.case
        if case.closed_on is not None:
            return CaseState.CLOSED
        if not case.unverified:
            return CaseState.VERIFIED
        if case.approved:
            if case.reported:
                return CaseState.REPORTED
            return CaseState.SENT_BACK if self.sent_back else CaseState.UNDER_WAY
        if case.plan_waits:
            return CaseState.PLAN_SUBMITTED
        if self.plan_returned:
            return CaseState.PLAN_RETURNED
        return CaseState.REOPENED if self.reopened else CaseState.OPENED

    @property
    def waiting_on(self) -> WaitingOn:
        if self.state is CaseState.CLOSED and self.effect is Effect.ASKED:
            return WaitingOn.INSPECTOR
        return TURN.get(self.state, WaitingOn.UNIT)

    @property
    def remaining_steps(self) -> list[int]:
        """The steps that are yet to be done, or to be done again."""
        done = self.case.done - self.case.sent_back
        return [n for n in range(1, len(self.case.steps) + 1) if n not in done]
