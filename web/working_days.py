"""The working days by which a page counts its terms: the country's, and what was declared here."""

from domain.calendar import WorkCalendar
from web.house import house


def work_calendar() -> WorkCalendar:
    """The calendar of the house that this request came to."""
    return house().workdays.calendar()
