"""The story of a member's self-training (tự rèn luyện, tu dưỡng): planned, done."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import PersonId, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class SelfTrainingPlanned(Fact):
    """A member set out to train themselves in something by a day."""

    unit: UnitId
    person: PersonId
    text: Sealed
    due: date


@dataclass(frozen=True, slots=True)
class SelfTrainingFinished(Fact):
    """The plan was carried out, as the cell saw it."""

    on: date
    note: Sealed | None = None


SelfTrainingFact = SelfTrainingPlanned | SelfTrainingFinished
