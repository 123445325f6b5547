"""Administrators keep the register, people, accounts and roles, within their own part of the tree, and see no cases."""

from pathlib import Path

import pytest

from domain.events.person import IdentityErased
from domain.names import PersonId, Role
from tests.bloc import PASSWORD, PEOPLE
from tests.web.pages import Pages

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def admin(bloc):
    return Pages(bloc.browser("admin"))


def test_a_unit_is_entered_renamed_moved_and_dissolved(bloc, admin):
    form = {"code": "NEW", "name": "Chi bộ Mới", "kind": "cell", "type": "agency", "parent": "DB1", "members": "9"}
    assert admin.post("/register", form).status_code == 303
    assert admin.post("/register/units/NEW/rename", {"name": "Chi bộ Đổi mới", "on": "2026-11-20"}).status_code == 303
    assert admin.post("/register/units/NEW/move", {"parent": "DB2", "on": "2026-11-20"}).status_code == 303
    page = admin.get("/register/units/NEW").text
    assert "Chi bộ Đổi mới" in page
    assert "Đảng bộ Công ty Điện lực" in page
    assert admin.post("/register/units/NEW/dissolve", {"on": "2026-11-20"}).status_code == 303


def test_a_code_is_borne_by_one_unit_alone(admin):
    form = {"code": "FDI", "name": "Chi bộ Khác", "kind": "cell", "parent": "KHOI"}
    assert admin.post("/register", form).status_code in (409, 422)


def test_a_unit_with_units_below_it_is_not_dissolved(admin):
    answer = admin.post("/register/units/DB1/dissolve", {"on": "2026-11-20"})
    assert answer.status_code == 409
    assert "trực thuộc" in answer.text


def test_a_user_is_added_signs_in_gets_a_role_and_is_barred(bloc, admin):
    form = {
        "login": "newcomer", "name": "Đinh Văn Tám", "password": "một câu dài dễ nhớ",
        "role": "secretary", "unit": "NSE",
    }  # fmt: skip
    assert admin.post("/users", form).status_code == 303
    assert admin.post("/users/newcomer/grant", {"role": "overseer", "unit": "DB1"}).status_code == 303
    page = admin.get("/users/newcomer").text
    assert "Đinh Văn Tám" in page
    assert "Chi bộ Công ty cổ phần Xây lắp" in page
    assert admin.post("/users/newcomer/withdraw", {"role": "overseer", "unit": "DB1"}).status_code == 303
    assert admin.post("/users/newcomer/disable", {}).status_code == 303
    assert bloc.house.accounts.named("newcomer").disabled


def test_a_login_is_taken_once(admin):
    form = {"login": "leader", "name": "Ai Đó", "password": "một câu dài dễ nhớ", "role": "leader", "unit": "KHOI"}
    answer = admin.post("/users", form)
    assert answer.status_code == 422
    assert "đã có người dùng" in answer.text


def test_a_faulty_register_shows_every_fault_and_enters_nothing(bloc, admin):
    before = bloc.recorded()
    file = (SAMPLES / "register-messy.xlsx").open("rb")
    page = admin.post("/register/import", {"file": (file, "so.xlsx"), "enter": "true", "unit": "KHOI"})
    assert page.status_code == 200
    assert page.text.count('<td class="num">') >= 8
    assert bloc.recorded() == before


def test_a_person_is_erased_and_the_history_stays_whole(bloc, admin):
    who = PersonId(bloc.person("secretary2"))
    assert "Đỗ Đức Thịnh" in admin.get(f"/people/{who}").text
    assert admin.post(f"/people/{who}/erase", {"basis": "Đơn ngày 20/11/2026"}).status_code == 303
    page = admin.get(f"/people/{who}").text
    assert "Đỗ Đức Thịnh" not in page
    assert "[đã xóa theo yêu cầu]" in page
    assert bloc.house.journal.verify().whole
    assert isinstance(bloc.house.journal.last().fact, IdentityErased)


def test_whoever_was_erased_neither_signs_in_nor_holds_a_role_any_more(bloc, admin):
    who, own = PersonId(bloc.person("secretary2")), bloc.browser("secretary2")
    assert own.get("/tasks").status_code == 200
    assert admin.post(f"/people/{who}/erase", {"basis": "Đơn ngày 20/11/2026"}).status_code == 303
    assert own.get("/tasks").status_code in {302, 303}
    signing_in = {"login": "secretary2", "password": PASSWORD}
    assert bloc.app.test_client().post("/api/v1/tokens", json=signing_in).status_code == 401
    assert bloc.house.roles_of(who) == ()
    again = admin.post(f"/people/{who}/erase", {"basis": "lần nữa"})
    assert again.status_code == 409


def test_nobody_amends_who_was_erased(bloc, admin):
    who = PersonId(bloc.person("secretary2"))
    admin.post(f"/people/{who}/erase", {"basis": "Đơn ngày 20/11/2026"})
    assert admin.post(f"/people/{who}", {"name": "Tên mới"}).status_code == 409


def test_every_page_of_the_room_opens_for_administrators_alone(bloc, admin):
    who = bloc.person("leader")
    for path in (
        "/register",
        "/register/new",
        "/register/import",
        "/register/units/FDI",
        "/users",
        "/users/leader",
        f"/people/{who}",
    ):
        assert admin.get(path).status_code == 200, path
        assert bloc.browser("inspector1").get(path).status_code in (403, 404), path


def test_an_administrator_sees_no_case_content(admin):
    for path in ("/meetings", "/work", "/history", "/minutes"):
        assert admin.get(path).status_code in (403, 404), path


@pytest.fixture
def local(bloc):
    """An administrator of one grassroots party body."""
    bloc.give_role("overseer1", Role.ADMINISTRATOR, "DB1")
    return Pages(bloc.browser("overseer1"))


def test_a_local_administrator_sees_the_users_of_their_own_part_alone(local):
    page = local.get("/users").text
    assert {login for login in PEOPLE if f"/users/{login}" in page} == {"secretary2", "overseer1"}
    assert local.get("/users/secretary2").status_code == 200
    for stranger in ("leader", "secretary1", "nobody"):
        assert local.get(f"/users/{stranger}").status_code == 404, stranger


def test_whoever_holds_no_role_any_more_is_the_top_administrators_matter(bloc, local, admin):
    taken = local.post("/users/secretary2/withdraw", {"role": "secretary", "unit": "DB1.1"})
    assert (taken.status_code, taken.location) == (303, "/users")
    assert "/users/secretary2" not in local.get("/users").text
    secret = {"password": "một câu dài dễ nhớ"}
    assert local.post("/users/secretary2/password", secret).status_code == 404
    assert local.post("/users/secretary2/disable", {}).status_code == 404
    assert "/users/secretary2" in admin.get("/users").text
    assert admin.post("/users/secretary2/password", secret).status_code == 303
