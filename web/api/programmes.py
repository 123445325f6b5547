"""Yearly programmes of the solutions: proposed, approved or returned, reviewed, ended; and newer playbooks."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from flask import abort

from domain.events import programme as told
from domain.events.playbook import PlaybookAdopted, StepTerms
from domain.events.programme import ReviewedFigure
from domain.names import SolutionCode, UnitId
from domain.programme import ProgrammeState
from projections import solution_progress
from projections.solution_progress import ProgrammeRow
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown, top_of
from web.api.operations import Answer, done, gives
from web.api.shown import Named, Showing, shape_of
from web.api.solutions import rooms
from web.api.things import Told, kind_of
from web.asking import record, thing
from web.hands import seen
from web.house import house
from web.places import of_programme, path_of
from web.solutions.progress import aims, figures_of, running_here
from workflows.journal.journal import Receipt
from workflows.requests import playbooks
from workflows.requests import programmes as asks
from workflows.requests.shapes import Because
from workflows.solutions import solution
from workflows.solutions.editions import playbook_stream

PROGRAMME = kind_of(
    "Programme",
    ProgrammeRow,
    Named(frozenset({"proposed_at"}), {"playbook": "playbook_version", "reviews": "reviews_held"}),
    proposed=Told(told.ProgrammeProposed),
    returned=Told(told.ProgrammeReturned, all=True),
    approved=Told(told.ProgrammeApproved),
    reviews=Told(told.ProgrammeReviewed, all=True),
    ended=Told(told.ProgrammeEnded),
)
PROGRAMMES = list_of(PROGRAMME.line, "ProgrammeList")
TERMS = shape_of(StepTerms)


class EditionShown(msgspec.Struct, frozen=True):
    """A version of a playbook that was adopted: in force from a day, with the steps that it keeps."""

    number: int
    playbook_version: int
    in_force_from: date
    basis: str
    steps: tuple[TERMS, ...]  # type: ignore[valid-type]  # made while running


EDITIONS = list_of(EditionShown, "PlaybookList")


@dataclass(frozen=True, kw_only=True)
class ProgrammesSought(Paged):
    """Which programmes of the solution."""

    year: int | None = None
    state: ProgrammeState | None = None
    unit: UnitId | None = None
    under: UnitId | None = None


@rooms.get("/solutions/<int:number>/programmes")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(PROGRAMMES, seeks=ProgrammesSought)
def list_programmes(asked: ProgrammesSought, number: int) -> Answer:
    """The programmes of a solution, as far as the caller sees."""
    which = solution_progress.Sought(code_of(number), asked.year, asked.state, asked.unit)
    with house().reading() as db, asked_well():
        seen_here = scope(db, Act.READ_COMPLIANCE, asked.under)
        return shown(db, PROGRAMME, PROGRAMMES, solution_progress.programmes_in(db, seen_here, which, asked.part))


@rooms.post("/solutions/<int:number>/programmes")
@policy.needs(Act.PROPOSE_PROGRAMMES, of=policy.anywhere)
@gives(PROGRAMME.whole, takes=asks.ProposeProgramme, status=201)
def post_programme(asked: asks.ProposeProgramme, number: int) -> Answer:
    """Propose a year of the solution over a unit and all below it; it keeps the playbook of that day."""
    code_of(number)
    with house().reading() as db:
        policy.require(Act.PROPOSE_PROGRAMMES, path_of(db, asked.unit))
    receipt = record(asks.propose_programme, number, asked)
    programme = next(iter(receipt.versions))
    answer = show_programme(programme, receipt)
    return answer._replace(location=f"/api/v1/solutions/{number}/programmes/{programme}")


@rooms.get("/solutions/<int:number>/programmes/<uuid:programme>")
@policy.needs(Act.READ_COMPLIANCE, of=of_programme)
@gives(PROGRAMME.whole)
def get_programme(number: int, programme: UUID) -> Answer:
    """A programme with its reviews."""
    code_of(number)
    return show_programme(programme)


def show_programme(programme: Any, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = solution_progress.programme_by_id(db, programme) or abort(404)
        history = house().journal.history(programme)
        whole = PROGRAMME.tell(Showing(db, [row, *history]), row, history)
    return Answer(whole, len(history), done(receipt) if receipt else None)


def code_of(number: int) -> SolutionCode:
    return (solution(number) or abort(404)).code


def review_figures(number: int, programme: UUID) -> tuple[ReviewedFigure, ...]:
    """What a review puts down: measured on the day it is held."""
    with house().reading() as db:
        return figures_of(aims(db, running_here(number, programme), house().now().date()))


@rooms.post("/solutions/<int:number>/programmes/<uuid:programme>/propose-again")
@policy.needs(Act.PROPOSE_PROGRAMMES, of=of_programme)
@gives(PROGRAMME.whole, takes=asks.ProposeProgramme)
def propose_programme_again(asked: asks.ProposeProgramme, programme: UUID, **_: object) -> Answer:
    """Propose a returned programme anew."""
    with house().reading() as db:
        policy.require(Act.PROPOSE_PROGRAMMES, path_of(db, asked.unit))
    return show_programme(programme, record(asks.propose_again, thing(programme), asked))


@rooms.post("/solutions/<int:number>/programmes/<uuid:programme>/approve")
@policy.needs(Act.APPROVE_PROGRAMMES, of=of_programme)
@gives(PROGRAMME.whole, takes=asks.ApproveProgramme)
def approve_programme(asked: asks.ApproveProgramme, programme: UUID, **_: object) -> Answer:
    """Approve it; nobody approves their own proposal."""
    return show_programme(programme, record(asks.approve_programme, thing(programme), asked))


@rooms.post("/solutions/<int:number>/programmes/<uuid:programme>/return")
@policy.needs(Act.APPROVE_PROGRAMMES, of=of_programme)
@gives(PROGRAMME.whole, takes=Because)
def return_programme(asked: Because, programme: UUID, **_: object) -> Answer:
    """Give it back to be proposed anew."""
    return show_programme(programme, record(asks.return_programme, thing(programme), asked))


@rooms.post("/solutions/<int:number>/programmes/<uuid:programme>/review")
@policy.needs(Act.PROPOSE_PROGRAMMES, of=of_programme)
@gives(PROGRAMME.whole, takes=asks.ReviewProgramme)
def review_programme(asked: asks.ReviewProgramme, number: int, programme: UUID) -> Answer:
    """Put down how it stands in mid-year or at the year's end; the figures are measured, not sent."""
    figures = review_figures(number, programme)
    return show_programme(programme, record(asks.review_programme, thing(programme), figures, asked))


