"""Newer versions of a solution's playbook."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from domain.events.playbook import PlaybookAdopted, StepTerms
from domain.names import Role
from domain.playbook import Editions
from domain.record import Hand, as_of
from domain.refusals import NotThere
from domain.solution_names import Evidence
from workflows.desk import Desk, request
from workflows.journal.conflicts import StaleVersion
from workflows.journal.journal import Writing
from workflows.requests.shapes import Code, Line, Within
from workflows.solutions import solution
from workflows.solutions.editions import playbook_stream


@dataclass(frozen=True)
class StepAsked:
    """A step that the version keeps, with its term in working days."""

    code: Code
    owner: Role
    term: Annotated[int, Within(1, 500)]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class AdoptPlaybook:
    """The steps that the newer version keeps; those not named are left out."""

    in_force_from: date
    basis: Line
    steps: tuple[StepAsked, ...]


@request
def adopt_playbook(desk: Desk, hand: Hand, number: int, seen: int | None, asked: AdoptPlaybook) -> tuple[Any, ...]:
    """Adopt a newer version of a solution's steps; what began before keeps its own. `seen`: how many were adopted."""
    playbook = solution(number)
    if playbook is None:
        raise NotThere
    stream = playbook_stream(playbook.code)
    history = desk.journal.history(stream)
    if seen is not None and seen != len(history):
        raise StaleVersion(stream, seen, history[seen:])
    steps = tuple(StepTerms(step.code, step.owner, step.term, step.evidence) for step in asked.steps)
    proposed = PlaybookAdopted(playbook.code, 0, asked.in_force_from, asked.basis, steps)
    editions = as_of(Editions(playbook.version), history)
    adopted = editions.adopt(proposed, {step.code for step in playbook.steps})
    return (Writing(stream, len(history), (adopted,)),)
