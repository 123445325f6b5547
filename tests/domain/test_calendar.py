"""Days, months, quarters and working days."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.calendar import (
    WorkCalendar,
    day_in,
    ends_quarter,
    first_day,
    grace_day,
    last_day,
    local_day,
    month_of,
    months_after,
    months_from,
    months_of_quarter,
    months_on,
)
from domain.names import Month

TET_2026 = WorkCalendar(frozenset(date(2026, 2, day) for day in range(16, 21)), worked=frozenset({date(2026, 2, 28)}))
HOLIDAYS = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=10)


def test_a_day_is_a_day_in_vietnam():
    assert local_day(datetime(2026, 10, 31, 17, tzinfo=UTC)) == date(2026, 11, 1)
    assert local_day(datetime(2026, 10, 31, 16, 59, tzinfo=UTC)) == date(2026, 10, 31)


def test_the_ends_of_the_calendar_are_days_too():
    assert local_day(datetime.max.replace(tzinfo=UTC)) == date.max
    assert last_day(Month("9999-12")) == date.max
    assert months_on(Month("9999-12"), 1) is None
    assert months_on(Month("0001-01"), -1) is None
    assert grace_day(Month("9999-12"), 5) == date.max


@for_all(st.dates())
def test_a_day_lies_between_the_first_and_the_last_of_its_month(day):
    assert first_day(month_of(day)) <= day <= last_day(month_of(day))


def test_a_set_day_that_a_month_does_not_have_is_its_last():
    assert day_in(Month("2026-02"), 31) == date(2026, 2, 28)
    assert day_in(Month("2024-02"), 30) == date(2024, 2, 29)


def test_the_grace_day_lies_in_the_next_month():
    assert grace_day(Month("2025-12"), 5) == date(2026, 1, 5)


def test_three_months_after_the_last_of_november_is_the_last_of_february():
    assert months_after(date(2025, 11, 30), 3) == date(2026, 2, 28)


def test_months_run_over_the_years_end():
    assert list(months_from(Month("2025-11"), Month("2026-02"))) == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert list(months_from(Month("2026-02"), Month("2026-01"))) == []


@pytest.mark.parametrize("month", ["2026-07", "2026-08", "2026-09"])
def test_a_quarter_has_three_months_and_ends_with_the_last(month):
    assert months_of_quarter(Month(month)) == ("2026-07", "2026-08", "2026-09")
    assert ends_quarter(Month(month)) is (month == "2026-09")


def test_a_term_of_working_days_passes_over_weekends_holidays_and_begins_the_day_after():
    friday_before_tet = date(2026, 2, 13)
    assert TET_2026.add_working_days(friday_before_tet, 1) == date(2026, 2, 23)
    assert WorkCalendar().add_working_days(friday_before_tet, 1) == date(2026, 2, 16)


def test_a_saturday_worked_in_exchange_is_a_working_day():
    assert TET_2026.add_working_days(date(2026, 2, 27), 1) == date(2026, 2, 28)


def test_working_days_count_from_the_day_after():
    assert TET_2026.working_days_between(date(2026, 2, 13), date(2026, 2, 24)) == 2
    assert TET_2026.working_days_between(date(2026, 2, 24), date(2026, 2, 13)) == -2


@for_all(HOLIDAYS, st.dates(date(2026, 1, 1), date(2026, 3, 31)), st.integers(0, 40))
def test_a_term_ends_after_exactly_its_working_days(holidays, day, term):
    calendar = WorkCalendar(holidays)
    end = calendar.add_working_days(day, term)
    assert calendar.working_days_between(day, end) == term
    assert term == 0 or calendar.works(end)
