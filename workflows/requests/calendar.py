"""Days that the administrators declare off or worked, beside the country's calendar."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from domain.calendar_day import CalendarDay
from domain.record import Hand, as_of
from workflows.desk import Desk, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Line


@dataclass(frozen=True)
class DeclareDay:
    """A day is worked here, or it is off, by some document or decision."""

    day: date
    works: bool
    basis: Line


@dataclass(frozen=True)
class WithdrawDay:
    """The country's calendar holds for the day again."""

    basis: Line


def day_stream(day: date) -> UUID:
    """Where a day's facts are, found without asking anyone."""
    return uuid5(UUID(int=0), f"day:{day.isoformat()}")


@request
def declare_day(desk: Desk, hand: Hand, asked: DeclareDay) -> tuple[Any, ...]:
    """Declare a day off or worked, whatever the country's calendar says; terms that count working days follow it."""
    known, version = _known(desk, asked.day)
    return (Writing(day_stream(asked.day), version, (known.declare(asked.day, asked.works, asked.basis),)),)


@request
def withdraw_day(desk: Desk, hand: Hand, day: date, asked: WithdrawDay) -> tuple[Any, ...]:
    """Let the country's calendar hold for a day again."""
    known, version = _known(desk, day)
    return (Writing(day_stream(day), version, (known.withdraw(day, asked.basis),)),)


def _known(desk: Desk, day: date) -> tuple[CalendarDay, int]:
    history = desk.journal.history(day_stream(day))
    return as_of(CalendarDay(), history), len(history)
