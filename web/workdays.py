"""Vietnam's working days, from a kept list of its holidays and of the weekend days worked in exchange, and what the
administrators declared of single days on top."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import holidays

from domain.calendar import WorkCalendar
from projections.declared_days import DeclaredDay, declared_days
from projections.reading import Reader

FIRST_YEAR, LAST_YEAR = 2012, 2041
KNOWN_FOR = timedelta(seconds=5)
"""After so long, what another process may have recorded is looked up again."""


class DayKind(StrEnum):
    """Why a day is not like others of the week."""

    HOLIDAY = "holiday"
    COMPENSATORY = "compensatory"
    DECLARED_OFF = "declared_off"
    DECLARED_WORKED = "declared_worked"


class SpecialDay(NamedTuple):
    """A day that is worked or off otherwise than the week has it."""

    day: date
    kind: DayKind
    works: bool
    basis: str | None = None


@cache
def national_calendar() -> WorkCalendar:
    """Holidays from the years before the first rule set to some years ahead."""
    vietnam = holidays.country_holidays("VN", years=range(FIRST_YEAR, LAST_YEAR))
    return WorkCalendar(frozenset(vietnam), frozenset(vietnam.weekend_workdays))


@dataclass
class Workdays:
    """The calendar that every term of this house counts by."""

    reading: Reader
    clock: Callable[[], datetime]
    _looked: datetime | None = None
    _calendar: WorkCalendar = field(default_factory=national_calendar)

    def calendar(self) -> WorkCalendar:
        """The country's, with the declared days; read again after a moment, and after a day was declared here."""
        now = self.clock()
        if self._looked is None or not self._looked <= now < self._looked + KNOWN_FOR:
            declared = self.declared()
            worked = frozenset(one.day for one in declared if one.works)
            self._calendar = national_calendar().but(worked, frozenset(one.day for one in declared) - worked)
            self._looked = now
        return self._calendar

    def declared(self) -> list[DeclaredDay]:
        with self.reading() as db:
            return declared_days(db)

    def forget(self) -> None:
        """A day was declared: look again."""
        self._looked = None


def special_days(first: date, last: date, declared: list[DeclaredDay]) -> Iterator[SpecialDay]:
    """The days between two that are not like others of the week; what was declared stands over the country's list."""
    own = {one.day: one for one in declared}
    for day in sorted(own.keys() | national_calendar().holidays | national_calendar().worked):
        if first <= day <= last:
            yield _special(day, own.get(day))


def _special(day: date, declared: DeclaredDay | None) -> SpecialDay:
    if declared is None:
        worked = day in national_calendar().worked
        return SpecialDay(day, DayKind.COMPENSATORY if worked else DayKind.HOLIDAY, worked)
    kind = DayKind.DECLARED_WORKED if declared.works else DayKind.DECLARED_OFF
    return SpecialDay(day, kind, declared.works, declared.basis)
