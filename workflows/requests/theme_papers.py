"""Theme papers of thematic meetings: assigned, finished, given up."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.events.theme_paper import ThemePaperAssigned, ThemePaperDropped, ThemePaperFinished
from domain.names import PersonId, UnitId
from domain.record import Hand
from domain.theme_paper import ThemePaper
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Because, Line


@dataclass(frozen=True)
class AssignThemePaper:
    unit: UnitId
    theme: Line
    author: PersonId
    due: date


@dataclass(frozen=True)
class FinishThemePaper:
    on: date


@request
def assign_theme_paper(desk: Desk, hand: Hand, asked: AssignThemePaper) -> tuple[Any, ...]:
    desk.unit(asked.unit).must_be_there_on(hand.today)
    assigned = ThemePaper().assign(ThemePaperAssigned(**vars(asked)))
    return (Writing(uuid5(hand.command, "theme_paper"), 0, (assigned,)),)


@request
def finish_theme_paper(desk: Desk, hand: Hand, thing: Thing, asked: FinishThemePaper) -> tuple[Any, ...]:
    paper, opened = desk.open(ThemePaper(), thing)
    return (opened.writes(paper.finish(hand, ThemePaperFinished(asked.on))),)


@request
def drop_theme_paper(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    paper, opened = desk.open(ThemePaper(), thing)
    about = frozenset({paper.author}) if paper.author else frozenset()
    return (opened.writes(paper.drop(ThemePaperDropped(desk.seal(hand, "reason", asked.reason, about)))),)
