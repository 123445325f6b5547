"""Terms count the working days of Vietnam, with what the administrators declared of single days."""

from datetime import date

import pytest

from tests.bloc import Bloc
from tests.web.pages import Pages
from workflows.requests.calendar import DeclareDay, WithdrawDay, declare_day, withdraw_day

EVE_OF_TET = date(2026, 2, 13)
"""The last working day before Tết 2026: the country is off from the 14th to the 22nd."""


def ends(bloc: Bloc, set_on: date, working_days: int) -> date:
    return bloc.house.workdays.calendar().add_working_days(set_on, working_days)


def test_a_term_of_three_working_days_set_on_the_eve_of_tet_ends_after_the_holidays(bloc: Bloc) -> None:
    assert ends(bloc, EVE_OF_TET, 3) == date(2026, 2, 25)


def test_a_term_across_24_november_counts_one_day_more(bloc: Bloc) -> None:
    assert ends(bloc, date(2026, 11, 20), 3) == date(2026, 11, 26)
    assert ends(bloc, date(2025, 11, 20), 3) == date(2025, 11, 25)


def test_a_term_across_a_compensatory_day_counts_the_saturday_that_is_worked_and_not_the_monday_off(bloc: Bloc) -> None:
    assert ends(bloc, date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert ends(bloc, date(2026, 8, 28), 1) == date(2026, 9, 3)


def test_a_term_after_an_override_follows_it_and_the_countrys_calendar_again_once_it_is_withdrawn(bloc: Bloc) -> None:
    bloc.ask(declare_day, "admin", DeclareDay(date(2026, 12, 1), False, "CV 15"))
    bloc.ask(declare_day, "admin", DeclareDay(date(2026, 12, 5), True, "CV 15"))
    assert ends(bloc, date(2026, 11, 30), 1) == date(2026, 12, 2)
    assert ends(bloc, date(2026, 11, 30), 4) == date(2026, 12, 5)
    bloc.ask(withdraw_day, "admin", date(2026, 12, 1), WithdrawDay("CV 16"))
    assert ends(bloc, date(2026, 11, 30), 1) == date(2026, 12, 1)


def test_a_holiday_may_be_declared_worked_and_a_day_worked_in_exchange_off(bloc: Bloc) -> None:
    bloc.ask(declare_day, "admin", DeclareDay(date(2026, 11, 24), True, "CV 15"))
    bloc.ask(declare_day, "admin", DeclareDay(date(2026, 8, 22), False, "CV 15"))
    calendar = bloc.house.workdays.calendar()
    assert calendar.works(date(2026, 11, 24))
    assert not calendar.works(date(2026, 8, 22))


def test_an_administrator_declares_a_day_on_the_page_and_terms_on_pages_follow_at_once(bloc: Bloc) -> None:
    pages = Pages(bloc.browser("admin"))
    form = {"day": "2026-12-01", "works": "false", "basis": "Công văn 15-CV/ĐUK"}
    assert pages.post("/working-days", form).status_code == 303
    page = pages.get("/working-days?year=2026").text
    assert "01/12/2026" in page
    assert "Công văn 15-CV/ĐUK" in page
    assert not bloc.house.workdays.calendar().works(date(2026, 12, 1))
    assert pages.post("/working-days/2026-12-01/withdraw", {"basis": "CV 16"}).status_code == 303
    assert bloc.house.workdays.calendar().works(date(2026, 12, 1))


def test_programs_read_and_declare_days(bloc: Bloc) -> None:
    admin = bloc.api("admin")
    assert admin.get("/working-days/2026-11-24").json == {
        "day": "2026-11-24", "works": False, "kind": "holiday", "basis": None,
    }  # fmt: skip
    declared = admin.post("/working-days", {"day": "2026-12-01", "works": False, "basis": "CV 15"})
    assert (declared.status_code, declared.json["kind"]) == (201, "declared_off")
    again = admin.post("/working-days", {"day": "2026-12-01", "works": False, "basis": "CV 15"})
    assert (again.status_code, again.json["code"]) == (409, "DayDeclaredAlready")
    listed = admin.get("/working-days", **{"from": "2026-11-01", "to": "2026-12-31"}).json["items"]
    assert [(one["day"], one["works"]) for one in listed] == [("2026-11-24", False), ("2026-12-01", False)]
    assert admin.post("/working-days/2026-12-01/withdraw", {"basis": "CV 16"}).json["kind"] is None
    assert admin.get("/working-days/no-day").status_code == 404


@pytest.mark.parametrize("login", ["secretary1", "inspector1", "leader", "auditor"])
def test_nobody_else_declares_days_and_everyone_reads_them(bloc: Bloc, login: str) -> None:
    api = bloc.api(login)
    assert api.post("/working-days", {"day": "2026-12-01", "works": False, "basis": "CV"}).status_code == 403
    assert api.get("/working-days").status_code == 200
