"""The day of a fact, by the clock of the Party organisation."""

from datetime import date
from typing import Any

from domain.calendar import local_day
from domain.record import Record


def day_of(record: Record[Any]) -> date:
    """The day on which it happened, whenever it was entered."""
    return local_day(record.occurred_at)
