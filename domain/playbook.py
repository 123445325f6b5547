"""The versions of a solution's playbook that were adopted here, and which is in force on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import refusals
from domain.events.playbook import PlaybookAdopted
from domain.record import Record


@dataclass(frozen=True)
class Editions:
    """Folds the adoptions of one solution; `shipped` is the version that comes with the program."""

    shipped: int = 1
    adopted: tuple[PlaybookAdopted, ...] = ()

    def after(self, record: Record[Any]) -> Editions:
        return replace(self, adopted=(*self.adopted, record.fact)) if isinstance(record.fact, PlaybookAdopted) else self

    @property
    def newest(self) -> int:
        return max([self.shipped, *(one.version for one in self.adopted)])

    def in_force(self, on: date) -> int:
        """The version that something beginning on a day takes and keeps."""
        return max([self.shipped, *(one.version for one in self.adopted if one.in_force_from <= on)])

    def of(self, version: int) -> PlaybookAdopted | None:
        """What was adopted as this version; None for the shipped one."""
        return next((one for one in self.adopted if one.version == version), None)

    def adopt(self, asked: PlaybookAdopted, known: Collection[str]) -> PlaybookAdopted:
        """`known`: the names of the steps that the solution has."""
        named = [step.code for step in asked.steps]
        if not named:
            raise refusals.PlaybookWithoutSteps
        if set(named) - set(known) or len(set(named)) < len(named):
            raise refusals.NoSuchPlaybookStep
        if self.adopted and asked.in_force_from < self.adopted[-1].in_force_from:
            raise refusals.PlaybookNotLater(self.adopted[-1].in_force_from)
        return replace(asked, version=self.newest + 1)
