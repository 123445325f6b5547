"""The calendar of a unit's month (lịch sinh hoạt tháng): proposed by the unit, approved or returned from above."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain import refusals
from domain.calendar import month_of
from domain.events.regularity import MonthCalendarApproved, MonthCalendarProposed, MonthCalendarReturned
from domain.names import PersonId, UnitId
from domain.record import Hand, Record

NOBODY: frozenset[PersonId] = frozenset()


@dataclass(frozen=True)
class MonthCalendar:
    """What a decision on a calendar needs to know."""

    unit: UnitId | None = None
    waits: bool = False
    approved: bool = False
    proposed_by: frozenset[PersonId] = NOBODY

    def propose(self, asked: MonthCalendarProposed) -> MonthCalendarProposed:
        if self.approved:
            raise refusals.CalendarAlreadyApproved
        if self.waits:
            raise refusals.CalendarWaits
        if any(month_of(entry.on) != asked.month for entry in asked.entries):
            raise refusals.EntryOutsideTheMonth
        return asked

    def approve(self, hand: Hand) -> MonthCalendarApproved:
        self._may_decide(hand)
        return MonthCalendarApproved()

    def send_back(self, hand: Hand, asked: MonthCalendarReturned) -> MonthCalendarReturned:
        self._may_decide(hand)
        return asked

    def _may_decide(self, hand: Hand) -> None:
        if not self.waits:
            raise refusals.NoCalendarToDecide
        if hand.people & self.proposed_by:
            raise refusals.OwnCalendarDecided

    def after(self, record: Record[Any]) -> MonthCalendar:
        match record.fact:
            case MonthCalendarProposed(unit=unit):
                return MonthCalendar(unit, waits=True, proposed_by=record.people)
            case MonthCalendarApproved():
                return replace(self, waits=False, approved=True)
            case MonthCalendarReturned():
                return replace(self, waits=False)
            case _:
                return self
