"""Days, months and quarters as the Party organisation counts them, and its working days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from domain.names import Month

VIETNAM = timezone(timedelta(hours=7))
"""Asia/Ho_Chi_Minh: seven hours ahead all year since 1975, so that no zone data is needed to judge a day."""
_DAY = timedelta(days=1)


def local_time(moment: datetime) -> datetime:
    """What the clock on the wall showed in Vietnam; a time without a zone is taken as such already."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(VIETNAM).replace(tzinfo=None)
    except OverflowError:  # within hours of the end of the calendar
        return moment.replace(tzinfo=None)


def local_day(moment: datetime) -> date:
    """The calendar day on which something happened, in Vietnam."""
    return local_time(moment).date()


def month_of(day: date) -> Month:
    return Month(day.isoformat()[:7])


def first_day(month: Month) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


@lru_cache(4096)
def last_day(month: Month) -> date:
    following = months_on(month, 1)
    return date.max if following is None else first_day(following) - _DAY


@lru_cache(4096)
def months_on(month: Month, months: int) -> Month | None:
    """The month so many months later (or earlier, below zero); None beyond the years a calendar knows."""
    year, index = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + months, 12)
    return Month(f"{year:04d}-{index + 1:02d}") if date.min.year <= year <= date.max.year else None


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last where it is shorter."""
    later = months_on(month_of(day), months)
    return date.max if later is None else day_in(later, day.day)


def months_from(first: Month, last: Month) -> Iterator[Month]:
    """Every month from the first to the last, both included."""
    month: Month | None = first
    while month is not None and month <= last:
        yield month
        month = months_on(month, 1)


def months_of_quarter(month: Month) -> tuple[Month, Month, Month]:
    """The three months of the quarter (quý) the month lies in."""
    year, begins = month[:4], (int(month[5:]) - 1) // 3 * 3 + 1
    return Month(f"{year}-{begins:02d}"), Month(f"{year}-{begins + 1:02d}"), Month(f"{year}-{begins + 2:02d}")


def ends_quarter(month: Month) -> bool:
    return int(month[5:]) % 3 == 0


def day_in(month: Month, day: int) -> date:
    """The day of that number, or the month's last where it is shorter: a set day of 31 is 30 in April."""
    last = last_day(month)
    return last.replace(day=min(max(day, 1), last.day))


def grace_day(month: Month, day: int) -> date:
    """The last day on which a month's facts may still come in without a rule being broken for want of them."""
    following = months_on(month, 1)
    return date.max if following is None else day_in(following, day)


@dataclass(frozen=True)
class WorkCalendar:
    """Working days: Monday to Friday without the holidays, and the weekend days worked in exchange (làm bù)."""

    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < 5 and day not in self.holidays)

    def but(self, worked: frozenset[date], off: frozenset[date]) -> "WorkCalendar":
        """The same calendar with some days worked, and some off, whatever it said of them."""
        return WorkCalendar((self.holidays | off) - worked, (self.worked - off) | worked)

    def last_worked(self, day: date) -> date:
        """The day itself where it is worked, else the newest working day before it."""
        return day if self.works(day) else self.add_working_days(day, -1)

    def add_working_days(self, day: date, working_days: int) -> date:
        """The day on which a term of so many working days ends; the day it begins on does not count."""
        step = _DAY if working_days >= 0 else -_DAY
        left = abs(working_days)
        while left:
            day += step
            left -= self.works(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after the first day up to and with the last; below zero when the last lies before."""
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.works(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
