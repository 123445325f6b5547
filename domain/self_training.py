"""One member's self-training: planned, done once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain import refusals
from domain.events.self_training import SelfTrainingFinished, SelfTrainingPlanned
from domain.names import PersonId, UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class SelfTraining:
    """What a decision on a self-training needs to know."""

    unit: UnitId | None = None
    person: PersonId | None = None
    finished: bool = False

    def plan(self, hand: Hand, asked: SelfTrainingPlanned) -> SelfTrainingPlanned:
        if asked.due < hand.today:
            raise refusals.DueBeforeItBegins(hand.today)
        return asked

    def finish(self, hand: Hand, asked: SelfTrainingFinished) -> SelfTrainingFinished:
        if self.unit is None:
            raise refusals.NotThere
        if self.finished:
            raise refusals.SelfTrainingAlreadyFinished
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        return asked

    def after(self, record: Record[Any]) -> SelfTraining:
        match record.fact:
            case SelfTrainingPlanned(unit=unit, person=person):
                return SelfTraining(unit, person)
            case SelfTrainingFinished():
                return replace(self, finished=True)
            case _:
                return self
