"""The day of a fact, by the clock of the Party organisation."""

from datetime import date, datetime
from typing import Any

from domain.calendar import local_day
from domain.record import Record
from domain.rulesets import national


def day_of(record: Record[Any]) -> date:
    """The day on which it happened, whenever it was entered."""
    return local_day(record.occurred_at)


def is_late(record: Record[Any], happened: datetime | None = None) -> bool:
    """Whether it was entered more days after it happened than the rules of that day allow: a mark, not a verdict."""
    day = local_day(happened or record.occurred_at)
    return (local_day(record.recorded_at) - day).days > national(day).terms.late_after_days
