"""The year's orientation of themes (định hướng chuyên đề năm), and whether a meeting's theme is one of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain import refusals
from domain.events.meeting import ThemeMatched
from domain.events.regularity import ThemeOrientationIssued
from domain.names import UnitId
from domain.record import Record


@dataclass(frozen=True)
class Orientation:
    """What matching a theme needs to know; issued again, the newest word counts."""

    unit: UnitId | None = None
    year: int = 0
    themes: int = 0

    def match(self, asked: ThemeMatched, on: date | None, line: Collection[UnitId | None]) -> ThemeMatched:
        """The theme is one of the year's, issued by the unit itself or by one above it (`line`)."""
        if self.unit not in line:
            raise refusals.OrientationOfAnother
        if on is not None and on.year != self.year:
            raise refusals.OrientationOfAnotherYear(self.year)
        if not 1 <= asked.theme <= self.themes:
            raise refusals.NoSuchTheme(self.themes)
        return asked

    def after(self, record: Record[Any]) -> Orientation:
        match record.fact:
            case ThemeOrientationIssued(unit=unit, year=year, themes=themes):
                return Orientation(unit, year, len(themes))
            case _:
                return self
