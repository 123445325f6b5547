"""Accounts, sessions, the throttle and saved views, as rows."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.names import PersonId
from web.accounts import tables
from web.accounts.accounts import Accounts, LoginTaken, SignInRefused
from web.accounts.sessions import ABSOLUTE, IDLE, Device, Kind
from web.accounts.throttle import FREE, LONGEST_WAIT, TooManyAttempts
from web.accounts.turn import turn

NOW = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
PHONE = Device("Chrome on a phone", "10.0.0.7")
LAN, SECRET = PersonId("p-lan"), "a long enough secret"


def opened(url):
    accounts = Accounts.at(url)
    accounts.migrate()
    accounts.admit("lan", LAN, SECRET)
    return accounts


@pytest.fixture
def accounts(sqlite):
    house = opened(sqlite.fresh())
    yield house
    house.close()


def test_signing_in_works_on_either_database(databases):
    with closing(opened(databases.fresh())) as accounts:
        with pytest.raises(LoginTaken):
            accounts.admit("lan", PersonId("p-other"), SECRET)
        assert accounts.check("lan", SECRET, "10.0.0.7", NOW).person == LAN
        token = accounts.sessions.open("lan", Kind.PAGE, PHONE, NOW)
        assert accounts.sessions.find(token, Kind.PAGE, after(3600))
        for _ in range(FREE["login"]):
            accounts.throttle.attempt("lan", "10.0.0.7", NOW)
        with pytest.raises(TooManyAttempts):
            accounts.throttle.attempt("lan", "10.0.0.7", NOW)
        accounts.views.save(LAN, "Quá hạn", "/cases")
        accounts.disable("lan")
        assert accounts.sessions.find(token, Kind.PAGE, NOW) is None


def after(seconds):
    return NOW + timedelta(seconds=seconds)


def test_bringing_the_tables_up_twice_changes_nothing(accounts):
    accounts.migrate()
    assert [account.login for account in accounts.all()] == ["lan"]


def test_the_right_password_opens_the_account(accounts):
    assert accounts.check("lan", SECRET, "10.0.0.7", NOW).person == LAN


@pytest.mark.parametrize(("login", "password"), [("lan", "wrong"), ("nobody", SECRET), ("lan", "")])
def test_a_wrong_login_and_a_wrong_password_are_refused_alike(accounts, login, password):
    with pytest.raises(SignInRefused):
        accounts.check(login, password, "10.0.0.7", NOW)


def test_a_login_belongs_to_one_account(accounts):
    with pytest.raises(LoginTaken):
        accounts.admit("lan", PersonId("p-other"), SECRET)


def test_no_password_lies_in_the_database(accounts):
    with accounts.engine.connect() as db:
        kept = db.execute(select(tables.accounts.c.password_hash)).scalar_one()
    assert SECRET not in kept
    assert kept.startswith("$argon2id$")


def test_a_disabled_account_neither_signs_in_nor_stays_signed_in(accounts):
    token = accounts.sessions.open("lan", Kind.PAGE, PHONE, NOW)
    assert accounts.disable("lan")
    assert accounts.sessions.find(token, Kind.PAGE, NOW) is None
    with pytest.raises(SignInRefused):
        accounts.check("lan", SECRET, "10.0.0.7", NOW)
    assert not accounts.disable("nobody")


# Sessions


def test_a_session_is_found_by_its_token_which_is_not_kept(accounts):
    token = accounts.sessions.open("lan", Kind.PAGE, PHONE, NOW)
    assert accounts.sessions.find(token, Kind.PAGE, NOW).person == LAN
    with accounts.engine.connect() as db:
        assert token not in str(db.execute(select(tables.sessions)).all())


def test_a_browsers_session_is_no_programs_token(accounts):
    token = accounts.sessions.open("lan", Kind.PAGE, PHONE, NOW)
    assert accounts.sessions.find(token, Kind.TOKEN, NOW) is None


@pytest.mark.parametrize("kind", Kind)
def test_a_session_left_alone_ends(accounts, kind):
    token = accounts.sessions.open("lan", kind, PHONE, NOW)
    assert accounts.sessions.find(token, kind, after(IDLE[kind])) is None


@pytest.mark.parametrize("kind", Kind)
def test_a_session_in_use_ends_all_the_same(accounts, kind):
    token = accounts.sessions.open("lan", kind, PHONE, NOW)
    for moment in range(0, ABSOLUTE[kind], IDLE[kind] // 2):
        assert accounts.sessions.find(token, kind, after(moment)), moment
    assert accounts.sessions.find(token, kind, after(ABSOLUTE[kind])) is None


def test_sessions_are_listed_and_revoked_one_by_one(accounts):
    here, there = (accounts.sessions.open("lan", Kind.PAGE, PHONE, after(n)) for n in (0, 1))
    listed = accounts.sessions.of("lan", NOW)
    assert [one.device for one in listed] == [PHONE.name, PHONE.name]
    accounts.sessions.revoke("lan", listed[0].id)
    assert accounts.sessions.find(there, Kind.PAGE, NOW) is None
    assert accounts.sessions.find(here, Kind.PAGE, NOW)


def test_a_session_left_alone_is_listed_no_longer(accounts):
    accounts.sessions.open("lan", Kind.PAGE, PHONE, NOW)
    assert accounts.sessions.of("lan", after(IDLE[Kind.PAGE])) == []


def test_nobody_revokes_another_persons_session(accounts):
    token = accounts.sessions.open("lan", Kind.PAGE, PHONE, NOW)
    accounts.sessions.revoke("mai", accounts.sessions.of("lan", NOW)[0].id)
    assert accounts.sessions.find(token, Kind.PAGE, NOW)


# The throttle


def test_guessing_takes_longer_and_longer(accounts):
    waits, moment = [], 0
    for _ in range(FREE["login"] + 12):
        try:
            accounts.throttle.attempt("lan", "10.0.0.7", after(moment))
        except TooManyAttempts as closed:
            waits.append(closed.seconds)
            moment += closed.seconds
    assert waits == sorted(waits)
    assert waits[:3] == [5, 10, 20]
    assert waits[-1] <= LONGEST_WAIT


def test_a_closed_login_does_not_look_at_the_password(accounts):
    for _ in range(FREE["login"]):
        accounts.throttle.attempt("lan", "10.0.0.7", NOW)
    with pytest.raises(TooManyAttempts):
        accounts.check("lan", SECRET, "10.0.0.7", NOW)
    assert accounts.check("lan", SECRET, "10.0.0.7", after(5)).person == LAN


def test_the_right_password_forgets_the_failures(accounts):
    for _ in range(3):
        for _ in range(FREE["login"] - 1):
            accounts.throttle.attempt("lan", "10.0.0.7", NOW)
        assert accounts.check("lan", SECRET, "10.0.0.7", NOW)


def test_an_address_that_tries_many_logins_waits_too(accounts):
    for n in range(FREE["address"]):
        accounts.throttle.attempt(f"user{n}", "10.0.0.9", NOW)
    with pytest.raises(TooManyAttempts):
        accounts.throttle.attempt("one more", "10.0.0.9", NOW)
    accounts.throttle.attempt("one more", "10.0.0.8", NOW)


# Saved views


def test_a_view_saved_under_a_name_again_replaces_it(accounts):
    for url in ("/cases?overdue=1", "/cases?overdue=2"):
        accounts.views.save(LAN, "Quá hạn", url)
    assert [(view.name, view.url) for view in accounts.views.of(LAN)] == [("Quá hạn", "/cases?overdue=2")]
    accounts.views.drop(LAN, accounts.views.of(LAN)[0].id)
    assert accounts.views.of(LAN) == []


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_a_saved_view_never_leads_out_of_the_house(accounts, url):
    with pytest.raises(ValueError, match=r"[:/]"):
        accounts.views.save(LAN, "x", url)


def test_one_process_brings_the_database_up_while_the_others_wait(databases):
    url = databases.fresh()
    with turn(url):
        pass
    with turn(url):
        pass
