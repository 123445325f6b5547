"""One yearly commitment of a unit or of a member: made, and reviewed once its year has begun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain import refusals
from domain.events.commitment import CommitmentMade, CommitmentReviewed
from domain.names import PersonId, UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class Commitment:
    """What a decision on a commitment needs to know."""

    unit: UnitId | None = None
    person: PersonId | None = None
    year: int = 0
    reviewed: bool = False

    def make(self, asked: CommitmentMade) -> CommitmentMade:
        if asked.review_by.year < asked.year:
            raise refusals.CommitmentReviewedBeforeItsYear
        return asked

    def review(self, hand: Hand, asked: CommitmentReviewed) -> CommitmentReviewed:
        if self.unit is None:
            raise refusals.NotThere
        if self.reviewed:
            raise refusals.CommitmentAlreadyReviewed
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        if asked.on.year < self.year:
            raise refusals.CommitmentReviewedBeforeItsYear
        return asked

    def after(self, record: Record[Any]) -> Commitment:
        match record.fact:
            case CommitmentMade(unit=unit, person=person, year=year):
                return Commitment(unit, person, year)
            case CommitmentReviewed():
                return replace(self, reviewed=True)
            case _:
                return self
