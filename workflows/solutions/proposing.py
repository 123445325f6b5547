"""Steps proposed for a remediation plan: from the catalogue by deficiency and cause, what has worked before first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from domain import catalogue
from domain.calendar import WorkCalendar
from domain.events.remediation import Limitation
from domain.names import CauseCode, DeficiencyCode, DeficiencyId, SolutionCode
from workflows.solutions.editions import Handbook
from workflows.solutions.playbook import Step

FIRST_CHOICE, OTHER, SUPPORT = 0.6, 0.5, 0.45
"""How far each is trusted before anything is known of it here [us]."""
WEIGHT = 4
"""So many cases the trust weighs: a few cases move the order little, many decide it [us]."""


class Tried(NamedTuple):
    """So often it was used in cases that are closed; of so many the effect is known, and so often it held."""

    used: int = 0
    held: int = 0
    known: int = 0


class Term(NamedTuple):
    """From when terms count, by which calendar, and the day that none goes beyond."""

    today: date
    due: date
    calendar: WorkCalendar

    def of(self, step: Step) -> date:
        return min(self.calendar.add_working_days(self.today, step.term), max(self.due, self.today))


class Proposed(NamedTuple):
    """A step that a plan may take. `causes`: those of the deficiency that call for this action by themselves."""

    deficiency: DeficiencyId
    code: DeficiencyCode
    action: SolutionCode
    step: Step
    due: date
    first_choice: bool
    causes: tuple[CauseCode, ...]
    tried: Tried


Record = Callable[[SolutionCode, DeficiencyCode], Tried]
"""What became of an action, tried against a deficiency in units of the case's type."""


def proposed(
    limitations: Iterable[Limitation], book: Handbook, kept: Mapping[SolutionCode, int], told: tuple[Term, Record]
) -> Iterator[Proposed]:
    """For each limitation its actions, the most promising first, each with the steps of the playbook the case keeps."""
    term, record = told
    for limitation in limitations:
        for choice in _choices(limitation, record):
            for step in book.steps_of(choice.action, kept):
                yield Proposed(limitation.deficiency, limitation.code, choice.action, step, term.of(step), *choice[1:])


class _Choice(NamedTuple):
    action: SolutionCode
    first_choice: bool
    causes: tuple[CauseCode, ...]
    tried: Tried

    @property
    def promise(self) -> float:
        trust = FIRST_CHOICE if self.first_choice else SUPPORT if self.causes else OTHER
        return (self.tried.held + WEIGHT * trust) / (self.tried.known + WEIGHT)


def _choices(limitation: Limitation, record: Record) -> list[_Choice]:
    known = catalogue.deficiencies()[limitation.code]
    calling: dict[SolutionCode, tuple[CauseCode, ...]] = {}
    for cause in limitation.causes:
        own = catalogue.causes().get(cause)
        for action in own.supports if own else ():
            calling[action] = (*calling.get(action, ()), cause)
    choices = [
        _Choice(action, action in known.first_choice, calling.get(action, ()), record(action, limitation.code))
        for action in dict.fromkeys((*known.solutions, *calling))
    ]
    return sorted(choices, key=lambda choice: -choice.promise)
