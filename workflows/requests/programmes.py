"""Yearly programmes of the solutions, over a unit and all below it."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import uuid5

from domain.events.programme import ProgrammeProposed, ProgrammeReviewed, ReviewedFigure
from domain.names import SolutionCode, UnitId, UnitType
from domain.programme import Programme
from domain.record import Hand
from domain.refusals import NotThere
from domain.solution_names import ReviewPeriod
from workflows.desk import Claim, Desk, Release, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Because, Line, Text, Within
from workflows.solutions import solution
from workflows.solutions.editions import handbook
from workflows.solutions.playbook import Playbook

Year = Annotated[int, Within(2000, 2100)]
Target = Annotated[float, Within(0, 100_000)]


@dataclass(frozen=True)
class ProposeProgramme:
    """A year of a solution over a unit and all below it; without `actions` all of its own, without `types` every type.

    `targets` by the measure's code: a share between 0 and 1, days, or a count.
    """

    unit: UnitId
    year: Year
    actions: tuple[SolutionCode, ...] = ()
    targets: dict[str, Target] | None = None
    types: tuple[UnitType, ...] = ()
    aim: Text | None = None


@dataclass(frozen=True)
class ApproveProgramme:
    """`number`: the document by which it is approved."""

    number: Line | None = None


@dataclass(frozen=True)
class ReviewProgramme:
    """A look at the programme; its figures are measured on the day it is held."""

    period: ReviewPeriod
    note: Text | None = None


def programme_key(solution: SolutionCode, unit: UnitId, year: int) -> str:
    """One programme a solution, unit and year."""
    return f"programme:{solution}:{unit}:{year}"


@request
def propose_programme(desk: Desk, hand: Hand, number: int, asked: ProposeProgramme) -> tuple[Any, ...]:
    """Propose a year of a solution; it keeps the playbook in force on the day of the proposal."""
    proposed = Programme().propose(_proposed(desk, hand, number, asked), _measures(number))
    programme = uuid5(hand.command, "programme")
    claim = Claim(programme_key(proposed.solution, proposed.unit, proposed.year))
    return Writing(programme, 0, (proposed,)), claim


@request
def propose_again(desk: Desk, hand: Hand, thing: Thing, asked: ProposeProgramme) -> tuple[Any, ...]:
    """Propose a returned programme anew, for the same unit and year."""
    programme, opened = desk.open(Programme(), thing)
    if programme.proposed is None:
        raise NotThere
    own = programme.proposed
    number = int(own.solution[1:])
    anew = programme.propose(_proposed(desk, hand, number, asked), _measures(number))
    before, now = (programme_key(own.solution, it.unit, it.year) for it in (own, anew))
    keys = (Release(before), Claim(now, thing.id)) if before != now else ()
    return opened.writes(anew), *keys


@request
def approve_programme(desk: Desk, hand: Hand, thing: Thing, asked: ApproveProgramme) -> tuple[Any, ...]:
    programme, opened = desk.open(Programme(), thing)
    return (opened.writes(programme.approve(hand, asked.number)),)


@request
def return_programme(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    programme, opened = desk.open(Programme(), thing)
    reason = desk.seal(hand, "reason", asked.reason, programme.proposed_by)
    return (opened.writes(programme.send_back(hand, reason)),)


@request
def review_programme(
    desk: Desk, hand: Hand, thing: Thing, figures: tuple[ReviewedFigure, ...], asked: ReviewProgramme
) -> tuple[Any, ...]:
    """Put down how the programme stands; `figures` are what the views measured on this day."""
    programme, opened = desk.open(Programme(), thing)
    note = desk.seal(hand, "note", asked.note) if asked.note else None
    return (opened.writes(programme.review(ProgrammeReviewed(asked.period, hand.today, figures, note))),)


@request
def end_programme(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    programme, opened = desk.open(Programme(), thing)
    ended = programme.end(desk.seal(hand, "reason", asked.reason))
    return opened.writes(ended), *_released(programme)


def _released(programme: Programme) -> tuple[Release, ...]:
    own = programme.proposed
    return (Release(programme_key(own.solution, own.unit, own.year)),) if own else ()


def _proposed(desk: Desk, hand: Hand, number: int, asked: ProposeProgramme) -> ProgrammeProposed:
    playbook = _playbook(number)
    desk.unit(asked.unit).must_exist()
    aim = desk.seal(hand, "aim", asked.aim) if asked.aim else None
    version = handbook(desk.journal).in_force(hand.today)[playbook.code]
    actions, targets = asked.actions or playbook.actions, dict(asked.targets or {})
    return ProgrammeProposed(asked.unit, playbook.code, asked.year, version, actions, targets, asked.types, aim)


def _measures(number: int) -> list[str]:
    return [measure.code for measure in _playbook(number).measures]


def _playbook(number: int) -> Playbook:
    found = solution(number)
    if found is None:
        raise NotThere
    return found
