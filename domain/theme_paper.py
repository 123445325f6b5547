"""One theme paper: assigned to its author, finished by its day or later, or given up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain import refusals
from domain.events.theme_paper import ThemePaperAssigned, ThemePaperDropped, ThemePaperFinished
from domain.names import PersonId, UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class ThemePaper:
    """What a decision on a theme paper needs to know."""

    unit: UnitId | None = None
    author: PersonId | None = None
    over: bool = False

    def assign(self, asked: ThemePaperAssigned) -> ThemePaperAssigned:
        return asked

    def finish(self, hand: Hand, asked: ThemePaperFinished) -> ThemePaperFinished:
        self._must_be_under_way()
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        return asked

    def drop(self, asked: ThemePaperDropped) -> ThemePaperDropped:
        self._must_be_under_way()
        return asked

    def _must_be_under_way(self) -> None:
        if self.unit is None:
            raise refusals.NotThere
        if self.over:
            raise refusals.ThemePaperIsOver

    def after(self, record: Record[Any]) -> ThemePaper:
        match record.fact:
            case ThemePaperAssigned(unit=unit, author=author):
                return ThemePaper(unit, author)
            case ThemePaperFinished() | ThemePaperDropped():
                return replace(self, over=True)
            case _:
                return self
