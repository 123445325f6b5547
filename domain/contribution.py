"""Contributions that a cell acknowledged on a day: some members, and never ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain import refusals
from domain.events.contribution import ContributionsAcknowledged
from domain.names import UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class Contributions:
    """Nothing follows what was acknowledged."""

    unit: UnitId | None = None

    def acknowledge(self, hand: Hand, asked: ContributionsAcknowledged) -> ContributionsAcknowledged:
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        if asked.members < 1:
            raise refusals.NobodyAcknowledged
        return asked

    def after(self, record: Record[Any]) -> Contributions:
        match record.fact:
            case ContributionsAcknowledged(unit=unit):
                return Contributions(unit)
            case _:
                return self
