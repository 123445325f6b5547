"""Self-training of members: planned, done."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.events.self_training import SelfTrainingFinished, SelfTrainingPlanned
from domain.names import PersonId, UnitId
from domain.record import Hand
from domain.self_training import SelfTraining
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Text


@dataclass(frozen=True)
class PlanSelfTraining:
    unit: UnitId
    person: PersonId
    text: Text
    due: date


@dataclass(frozen=True)
class FinishSelfTraining:
    on: date
    note: Text | None = None


@request
def plan_self_training(desk: Desk, hand: Hand, asked: PlanSelfTraining) -> tuple[Any, ...]:
    desk.unit(asked.unit).must_be_there_on(hand.today)
    text = desk.seal(hand, "text", asked.text, frozenset({asked.person}))
    planned = SelfTraining().plan(hand, SelfTrainingPlanned(asked.unit, asked.person, text, asked.due))
    return (Writing(uuid5(hand.command, "self_training"), 0, (planned,)),)


@request
def finish_self_training(desk: Desk, hand: Hand, thing: Thing, asked: FinishSelfTraining) -> tuple[Any, ...]:
    training, opened = desk.open(SelfTraining(), thing)
    about = frozenset({training.person}) if training.person else frozenset()
    note = desk.seal(hand, "note", asked.note, about) if asked.note else None
    return (opened.writes(training.finish(hand, SelfTrainingFinished(asked.on, note))),)