@rooms.post("/solutions/<int:number>/programmes/<uuid:programme>/end")
@policy.needs(Act.APPROVE_PROGRAMMES, of=of_programme)
@gives(PROGRAMME.whole, takes=Because)
def end_programme(asked: Because, programme: UUID, **_: object) -> Answer:
    """End it; another may follow for the same unit and year."""
    return show_programme(programme, record(asks.end_programme, thing(programme), asked))


@rooms.get("/solutions/<int:number>/playbooks")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(EDITIONS)
def list_playbooks(number: int) -> Answer:
    """The versions of a solution's steps that were adopted here, the oldest first, without the shipped one."""
    history = house().journal.history(playbook_stream(code_of(number)))
    items = tuple(_edition(number, line.fact) for line in history)
    return Answer(EDITIONS(items=items, next=None, total=len(items)), len(history))


@rooms.post("/solutions/<int:number>/playbooks")
@policy.needs(Act.ADOPT_RULES, of=policy.anywhere)
@gives(EditionShown, takes=playbooks.AdoptPlaybook, status=201)
def post_playbook(asked: playbooks.AdoptPlaybook, number: int) -> Answer:
    """Adopt a newer version of a solution's steps; cases and programmes under way keep theirs."""
    with house().reading() as db:
        policy.require(Act.ADOPT_RULES, top_of(db))
    code = code_of(number)
    receipt = record(playbooks.adopt_playbook, number, seen(), asked)
    history = house().journal.history(playbook_stream(code))
    return Answer(_edition(number, history[-1].fact), len(history), done(receipt))


def _edition(number: int, adopted: PlaybookAdopted) -> EditionShown:
    steps = tuple(msgspec.convert(one, TERMS, from_attributes=True) for one in adopted.steps)
    return EditionShown(number, adopted.version, adopted.in_force_from, adopted.basis, steps)
