"""The day of a fact, by the clock of the Party organisation."""

from datetime import date, datetime
from typing import Any

from domain.calendar import local_day
from domain.record import Record

LATE_AFTER_DAYS = 3
"""An entry made more days than these after the fact bears the mark *late* [us]."""


def day_of(record: Record[Any]) -> date:
    """The day on which it happened, whenever it was entered."""
    return local_day(record.occurred_at)


def is_late(record: Record[Any], happened: datetime | None = None) -> bool:
    """Whether it was entered days after it happened: a mark, not a verdict."""
    day = local_day(happened or record.occurred_at)
    return (local_day(record.recorded_at) - day).days > LATE_AFTER_DAYS
