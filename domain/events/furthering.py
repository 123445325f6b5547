"""The story of steps that move by themselves, told among the facts of their case."""

from dataclasses import dataclass

from domain.events.fact import Fact


@dataclass(frozen=True, slots=True)
class StepFurthered(Fact):
    """A fact recorded elsewhere (at position `by`) brought a step on by itself: `count` of `times` it asks for.

    `playbook_step` and `way` say which happening of the playbook it was; `done`: the step is carried out by it.
    """

    step: int
    playbook_step: str
    way: int
    by: int
    count: int
    times: int
    done: bool


@dataclass(frozen=True, slots=True)
class StepRestarted(Fact):
    """What a step asks for in a row was broken by the fact at position `by`: the row is counted from the start."""

    step: int
    playbook_step: str
    way: int
    by: int


FurtheringFact = StepFurthered | StepRestarted
