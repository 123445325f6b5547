"""One thematic supervision: proposed, and concluded by a notice that sets the date to report by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain import refusals
from domain.events.supervision import SupervisionConcluded, SupervisionProposed
from domain.names import PersonId, UnitId
from domain.record import Record


@dataclass(frozen=True)
class Supervision:
    """What a decision on a supervision needs to know."""

    unit: UnitId | None = None
    subjects: tuple[UnitId, ...] = ()
    team: tuple[PersonId, ...] = ()
    concluded: bool = False

    def propose(self, asked: SupervisionProposed) -> SupervisionProposed:
        return asked

    def conclude(self, asked: SupervisionConcluded) -> SupervisionConcluded:
        if self.unit is None:
            raise refusals.NotThere
        if self.concluded:
            raise refusals.SupervisionAlreadyConcluded
        if asked.report_by < asked.dated:
            raise refusals.DueBeforeItBegins(asked.dated)
        return asked

    def after(self, record: Record[Any]) -> Supervision:
        match record.fact:
            case SupervisionProposed(unit=unit, subjects=subjects, team=team):
                return Supervision(unit, subjects, team)
            case SupervisionConcluded():
                return replace(self, concluded=True)
            case _:
                return self
