"""Whoever was told of a task finds it beside the bell, and says that it was seen."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from domain.events.notice import NoticeAcknowledged
from tests.bloc import Bloc, told
from tests.web.inspection.a_case import opened, planned
from tests.web.pages import Pages
from web.daily_round import go_round

TERM, TEN_AFTER = date(2026, 12, 15), date(2026, 12, 29)


@pytest.fixture
def case(bloc: Bloc) -> UUID:
    """A case whose plan is due today."""
    case = opened(bloc)
    bloc.watch.on(TERM)
    go_round(bloc.house, TERM)
    return case


def test_the_bell_counts_what_is_unread_and_the_page_leads_to_the_task(bloc: Bloc, case: UUID) -> None:
    pages = Pages(bloc.browser("secretary1"))
    assert ">1<" in pages.get("/notices/unread").text
    page = pages.get("/notices").text
    assert f"/work/{case}" in page
    assert "đến hạn" in page
    assert Pages(bloc.browser("secretary2")).get("/notices/unread").text.strip() == ""


def test_reading_is_an_act_of_ones_own_and_empties_the_bell(bloc: Bloc, case: UUID) -> None:
    (notice,) = bloc.api("secretary1").get("/notices").json["items"]
    pages = Pages(bloc.browser("secretary1"))
    assert pages.post("/notices/read", {"notices": notice["id"]}).status_code == 303
    assert pages.get("/notices/unread").text.strip() == ""
    assert "đã xem 15/12/2026" in pages.get("/notices?all=1").text
    (read,) = [one for one in bloc.house.journal.since(0, 10_000) if isinstance(one.fact, NoticeAcknowledged)]
    assert (read.stream, read.by) == (UUID(notice["id"]), bloc.person("secretary1"))


def test_programs_list_and_read_notices(bloc: Bloc, case: UUID) -> None:
    api = bloc.api("secretary1")
    (notice,) = api.get("/notices").json["items"]
    assert notice == {
        "id": notice["id"], "unit": "FDI", "about": str(case), "task": "submit_plan", "n": 0, "due": "2026-12-15",
        "nearness": "due", "nth": 0, "on": "2026-12-15", "mailed_on": None, "read_on": None,
    }  # fmt: skip
    key = {"Idempotency-Key": str(uuid4())}
    for _ in range(2):
        answer = api.post("/notices/read", {"notices": [notice["id"]]}, headers=key)
        assert (answer.status_code, answer.json["items"][0]["read_on"]) == (200, "2026-12-15")
    again = api.post("/notices/read", {"notices": [notice["id"]]})
    assert (again.status_code, told(again)["code"]) == (409, "NothingToRead")
    assert api.get("/notices", read="false").json["items"] == []
    assert api.get("/notices", read="true", owed="true").json["total"] == 1


def test_nobody_reads_anothers_notice(bloc: Bloc, case: UUID) -> None:
    (notice,) = bloc.api("secretary1").get("/notices").json["items"]
    other = bloc.api("inspector1")
    assert other.get(f"/notices/{notice['id']}").status_code == 404
    assert other.post("/notices/read", {"notices": [notice["id"]]}).status_code in {404, 409}
    assert bloc.api("secretary1").get(f"/notices/{notice['id']}").json["read_on"] is None


def test_a_task_that_is_done_leaves_the_bell(bloc: Bloc, case: UUID) -> None:
    planned(bloc, case)
    assert Pages(bloc.browser("secretary1")).get("/notices/unread").text.strip() == ""
    assert bloc.api("secretary1").get("/notices", owed="true").json["items"] == []


def test_a_task_that_climbed_bears_the_mark_on_the_list_the_case_and_in_the_answer(bloc: Bloc, case: UUID) -> None:
    bloc.watch.on(TEN_AFTER)
    go_round(bloc.house, TEN_AFTER)
    assert "đã báo lên cấp ủy viên phụ trách" in Pages(bloc.browser("secretary1")).get("/tasks").text
    assert (
        "Đã báo lên cấp ủy viên phụ trách ngày 29/12/2026"
        in Pages(bloc.browser("inspector1")).get(f"/cases/{case}").text
    )
    (task,) = bloc.api("secretary1").get("/tasks").json["items"]
    assert (task["overdue"], task["escalated"]) == (True, 1)
    overseer = bloc.api("overseer1").get("/notices").json["items"]
    assert [(one["nearness"], one["nth"], one["about"]) for one in overseer] == [("escalated", 1, str(case))]
    assert f"/cases/{case}" in Pages(bloc.browser("overseer1")).get("/notices").text


def test_the_mark_goes_once_the_task_is_done(bloc: Bloc, case: UUID) -> None:
    bloc.watch.on(TEN_AFTER)
    go_round(bloc.house, TEN_AFTER)
    planned(bloc, case)
    assert "Đã báo lên" not in Pages(bloc.browser("inspector1")).get(f"/cases/{case}").text
