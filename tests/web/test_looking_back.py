"""Looking back: an address names a moment, links stay in it, and nothing is recorded there."""

import re
from datetime import date

import pytest

from domain.names import Role, UnitKind
from tests.bloc import PEOPLE, Bloc
from tests.web.pages import Pages
from tests.web.sample_pages import sample_pages
from web.erasure import erase
from workflows.desk import Thing
from workflows.requests.people import EnterPerson, amend_identity, stream_of
from workflows.requests.units import RegisterUnit, RenameUnit, register_unit, rename_unit


@pytest.fixture
def renamed(bloc: Bloc) -> int:
    """The position before a unit got another name."""
    before = bloc.recorded()
    bloc.ask(rename_unit, "admin", Thing(bloc.unit("FDI")), RenameUnit("Chi bộ Hoa Sen", date(2026, 11, 20)))
    return before


def test_a_page_shows_what_was_known_then(bloc, renamed):
    inspector = bloc.browser("inspector1")
    assert "Chi bộ Hoa Sen" in inspector.get("/units/FDI").text
    assert "Chi bộ Hoa Sen" not in inspector.get(f"/units/FDI?as_at={renamed}").text


def test_the_page_says_which_moment_it_shows_and_leads_back_to_now(bloc, renamed):
    page = bloc.browser("inspector1").get(f"/units/FDI?as_at={renamed}").text
    assert "Đang xem lại" in page
    back = re.search(r'href="([^"]*)">Về hiện tại', page)
    assert back
    assert back[1].rstrip("?") == "/units/FDI"


def test_links_stay_in_the_moment(bloc, renamed):
    page = bloc.browser("inspector1").get(f"/units?as_at={renamed}").text
    main = page.partition("<main")[2]
    inside = [link for link in re.findall(r'href="(/[^"#]*)', main) if link.startswith(("/units/", "/cases"))]
    assert inside
    assert [link for link in inside if f"as_at={renamed}" not in link] == []


def test_a_time_and_a_day_name_a_moment_too(bloc, renamed):
    recorded = bloc.house.journal.at([renamed])[renamed].recorded_at
    bloc.watch.now = recorded
    auditor = bloc.api("auditor")
    named = [auditor.get("/units/FDI", as_at=moment).json["name"] for moment in (recorded.isoformat(), renamed)]
    assert named[0] == named[1] != "Chi bộ Hoa Sen"
    day = recorded.astimezone(bloc.house.settings.zone).date()
    assert auditor.get("/units/FDI", as_at=str(day)).status_code == 200


@pytest.mark.parametrize(
    "moment", ["soon", "1990-01-01", "2999-01-01", "0", "999999999", "9" * 40, "2026-13-01", "-1", "1e3"]
)
def test_a_moment_that_never_was_is_refused_with_what_would_be_one(bloc, moment):
    answer = bloc.api("auditor").get("/units", as_at=moment)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "as_at")
    assert bloc.browser("auditor").get(f"/units?as_at={moment}").status_code == 422


def test_nothing_is_recorded_in_the_past(bloc, renamed):
    before = bloc.recorded()
    body = {"code": "X", "name": "X", "kind": "cell", "parent": "DB1", "members": 5}
    answer = bloc.api("admin").post(f"/units?as_at={renamed}", body)
    assert (answer.status_code, answer.json["code"]) == (409, "PastIsRead")
    assert bloc.recorded() == before


def test_forms_are_not_offered_in_the_past(bloc, renamed):
    page = Pages(bloc.browser("secretary1"))
    assert "<form" in page.get("/meetings/new").text.partition("<main")[2]
    then = page.get(f"/meetings/new?as_at={renamed}").text.partition("<main")[2]
    assert 'method="post"' not in then


def test_who_may_see_is_decided_today(bloc, renamed):
    """A role given later opens the past too; one that was never given opens nothing."""
    bloc.give_role("overseer1", Role.OVERSEER, "DB2")
    assert bloc.browser("overseer1").get(f"/units/DB2?as_at={renamed}").status_code == 200
    assert bloc.browser("secretary1").get(f"/units/DB2?as_at={renamed}").status_code == 403


def test_of_another_bloc_nothing_is_seen_at_any_moment(bloc):
    asked = RegisterUnit("KHAC", "Đảng bộ Khối khác", UnitKind.BLOC, None, None, (), date(2026, 1, 1))
    bloc.ask(register_unit, "admin", asked)
    then = bloc.recorded()
    bloc.ask(rename_unit, "admin", Thing(bloc.unit("FDI")), RenameUnit("Chi bộ Hoa Sen", date(2026, 11, 20)))
    inspector = bloc.api("inspector1")
    for moment in ({}, {"as_at": then}):
        told = [one["code"] for one in inspector.get("/units", **moment).json["items"]]
        assert "FDI" in told
        assert "KHAC" not in told


def test_today_is_the_day_of_the_moment(bloc):
    """What was due later was not overdue then."""
    sample_pages(bloc)
    then = bloc.recorded()
    bloc.watch.on(date(2027, 6, 1))
    inspector = bloc.api("inspector1")
    assert inspector.get("/remediations", overdue="true").json["items"]
    assert inspector.get("/remediations", overdue="true", as_at=then).json["items"] == []


def test_the_door_to_the_past_is_for_those_who_oversee(bloc):
    assert "then-door" in bloc.browser("inspector1").get("/units").text
    assert "then-door" not in bloc.browser("secretary1").get("/tasks").text


def test_an_erased_name_is_erased_at_every_moment(bloc, renamed):
    person = bloc.person("secretary2")
    assert "Đỗ Đức Thịnh" in bloc.browser("inspector1").get(f"/units/DB1.1?as_at={renamed}").text
    erase(bloc.house, bloc.hand("admin"), person, "Đơn 01")
    assert "Đỗ Đức Thịnh" not in bloc.browser("inspector1").get(f"/units/DB1.1?as_at={renamed}").text


def test_an_amended_name_is_the_former_one_at_a_former_moment(bloc):
    before, person, admin = bloc.recorded(), bloc.person("overseer1"), bloc.browser("admin")
    former = PEOPLE["overseer1"][0]
    bloc.ask(amend_identity, "admin", Thing(stream_of(person)), EnterPerson("Bùi Thị Tên Mới", "0987654321"))
    for page in (f"/people/{person}", "/users"):
        now, then = (admin.get(f"{page}{moment}").text for moment in ("", f"?as_at={before}"))
        assert ("Bùi Thị Tên Mới" in now, former in now) == (True, False)
        assert ("Bùi Thị Tên Mới" in then, former in then) == (False, True)
    erase(bloc.house, bloc.hand("admin"), person, "Đơn 01")
    assert former not in admin.get(f"/users?as_at={before}").text


def test_in_the_past_nothing_waits_behind_the_doors(bloc):
    sample_pages(bloc)
    rail = re.compile(r'<nav class="nav".*?</nav>', re.DOTALL)
    inspector, then = bloc.browser("inspector1"), bloc.recorded()
    now, past = (rail.search(inspector.get(path).text)[0] for path in ("/cases", f"/cases?as_at={then}"))
    assert 'class="n hot num"' in now
    assert 'class="n hot num"' not in past
