"""Which months the demo tells, and where its story ends."""

from datetime import date, datetime, time
from typing import NamedTuple

from domain.calendar import VIETNAM, last_day, months_from, months_on
from domain.names import Month

YEAR_OF_THE_ARTICLE = 2020
FIRST, LAST = Month(f"{YEAR_OF_THE_ARTICLE}-01"), Month(f"{YEAR_OF_THE_ARTICLE}-12")


class Span(NamedTuple):
    """The months with meetings, in order, and the moment after which nothing is recorded."""

    months: tuple[Month, ...]
    horizon: datetime

    @property
    def newest(self) -> Month:
        return self.months[-1]


class MonthNotOver(Exception):
    """The demo tells months that ended; this one has not."""


def span(months: int, until: Month, today: date) -> Span:
    """The article's year, and so many months up to `until`; raises `MonthNotOver`.

    The story goes on for one month after the last one (months are closed, cases worked on), never into today.
    """
    if last_day(until) >= today:
        raise MonthNotOver(until)
    first = months_on(until, 1 - months) or FIRST
    told = sorted({*months_from(FIRST, LAST), *months_from(max(first, FIRST), until)})
    ends = last_day(months_on(told[-1], 1) or told[-1])
    return Span(tuple(told), datetime.combine(min(ends, today), time(), VIETNAM))


def newest_full_month(today: date) -> Month:
    """The month before the one that runs."""
    return Month(f"{today.year - (today.month == 1)}-{(today.month - 2) % 12 + 1:02d}")
