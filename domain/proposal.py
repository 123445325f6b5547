"""What the rules propose: a deficiency that a person confirms or dismisses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain import refusals
from domain.events.month import DeficiencyProposed, ProposalConfirmed, ProposalDismissed
from domain.names import DeficiencyCode, DeficiencyId, Sealed, UnitId
from domain.record import Record

UNNAMED = DeficiencyCode("")


@dataclass(frozen=True)
class Proposal:
    """What a decision on a proposal needs to know."""

    cell: UnitId | None = None
    code: DeficiencyCode = UNNAMED
    decided: bool = False

    def confirm(self, deficiency: DeficiencyId) -> ProposalConfirmed:
        self._must_wait()
        return ProposalConfirmed(deficiency=deficiency)

    def dismiss(self, reason: Sealed) -> ProposalDismissed:
        self._must_wait()
        return ProposalDismissed(reason=reason)

    def _must_wait(self) -> None:
        if self.cell is None:
            raise refusals.NotThere
        if self.decided:
            raise refusals.ProposalAlreadyDecided

    def after(self, record: Record[Any]) -> Proposal:
        match record.fact:
            case DeficiencyProposed(cell=cell, code=code):
                return Proposal(cell, code)
            case ProposalConfirmed() | ProposalDismissed():
                return replace(self, decided=True)
            case _:
                return self
