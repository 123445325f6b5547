"""A unit's inspection of itself (tự kiểm tra): planned for a day, done with a conclusion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import refusals
from domain.events.regularity import SelfInspectionDone, SelfInspectionPlanned
from domain.names import UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class SelfInspection:
    """What a decision on a self-inspection needs to know."""

    unit: UnitId | None = None
    due: date | None = None
    done: bool = False

    def plan(self, asked: SelfInspectionPlanned) -> SelfInspectionPlanned:
        return asked

    def finish(self, hand: Hand, asked: SelfInspectionDone) -> SelfInspectionDone:
        if self.unit is None:
            raise refusals.NotThere
        if self.done:
            raise refusals.SelfInspectionOver
        must_have_come(asked.on, hand)
        return asked

    def after(self, record: Record[Any]) -> SelfInspection:
        match record.fact:
            case SelfInspectionPlanned(unit=unit, due=due):
                return SelfInspection(unit, due)
            case SelfInspectionDone():
                return replace(self, done=True)
            case _:
                return self


def must_have_come(on: date, hand: Hand) -> None:
    """What happened did so by today."""
    if on > hand.today:
        raise refusals.HeldInTheFuture(hand.today)
