"""Signing in and the account's own pages, through the web."""

import re

import pytest

from tests.bloc import PASSWORD
from web.accounts.throttle import FREE
from web.security import HEADERS, SESSION_COOKIE


def token_of(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)


@pytest.fixture
def visitor(bloc):
    return bloc.app.test_client()


def enter(browser, login="inspector1", password=PASSWORD, **more):
    form = {"csrf_token": token_of(browser.get("/sign-in")), "login": login, "password": password, **more}
    return browser.post("/sign-in", data=form)


def test_a_page_asks_a_stranger_to_sign_in_and_comes_back(visitor):
    sent = visitor.get("/account")
    assert sent.status_code == 303
    assert sent.location == "/sign-in?next=/account"
    assert enter(visitor, _next="/account").location == "/account"
    assert "inspector1" in visitor.get("/account").text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_out_of_the_house(visitor, elsewhere):
    assert enter(visitor, _next=elsewhere).location == "/"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites(visitor):
    cookie = next(line for line in enter(visitor).headers.getlist("Set-Cookie") if line.startswith(SESSION_COOKIE))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_wrong_password_is_told_without_saying_which_was_wrong(visitor):
    answers = [enter(visitor, password="wrong"), enter(visitor, login="nobody")]
    assert {answer.status_code for answer in answers} == {422}
    assert all("không khớp" in answer.text for answer in answers)


def test_guessing_is_told_to_wait(visitor):
    for _ in range(FREE["login"]):
        enter(visitor, password="wrong")
    closed = enter(visitor)
    assert closed.status_code == 429
    assert closed.headers["Retry-After"] == "5"
    assert "5 giây" in closed.text


def test_a_form_from_elsewhere_is_refused(visitor):
    assert visitor.post("/sign-in", data={"login": "inspector1", "password": PASSWORD}).status_code == 400


def test_the_browsers_cookie_does_not_speak_for_a_foreign_form(bloc):
    assert bloc.browser("inspector1").post("/sign-out").status_code == 400


def test_signing_out_ends_the_session_on_the_server(bloc):
    browser = bloc.browser("inspector1")
    kept = browser.get_cookie(SESSION_COOKIE).value
    browser.post("/sign-out", data={"csrf_token": token_of(browser.get("/account"))})
    browser.set_cookie(SESSION_COOKIE, kept)
    assert browser.get("/account").status_code == 303


def test_one_ends_a_session_elsewhere(bloc):
    here, there = bloc.browser("inspector1"), bloc.browser("inspector1")
    page = here.get("/account")
    [other] = re.findall(r'action="(/account/sessions/[^"]+/revoke)"', page.text)
    assert here.post(other, data={"csrf_token": token_of(page)}).status_code == 303
    assert there.get("/account").status_code == 303
    assert here.get("/account").status_code == 200


def test_a_new_password_ends_every_other_session(bloc):
    here, there = bloc.browser("inspector1"), bloc.browser("inspector1")
    form = {"csrf_token": token_of(here.get("/account")), "password": PASSWORD, "new_password": "một câu dài dễ nhớ"}
    assert here.post("/account/password", data=form).status_code == 303
    assert there.get("/account").status_code == 303
    assert enter(bloc.app.test_client(), password="một câu dài dễ nhớ").status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "field"), [(PASSWORD, "short", "new_password"), ("wrong", "long enough it is", "password")]
)
def test_a_bad_new_password_is_told_at_its_field(bloc, old, new, field):
    browser = bloc.browser("inspector1")
    form = {"csrf_token": token_of(browser.get("/account")), "password": old, "new_password": new, "_form": "password"}
    answer = browser.post("/account/password", data=form, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert f'data-fault="{field}"' in answer.text
    assert new not in answer.text


def test_the_language_is_chosen_once_and_kept(visitor):
    assert '<html lang="vi"' in visitor.get("/sign-in", headers={"Accept-Language": "en"}).text
    form = {"csrf_token": token_of(visitor.get("/sign-in")), "language": "en", "next": "/sign-in"}
    assert visitor.post("/preferences", data=form).location == "/sign-in"
    page = visitor.get("/sign-in").text
    assert '<html lang="en"' in page
    assert "Sign in" in page


def test_the_text_is_made_larger_and_stays_so(visitor):
    form = {"csrf_token": token_of(visitor.get("/sign-in")), "size": "larger", "next": "/sign-in"}
    visitor.post("/preferences", data=form)
    assert 'data-size="larger"' in visitor.get("/sign-in").text


def test_a_preference_we_do_not_know_is_told(visitor):
    form = {"csrf_token": token_of(visitor.get("/sign-in")), "language": "fr"}
    assert visitor.post("/preferences", data=form).status_code == 422


def test_a_view_is_saved_shown_in_the_rail_and_dropped(bloc):
    browser = bloc.browser("inspector1")
    form = {"csrf_token": token_of(browser.get("/account")), "name": "Quá hạn", "url": "/account?overdue=1"}
    assert browser.post("/account/views", data=form).location == "/account?overdue=1"
    page = browser.get("/account")
    assert "Quá hạn" in page.text
    [drop] = re.findall(r'action="(/account/views/[^"]+/drop)"', page.text)
    browser.post(drop, data={"csrf_token": token_of(page)})
    assert drop not in browser.get("/account").text


def test_every_answer_carries_the_headers_that_protect_it(bloc):
    for path in ("/sign-in", "/static/app.css", "/nowhere", "/account"):
        with bloc.app.test_client().get(path) as answer:
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path
    assert bloc.browser("inspector1").get("/account").headers["Cache-Control"] == "no-store"


def test_no_page_needs_a_script_or_a_style_of_its_own(bloc):
    for page in (bloc.app.test_client().get("/sign-in"), bloc.browser("inspector1").get("/account")):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)", page.text)
