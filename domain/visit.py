"""One visit to a meeting: planned, moved or called off, made, fed back, acknowledged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import refusals
from domain.events.visit import (
    FeedbackAcknowledged,
    FeedbackGiven,
    VisitCancelled,
    VisitMade,
    VisitMoved,
    VisitorReplaced,
    VisitPlanned,
)
from domain.names import PersonId, UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class Visit:
    """What a decision on a visit needs to know."""

    unit: UnitId | None = None
    visitor: PersonId | None = None
    on: date = date.min
    cancelled: bool = False
    made: bool = False
    fed_back: bool = False
    acknowledged: bool = False

    def plan(self, asked: VisitPlanned) -> VisitPlanned:
        return asked

    def make(self, hand: Hand, asked: VisitMade) -> VisitMade:
        self._must_be_ahead()
        if self.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        return asked

    def move(self, asked: VisitMoved) -> VisitMoved:
        self._must_be_ahead()
        if asked.on == self.on and asked.meeting is None:
            raise refusals.VisitIsOnThatDay
        return asked

    def replace_visitor(self, asked: VisitorReplaced) -> VisitorReplaced:
        self._must_be_ahead()
        if asked.visitor == self.visitor:
            raise refusals.AlreadyTheVisitor
        return asked

    def cancel(self, asked: VisitCancelled) -> VisitCancelled:
        self._must_be_ahead()
        return asked

    def give_feedback(self, asked: FeedbackGiven) -> FeedbackGiven:
        self._must_be_there()
        if not self.made:
            raise refusals.VisitNotMade
        if self.fed_back:
            raise refusals.FeedbackAlreadyGiven
        return asked

    def acknowledge(self) -> FeedbackAcknowledged:
        self._must_be_there()
        if not self.fed_back or self.acknowledged:
            raise refusals.NoFeedbackToAcknowledge
        return FeedbackAcknowledged()

    def _must_be_ahead(self) -> None:
        self._must_be_there()
        if self.cancelled:
            raise refusals.VisitWasCancelled
        if self.made:
            raise refusals.VisitAlreadyMade

    def _must_be_there(self) -> None:
        if self.unit is None:
            raise refusals.NotThere

    def after(self, record: Record[Any]) -> Visit:
        match record.fact:
            case VisitPlanned(unit=unit, visitor=visitor, on=on):
                return Visit(unit=unit, visitor=visitor, on=on)
            case VisitMoved(on=on):
                return replace(self, on=on)
            case VisitorReplaced(visitor=visitor):
                return replace(self, visitor=visitor)
            case VisitCancelled():
                return replace(self, cancelled=True)
            case VisitMade():
                return replace(self, made=True)
            case FeedbackGiven():
                return replace(self, fed_back=True)
            case FeedbackAcknowledged():
                return replace(self, acknowledged=True)
            case _:
                return self
