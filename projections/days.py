"""The day of a fact, by the clock of the Party organisation."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from domain.record import Record

VIETNAM = timezone(timedelta(hours=7))
"""Asia/Ho_Chi_Minh, without summer time."""


def day_at(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def day_of(record: Record[Any]) -> date:
    """The day on which it happened, whenever it was entered."""
    return day_at(record.occurred_at)


def month_of(day: date) -> str:
    return day.isoformat()[:7]
