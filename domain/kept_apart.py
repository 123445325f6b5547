"""Were duties kept apart? Looked at in what was recorded, not in what decisions allow: imports count too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from domain.events.remediation import (
    DeficiencyVerified,
    EffectivenessConfirmed,
    EffectivenessDenied,
    EvidenceFiled,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    PlanApproved,
    PlanReturned,
    PlanSubmitted,
    RemediationClosed,
    RemediationOpened,
    ResultReported,
    ResultSentBack,
    StepDone,
)
from domain.events.rule_change import RuleChangeAgreed, RuleChangeProposed
from domain.names import PersonId
from domain.record import Record

REMEDYING = (PlanSubmitted, EvidenceFiled, StepDone, ResultReported, ExtensionRequested)
DECIDING = (PlanApproved, PlanReturned, ExtensionGranted, ExtensionRefused)
JUDGING = (DeficiencyVerified, ResultSentBack, RemediationClosed, EffectivenessConfirmed, EffectivenessDenied)
LOOKED_AT = frozenset({RemediationOpened, *REMEDYING, *DECIDING, *JUDGING, RuleChangeProposed, RuleChangeAgreed})
"""What is read of a history."""
NOBODY: frozenset[PersonId] = frozenset()


class Breach(StrEnum):
    """How duties were mixed."""

    FINDER_REMEDIED = "finder_remedied"
    REMEDIATOR_DECIDED = "remediator_decided"
    REMEDIATOR_JUDGED = "remediator_judged"
    RULES_BY_ONE_HAND = "rules_by_one_hand"


class Breached(NamedTuple):
    """A fact by which duties were mixed, in which case, and by whom."""

    position: int
    case: UUID
    breach: Breach
    people: frozenset[PersonId]


@dataclass(frozen=True)
class _Case:
    found_by: frozenset[PersonId] = NOBODY
    remedied_by: frozenset[PersonId] = NOBODY
    proposed_by: frozenset[PersonId] = NOBODY


def breaches(history: Iterable[Record[Any]]) -> Iterator[Breached]:
    """Every breach in a history, in its order: nobody decides or judges what they remedied or asked for, and whoever
    found a thing does not remedy it, unless a cell reported it on itself; nobody agrees to the change of rules that
    they proposed."""
    cases: dict[UUID, _Case] = {}
    for record in history:
        if type(record.fact) in LOOKED_AT:
            case = cases.get(record.stream, _Case())
            if (found := _breach(case, record)) is not None:
                yield found
            cases[record.stream] = _after(case, record)


def _breach(case: _Case, record: Record[Any]) -> Breached | None:
    if isinstance(record.fact, REMEDYING):
        mixed, breach = case.found_by & record.people, Breach.FINDER_REMEDIED
    elif isinstance(record.fact, RuleChangeAgreed):
        mixed, breach = case.proposed_by & record.people, Breach.RULES_BY_ONE_HAND
    elif isinstance(record.fact, DECIDING):
        mixed, breach = case.remedied_by & record.people, Breach.REMEDIATOR_DECIDED
    else:
        mixed, breach = case.remedied_by & record.people, Breach.REMEDIATOR_JUDGED
    return Breached(record.position, record.stream, breach, mixed) if mixed else None


def _after(case: _Case, record: Record[Any]) -> _Case:
    if isinstance(record.fact, RemediationOpened):
        found = {person for one in record.fact.limitations if not one.self_reported for person in one.found_by}
        return replace(case, found_by=case.found_by | found)
    if isinstance(record.fact, RuleChangeProposed):
        return replace(case, proposed_by=record.people)
    if isinstance(record.fact, REMEDYING):
        return replace(case, remedied_by=case.remedied_by | record.people)
    return case
