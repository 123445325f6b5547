"""A solution's yearly programme: proposed, approved by a leader or returned, reviewed twice, ended."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from domain import catalogue, refusals
from domain.events.programme import (
    ProgrammeApproved,
    ProgrammeEnded,
    ProgrammeProposed,
    ProgrammeReturned,
    ProgrammeReviewed,
)
from domain.names import PersonId, Sealed
from domain.record import Hand, Record
from domain.solution_names import ReviewPeriod


class ProgrammeState(StrEnum):
    """Where a programme stands."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True)
class Programme:
    """What decisions on a programme ask."""

    proposed: ProgrammeProposed | None = None
    state: ProgrammeState | None = None
    proposed_by: frozenset[PersonId] = frozenset()
    reviewed: frozenset[ReviewPeriod] = frozenset()

    def propose(self, asked: ProgrammeProposed, measures: Collection[str]) -> ProgrammeProposed:
        """`measures`: the shares and numbers by which the solution is measured."""
        if self.state not in (None, ProgrammeState.RETURNED):
            raise refusals.ProgrammeUnderReview
        if set(asked.actions) - set(catalogue.solutions()[asked.solution].actions) or not asked.actions:
            raise refusals.ActionOfAnotherSolution
        if set(asked.targets) - set(measures) or any(target < 0 for target in asked.targets.values()):
            raise refusals.NoSuchMeasure
        return asked

    def approve(self, hand: Hand, number: str | None) -> ProgrammeApproved:
        self._must_wait_for(hand)
        return ProgrammeApproved(number)

    def send_back(self, hand: Hand, reason: Sealed) -> ProgrammeReturned:
        self._must_wait_for(hand)
        return ProgrammeReturned(reason)

    def review(self, reviewed: ProgrammeReviewed) -> ProgrammeReviewed:
        self._must_run()
        if reviewed.period in self.reviewed:
            raise refusals.ProgrammeReviewedAlready
        return reviewed

    def end(self, reason: Sealed) -> ProgrammeEnded:
        self._must_run()
        return ProgrammeEnded(reason)

    def after(self, record: Record[Any]) -> Programme:
        match record.fact:
            case ProgrammeProposed() as proposed:
                return replace(self, proposed=proposed, state=ProgrammeState.PROPOSED, proposed_by=record.people)
            case ProgrammeReturned():
                return replace(self, state=ProgrammeState.RETURNED)
            case ProgrammeApproved():
                return replace(self, state=ProgrammeState.RUNNING)
            case ProgrammeReviewed(period=period):
                return replace(self, reviewed=self.reviewed | {period})
            case ProgrammeEnded():
                return replace(self, state=ProgrammeState.ENDED)
            case _:
                return self

    def _must_wait_for(self, hand: Hand) -> None:
        if self.state is not ProgrammeState.PROPOSED:
            raise refusals.ProgrammeNotProposed
        if hand.people & self.proposed_by:
            raise refusals.OwnProgrammeDecided

    def _must_run(self) -> None:
        if self.state is not ProgrammeState.RUNNING:
            raise refusals.ProgrammeNotRunning
