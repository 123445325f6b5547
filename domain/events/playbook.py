"""The story of a solution's playbook: newer versions of its steps, adopted by a leader from a day on."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import Role, SolutionCode
from domain.solution_names import Evidence


@dataclass(frozen=True, slots=True)
class StepTerms:
    """A step as a version has it: who does it, in how many working days, and what shows that it was done."""

    code: str
    owner: Role
    term: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaybookAdopted(Fact):
    """A newer version of a solution's steps is used from a day on; those it does not name are left out.

    What began before keeps the version it began with.
    """

    solution: SolutionCode
    version: int
    in_force_from: date
    basis: str
    steps: tuple[StepTerms, ...]


PlaybookFact = PlaybookAdopted
