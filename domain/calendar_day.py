"""One day of the calendar (ngày nghỉ, ngày làm việc), as far as the administrators declared it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain import refusals
from domain.events.calendar import DayDeclarationWithdrawn, DayOffDeclared, WorkingDayDeclared
from domain.record import Record


@dataclass(frozen=True)
class CalendarDay:
    """What was declared: worked, off, or nothing (None)."""

    worked: bool | None = None

    def declare(self, on: date, works: bool, basis: str) -> DayOffDeclared | WorkingDayDeclared:
        if self.worked is works:
            raise refusals.DayDeclaredAlready(on)
        return WorkingDayDeclared(on, basis) if works else DayOffDeclared(on, basis)

    def withdraw(self, on: date, basis: str) -> DayDeclarationWithdrawn:
        if self.worked is None:
            raise refusals.DayNotDeclared(on)
        return DayDeclarationWithdrawn(on, basis)

    def after(self, record: Record[Any]) -> CalendarDay:
        match record.fact:
            case DayOffDeclared():
                return CalendarDay(worked=False)
            case WorkingDayDeclared():
                return CalendarDay(worked=True)
            case DayDeclarationWithdrawn():
                return CalendarDay()
            case _:
                return self
