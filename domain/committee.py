"""One review of a committee by its superior."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain import refusals
from domain.events.committee import CommitteeReviewed
from domain.names import UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class CommitteeReview:
    """What a decision on a review needs to know: nothing yet stands there."""

    unit: UnitId | None = None

    def review(self, hand: Hand, asked: CommitteeReviewed) -> CommitteeReviewed:
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        return asked

    def after(self, record: Record[Any]) -> CommitteeReview:
        match record.fact:
            case CommitteeReviewed(unit=unit):
                return CommitteeReview(unit)
            case _:
                return self
