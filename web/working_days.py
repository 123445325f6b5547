"""Vietnam's working days, from a kept list of its holidays and of the weekend days worked in exchange."""

from functools import cache

import holidays

from domain.calendar import WorkCalendar

FIRST_YEAR, LAST_YEAR = 2012, 2041


@cache
def work_calendar() -> WorkCalendar:
    """Holidays from the years before the first rule set to some years ahead."""
    vietnam = holidays.country_holidays("VN", years=range(FIRST_YEAR, LAST_YEAR))
    return WorkCalendar(frozenset(vietnam), frozenset(vietnam.weekend_workdays))
