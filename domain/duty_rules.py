"""A unit's duty rules for its members, its committee or its secretary: edition after edition, each acknowledged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import refusals
from domain.events.duty_rules import DutyRulesAcknowledged, DutyRulesIssued
from domain.names import UnitId
from domain.record import Record


@dataclass(frozen=True)
class DutyRules:
    """What a decision on duty rules needs to know."""

    unit: UnitId | None = None
    edition: int = 0
    dated: date = date.min
    acknowledged_by_all: bool = False

    def issue(self, asked: DutyRulesIssued) -> DutyRulesIssued:
        """The next edition, whatever number it was asked under."""
        if asked.dated < self.dated:
            raise refusals.EarlierThanTheLastEdition(self.dated)
        return replace(asked, edition=self.edition + 1)

    def acknowledge(self, asked: DutyRulesAcknowledged) -> DutyRulesAcknowledged:
        if self.unit is None:
            raise refusals.NotThere
        if asked.edition != self.edition:
            raise refusals.EditionNotInForce
        if self.acknowledged_by_all:
            raise refusals.AllHaveAcknowledged
        return asked

    def after(self, record: Record[Any]) -> DutyRules:
        match record.fact:
            case DutyRulesIssued(unit=unit, edition=edition, dated=dated):
                return DutyRules(unit, edition, dated)
            case DutyRulesAcknowledged(acknowledged=acknowledged, obliged=obliged):
                return replace(self, acknowledged_by_all=acknowledged >= obliged)
            case _:
                return self
