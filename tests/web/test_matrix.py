"""What `test_every_route` leaves: routes about a person, an entry, a rule set, the caller alone; and strangers."""

import re
from collections.abc import Iterator

import pytest

from domain.names import Attribute, Role
from tests.bloc import PEOPLE, Bloc
from tests.web.pages import Pages
from tests.web.test_every_route import FOREIGN, OWN, PATHS, Sample, Way, expected, filled, held, tried
from web import policy
from web.acts import Act, Place, may
from workflows.desk import Thing
from workflows.requests.units import DeclareAttributes, declare_attributes

SIGNED_IN = (
    "/",
    "/account",
    "/tasks",
    "/notices",
    "/notices?all=1",
    "/notices/unread",
    "/help",
    "/search?q=hoa+sen",
    "/api/v1/me",
    "/api/v1/tasks",
    "/api/v1/notices",
    "/api/v1/catalogue",
    "/api/v1/working-days",
    "/api/v1/working-days/2026-11-24",
)
STANDS_AT = {"secretary1": "FDI", "secretary2": "DB1.1"}
NO_CELLS = Sample({}, PATHS["KHOI"])
RULES = {"ruleset": "HD42-2025", "year": "2026"}


def all_ways(bloc: Bloc) -> Iterator[Way]:
    for address, method, _, said in policy.declared(bloc.app):
        assert said is not None
        yield Way(address, method, said)


def plain(address: str, values: dict[str, str]) -> str:
    """The address with something for every name in it."""
    return re.sub(r"<(?:[^<>]+:)?(\w+)>", lambda match: values.get(match[1], "1"), address)


@pytest.mark.parametrize("login", PEOPLE)
def test_whoever_is_signed_in_has_their_own_pages(bloc, login):
    send = tried(bloc, login)
    assert [path for path in SIGNED_IN if send("GET", path) not in {200, 302}] == []


def test_a_stranger_is_sent_to_sign_in_whatever_they_send(bloc):
    client, before = bloc.app.test_client(), bloc.recorded()
    for way in all_ways(bloc):
        if way.said.public:
            continue
        values = dict.fromkeys(re.findall(r"<uuid:(\w+)>", way.address), "00000000-0000-4000-8000-000000000000")
        answer = client.open(plain(way.address, values), method=way.method)
        turned_away = {401} if way.address.startswith("/api/") else {303} if way.method == "GET" else {303, 400}
        assert answer.status_code in turned_away, way
    assert bloc.recorded() == before


@pytest.mark.parametrize("login", PEOPLE)
def test_an_identity_is_read_where_the_person_stands(bloc, login):
    send, roles = tried(bloc, login), held(login)
    for other, code in STANDS_AT.items():
        readable = other == login or may(roles, Act.READ_PERSONAL, Place(PATHS[code]))
        status = send("GET", f"/api/v1/people/{bloc.person(other)}")
        assert (status == 200) == readable, (other, status)
        kept = send("GET", f"/people/{bloc.person(other)}")
        assert (kept == 200) == may(roles, Act.ENTER_PEOPLE, Place(PATHS[code])), (other, kept)


@pytest.mark.parametrize("login", PEOPLE)
def test_an_entry_is_read_where_its_unit_stands(bloc, login):
    send, roles = tried(bloc, login), held(login)
    for code in (OWN, FOREIGN):
        asked = DeclareAttributes((Attribute.SHIFT_WORK, Attribute.SCATTERED), bloc.watch.now.date())
        position = bloc.ask(declare_attributes, "admin", Thing(bloc.unit(code)), asked).positions[0]
        for address in (f"/history/{position}", f"/api/v1/history/{position}"):
            assert (send("GET", address) == 200) == may(roles, Act.READ_HISTORY, Place(PATHS[code])), (address, code)


@pytest.mark.parametrize("login", PEOPLE)
def test_rules_and_reports_are_for_their_roles(bloc, login):
    send, roles = tried(bloc, login), held(login)
    for way in all_ways(bloc):
        named = set(re.findall(r"(\w+)>", way.address))
        if way.said.act is None or not named & RULES.keys() or filled(way, NO_CELLS):
            continue
        status = send(way.method, plain(way.address, RULES | {"act": "repeal"}))
        assert (status not in {401, 403, 404}) == expected(way, roles, NO_CELLS), (way, status)
        assert status < 500, way


def test_an_administrator_of_a_part_keeps_the_people_of_that_part_alone(bloc):
    bloc.give_role("secretary2", Role.ADMINISTRATOR, "DB1")
    pages, before = Pages(bloc.browser("secretary2")), bloc.recorded()
    theirs, other = (f"/people/{bloc.person(login)}" for login in ("secretary2", "secretary1"))
    assert pages.get(theirs).status_code == 200
    assert pages.get(other).status_code in {403, 404}
    assert pages.post(other, {"name": "Người Khác"}).status_code in {403, 404}
    assert pages.post(f"{other}/erase", {"basis": "đơn"}).status_code in {403, 404}
    grant = {"role": "inspector", "unit": "KHOI"}
    for path, form in (("disable", {}), ("password", {"password": "mật khẩu rất dài 1"}), ("grant", grant)):
        assert pages.post(f"/users/secretary1/{path}", form).status_code in {403, 404}, path
    assert bloc.recorded() == before
