"""An auditor begins where it says whether the history is whole; what auditors find takes the usual road."""

from tests.bloc import Bloc
from tests.web.api.asked import FOUND, made
from tests.web.api.test_duties_stay_apart import AGAINST_US
from tests.web.api.test_the_story import done
from tests.web.pages import Pages


def test_an_auditors_first_page_says_whether_the_history_is_whole(bloc: Bloc) -> None:
    auditor = Pages(bloc.browser("auditor"))
    assert auditor.get("/").headers["Location"] == "/audit"
    assert "Chưa lần nào xem lại tất cả" in auditor.get("/audit").text
    auditor.post("/integrity", {})
    page = auditor.get("/audit").text
    assert f"đã tính lại {bloc.recorded()} sự kiện" in page
    assert "0 vi phạm" in page


def test_what_was_found_wrong_stands_there(bloc: Bloc) -> None:
    auditor = Pages(bloc.browser("auditor"))
    engine = bloc.house.views.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS journal_is_not_changed")
        for name in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE journal SET actor = 'p-other' WHERE position = 7")
    auditor.post("/integrity", {})
    assert "sai từ sự kiện 7" in auditor.get("/audit").text


def test_others_begin_where_they_did(bloc: Bloc) -> None:
    assert Pages(bloc.browser("inspector1")).get("/").headers["Location"] == "/overview"
    assert Pages(bloc.browser("secretary1")).get("/audit").status_code == 403


def test_a_finding_against_the_committee_is_led_by_leaders_to_its_end(bloc: Bloc) -> None:
    """Recorded on the auditor's page, opened by a leader, since no inspector may; it shows how far it is."""
    auditor, leader = Pages(bloc.browser("auditor")), Pages(bloc.browser("leader"))
    found = made(bloc.api("auditor").post("/deficiencies", AGAINST_US))
    assert f"/deficiencies/{found}" in auditor.get("/audit").text
    form = f"/cases/new?deficiency={found}"
    opened = {"deficiencies": found, "due": "2026-12-31", "basis-number": "7-TB/ĐUK", "basis-date": "2026-11-18"}
    assert Pages(bloc.browser("inspector1")).get(form).status_code == 403
    assert Pages(bloc.browser("inspector1")).post("/cases/new", opened).status_code == 403
    assert form in leader.get(f"/deficiencies/{found}").text
    assert leader.get(form).status_code == 200
    answer = leader.post("/cases/new", opened)
    assert answer.status_code == 303, answer.text
    case = answer.headers["Location"]
    assert case in auditor.get("/audit").text
    assert leader.get(case).status_code == 200


def test_what_others_found_is_not_among_an_auditors_findings(bloc: Bloc) -> None:
    other = made(bloc.api("inspector1").post("/deficiencies", FOUND))
    assert other not in bloc.browser("auditor").get("/audit").text
    done(bloc.api("auditor").get(f"/deficiencies/{other}"))
