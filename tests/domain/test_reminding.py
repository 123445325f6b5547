"""A term is called to mind three working days before, on its day, and every five after; levels above hear later."""

from datetime import date, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.calendar import WorkCalendar
from domain.events.notice import Nearness
from domain.names import Role
from domain.reminding import Call, call_on, level_on, roles_above

TUESDAY = date(2026, 12, 15)
WEEKS = WorkCalendar()


@pytest.mark.parametrize(
    ("on", "call"),
    [
        (date(2026, 12, 9), None),
        (date(2026, 12, 10), Call(Nearness.COMING_DUE)),
        (date(2026, 12, 14), Call(Nearness.COMING_DUE)),
        (TUESDAY, Call(Nearness.DUE)),
        (date(2026, 12, 21), Call(Nearness.DUE)),
        (date(2026, 12, 22), Call(Nearness.OVERDUE, 1)),
        (date(2026, 12, 29), Call(Nearness.OVERDUE, 2)),
    ],
)
def test_the_newest_reminder_that_a_day_calls_for(on, call):
    assert call_on(TUESDAY, on, WEEKS) == call


def test_a_term_on_a_sunday_is_called_to_mind_on_the_friday_before():
    sunday = date(2026, 12, 20)
    assert call_on(sunday, date(2026, 12, 18), WEEKS) == Call(Nearness.DUE)
    assert call_on(sunday, date(2026, 12, 17), WEEKS) == Call(Nearness.COMING_DUE)


def test_holidays_between_bring_the_first_reminder_forward():
    tet = WorkCalendar(frozenset(date(2026, 2, 16) + timedelta(n) for n in range(5)))
    assert call_on(date(2026, 2, 23), date(2026, 2, 11), tet) == Call(Nearness.COMING_DUE)
    assert call_on(date(2026, 2, 23), date(2026, 2, 10), tet) is None


@pytest.mark.parametrize(
    ("on", "level"),
    [(TUESDAY, 0), (date(2026, 12, 28), 0), (date(2026, 12, 29), 1), (date(2027, 1, 11), 1), (date(2027, 1, 12), 2)],
)
def test_an_overdue_task_climbs_a_level_after_each_span(on, level):
    assert level_on(TUESDAY, on, WEEKS) == level


def test_above_a_secretary_is_the_overseer_then_the_inspectors_then_the_leaders():
    assert list(roles_above(Role.SECRETARY)) == [Role.OVERSEER, Role.INSPECTOR, Role.LEADER]
    assert list(roles_above(Role.LEADER)) == []


@for_all(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(-10, 60))
def test_on_days_off_nothing_new_is_called_for(due, days):
    on = due + timedelta(days)
    if not WEEKS.works(on):
        assert call_on(due, on, WEEKS) == call_on(due, WEEKS.last_worked(on), WEEKS)
        assert level_on(due, on, WEEKS) == level_on(due, WEEKS.last_worked(on), WEEKS)
