"""The story of a yearly programme (chương trình năm): a solution, run over the units of a scope for a year."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import Sealed, SolutionCode, UnitId, UnitType
from domain.solution_names import ReviewPeriod


@dataclass(frozen=True, slots=True)
class ReviewedFigure:
    """A measure as it stood at a review: so many of so many, or a count where there is no whole."""

    measure: str
    part: int
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeProposed(Fact):
    """A solution was proposed to be run for a year over a unit and all below it, of some types where named.

    `targets`: what each measure should reach by the year's end. `actions`: those of the solution that it runs.
    """

    unit: UnitId
    solution: SolutionCode
    year: int
    playbook: int
    actions: tuple[SolutionCode, ...]
    targets: dict[str, float]
    types: tuple[UnitType, ...] = ()
    aim: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeReturned(Fact):
    """A leader gave the programme back to be proposed anew."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class ProgrammeApproved(Fact):
    """A leader approved the programme, by a document where there is one."""

    number: str | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeReviewed(Fact):
    """The programme was looked at in mid-year or at the year's end; the figures are those measured on that day."""

    period: ReviewPeriod
    on: date
    figures: tuple[ReviewedFigure, ...]
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeEnded(Fact):
    """The programme is over."""

    reason: Sealed


ProgrammeFact = ProgrammeProposed | ProgrammeReturned | ProgrammeApproved | ProgrammeReviewed | ProgrammeEnded
