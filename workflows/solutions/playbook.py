"""The one shape of the seven solutions: what each answers, its steps, what satisfies them by itself, its measures."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain import catalogue
from domain.events.fact import Fact
from domain.events.meeting import MeetingHeld
from domain.events.month import MonthClosed
from domain.names import CauseCode, DeficiencyCode, ItemTag, Role, RuleCode, SolutionCode
from domain.solution_names import Evidence

__all__ = [
    "Better",
    "Evidence",
    "Happens",
    "Measure",
    "Playbook",
    "Step",
    "always",
    "kept",
    "with_item",
]


class Better(StrEnum):
    """Whether more or less of a measure is better."""

    MORE = "more"
    LESS = "less"


def always(_: Any) -> bool:
    """Every fact of the kind counts."""
    return True


def with_item(tag: ItemTag) -> Callable[[MeetingHeld], bool]:
    """The meeting had an item of this kind."""
    return lambda meeting: any(item.tag is tag for item in meeting.items)


def kept(*rules: str) -> Callable[[MonthClosed], bool]:
    """The month was closed with all of these rules kept."""
    return lambda month: all(month.verdicts.get(RuleCode(rule)) == "k" for rule in rules)


@dataclass(frozen=True)
class Happens:
    """A kind of fact that satisfies a step by itself: of the unit concerned, so often, in a row where said.

    `counts` says which facts of the kind count; in a row, one that does not count begins the row anew.
    """

    fact: type[Fact]
    counts: Callable[[Any], bool] = always
    times: int = 1
    in_a_row: bool = False


@dataclass(frozen=True)
class Step:
    """A step of an action: its owner, its term in working days, the evidence asked, and the facts that do it.

    `on_demand`: a plan that takes up the action asks for it only where it names the step; others always belong to it.
    """

    code: str
    action: SolutionCode
    owner: Role
    term: int
    evidence: tuple[Evidence, ...]
    satisfied_by: tuple[Happens, ...] = ()
    on_demand: bool = False


@dataclass(frozen=True)
class Measure:
    """How the effect is told: worded under `measure.<code>`; a share is between 0 and 1, otherwise days or a count."""

    code: str
    better: Better
    share: bool = True


@dataclass(frozen=True)
class Playbook:
    """A solution. Its version goes up when its steps change; what began with a version keeps it."""

    number: int
    version: int
    steps: tuple[Step, ...]
    measures: tuple[Measure, ...]

    @property
    def code(self) -> SolutionCode:
        return SolutionCode(f"S{self.number}")

    @property
    def actions(self) -> tuple[SolutionCode, ...]:
        return catalogue.solutions()[self.code].actions

    @property
    def answers(self) -> tuple[DeficiencyCode, ...]:
        """The deficiencies that the catalogue sends here."""
        ours = set(self.actions)
        return tuple(code for code, it in catalogue.deficiencies().items() if ours & set(it.solutions))

    @property
    def causes(self) -> tuple[CauseCode, ...]:
        """The likely causes of those deficiencies, and the causes that call for one of its actions by themselves."""
        ours, answered = set(self.actions), [catalogue.deficiencies()[code] for code in self.answers]
        likely = {cause for it in answered for cause in it.causes}
        return tuple(code for code, it in catalogue.causes().items() if code in likely or ours & set(it.supports))

    def steps_of(self, action: SolutionCode) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.action == action)
