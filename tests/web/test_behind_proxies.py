"""Behind proxies of ours the caller is where they say; what a stranger writes before them is not believed."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.bloc import PASSWORD, Bloc
from web.accounts.throttle import FREE
from web.app import create_app
from web.settings import Settings

SENT = {"X-Forwarded-For": "6.6.6.6, 203.0.113.9, 10.0.0.2", "X-Forwarded-Proto": "https, https"}
SECRET = {"login": "secretary1", "password": PASSWORD}


def client(bloc: Bloc, proxies: int) -> FlaskClient:
    house = replace(bloc.house, settings=replace(bloc.house.settings, proxies=proxies))
    return create_app(house).test_client()


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "10.0.0.2"), (2, "203.0.113.9")])
def test_a_session_knows_the_address_that_the_last_believed_proxy_saw(bloc: Bloc, proxies: int, address: str) -> None:
    assert client(bloc, proxies).post("/api/v1/tokens", json=SECRET, headers=SENT).status_code in {200, 201}
    listed = bloc.house.accounts.sessions.of("secretary1", bloc.house.now())
    assert [session.address for session in listed] == [address]


def test_guesses_from_one_place_do_not_close_the_door_to_another_behind_the_same_proxy(bloc: Bloc) -> None:
    gate = client(bloc, 1)
    there, elsewhere = {"X-Forwarded-For": "203.0.113.9"}, {"X-Forwarded-For": "203.0.113.10"}
    for n in range(FREE["address"] + 1):
        gate.post("/api/v1/tokens", json={"login": f"guess{n}", "password": "x"}, headers=there)
    assert gate.post("/api/v1/tokens", json=SECRET, headers=there).status_code == 429
    assert gate.post("/api/v1/tokens", json=SECRET, headers=elsewhere).status_code in {200, 201}


def test_over_a_proxys_https_cookies_are_for_https_alone(bloc: Bloc) -> None:
    page = client(bloc, 2).get("/sign-in", headers=SENT)
    assert "Strict-Transport-Security" in page.headers
    assert "Strict-Transport-Security" not in client(bloc, 0).get("/sign-in", headers=SENT).headers


def test_how_many_proxies_there_are_is_said_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment().proxies == 0
    monkeypatch.setenv("NENEP_PROXIES", "2")
    assert Settings.from_environment().proxies == 2
