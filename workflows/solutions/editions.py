"""Which version of a playbook something keeps: the shipped steps, or those a leader adopted later."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from domain.names import SolutionCode
from domain.playbook import Editions
from domain.record import Record, as_of
from workflows.journal.journal import Journal
from workflows.solutions import SEVEN_SOLUTIONS
from workflows.solutions.playbook import Playbook, Step


def playbook_stream(solution: SolutionCode) -> UUID:
    """Where the versions of a solution's playbook are adopted."""
    return uuid5(UUID(int=0), f"playbook:{solution}")


class Handbook:
    """The seven playbooks with every version that there is: read once, in one query."""

    def __init__(self, histories: Mapping[UUID, Iterable[Record[Any]]]) -> None:
        self.editions = {
            one.code: as_of(Editions(one.version), histories.get(playbook_stream(one.code), ()))
            for one in SEVEN_SOLUTIONS
        }

    def in_force(self, on: date) -> dict[SolutionCode, int]:
        """The versions that something beginning on a day takes."""
        return {code: editions.in_force(on) for code, editions in self.editions.items()}

    def playbook(self, solution: SolutionCode, version: int | None = None) -> Playbook:
        """A solution in a version; in the newest when none is named."""
        editions = self.editions[solution]
        return _edition(self._shipped[solution], editions, editions.newest if version is None else version)

    def steps_of(self, action: SolutionCode, kept: Mapping[SolutionCode, int]) -> tuple[Step, ...]:
        """The steps of an action such as S4.1, in the version that a case or a programme keeps."""
        solution = SolutionCode(action.partition(".")[0])
        return self.playbook(solution, kept.get(solution, 1)).steps_of(action)

    @cached_property
    def _shipped(self) -> dict[SolutionCode, Playbook]:
        return {one.code: one for one in SEVEN_SOLUTIONS}


def handbook(journal: Journal) -> Handbook:
    """As it is known now."""
    return Handbook(journal.histories(playbook_stream(one.code) for one in SEVEN_SOLUTIONS))


def _edition(shipped: Playbook, editions: Editions, version: int) -> Playbook:
    """What satisfies a step by itself is the program's; a version says who, by when, and what shows it."""
    adopted = editions.of(version)
    if adopted is None:
        return shipped
    terms = {step.code: step for step in adopted.steps}
    steps = tuple(
        replace(step, owner=own.owner, term=own.term, evidence=own.evidence)
        for step in shipped.steps
        if (own := terms.get(step.code))
    )
    return replace(shipped, version=version, steps=steps)
