"""What is typed on a phone is kept there until the server recorded it."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Route

from tests.bloc import Bloc
from tests.browser.conftest import Opening
from tests.browser.screen import PHONE, Screen
from tests.browser.typed import HELD, MEETING, MINUTES, SPOKEN

pytestmark = pytest.mark.browser

KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"
WAITING = "() => document.querySelector(\"form[data-pending='1']\") !== null"


@pytest.fixture
def phone(bloc: Bloc, opened: Opening) -> Screen:
    """A secretary's, at a meeting that was not held yet."""
    screen = opened(PHONE)
    screen.stay_signed_in(bloc, "secretary1")
    screen.open("/meetings/new")
    screen.send("schedule", MEETING)
    return screen


def typed(phone: Screen, form: str, name: str) -> str:
    return phone.form(form).locator(f"[name='{name}']").input_value()


def test_a_page_loaded_again_shows_what_was_typed_until_it_is_recorded(phone: Screen) -> None:
    phone.fill("hold", HELD | SPOKEN)
    phone.page.reload()
    assert phone.form("hold").locator("[data-restored]").is_visible()
    assert (typed(phone, "hold", "present"), typed(phone, "hold", "items-4-minutes")) == ("14", "35")
    phone.send("hold")
    phone.page.wait_for_function(f"() => ({KEPT})() === 0")


def test_what_was_sent_without_a_network_goes_by_itself_once_with_the_same_command(bloc: Bloc, phone: Screen) -> None:
    phone.send("hold", HELD | SPOKEN)
    phone.fill("minutes", MINUTES)
    command, before = typed(phone, "minutes", "_command"), bloc.recorded()
    phone.context.set_offline(True)
    phone.press("minutes")
    phone.page.wait_for_function(WAITING)
    assert phone.page.locator("[data-offline]").is_visible()
    assert bloc.recorded() == before
    assert phone.complaints
    phone.complaints.clear()
    with phone.page.expect_navigation():
        phone.context.set_offline(False)
    assert phone.page.locator("[data-recorded]").count() == 1
    newest = bloc.house.journal.last()
    assert newest is not None
    assert (bloc.recorded(), str(newest.command)) == (before + 1, command)
    phone.page.wait_for_function(f"() => ({KEPT})() === 0")


def test_what_was_sent_without_a_network_survives_the_night(bloc: Bloc, phone: Screen) -> None:
    phone.send("hold", HELD | SPOKEN)
    phone.fill("minutes", MINUTES)
    command = typed(phone, "minutes", "_command")
    phone.context.set_offline(True)
    phone.press("minutes")
    phone.page.wait_for_function(WAITING)
    assert phone.page.locator("[data-offline]").is_visible()
    address = phone.page.url
    phone.page.goto("about:blank")
    phone.complaints.clear()
    phone.context.set_offline(False)
    phone.page.goto(address, wait_until="commit")
    phone.page.locator("[data-recorded]").wait_for()
    newest = bloc.house.journal.last()
    assert newest is not None
    assert str(newest.command) == command
    phone.page.wait_for_function(f"() => ({KEPT})() === 0")


def test_a_colleague_was_faster_the_text_stays_and_who_did_what_is_shown(
    bloc: Bloc, opened: Opening, phone: Screen
) -> None:
    other = opened(PHONE)
    other.stay_signed_in(bloc, "secretary1")
    other.open(phone.path)
    other.send("papers", {"posted_at": "2026-10-04T08:00"})
    said = phone.is_refused("hold", "StaleVersion", HELD | SPOKEN)
    assert "Hoàng Thị Lan" in said
    assert typed(phone, "hold", "present") == "14"


def leave_before_the_answer(phone: Screen, reaches_the_house: bool) -> None:
    """Send the minutes and go away before anything comes back; what was sent got there, or did not."""

    def hold_back(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        elif reaches_the_house:
            route.fetch(max_redirects=0)
        else:
            route.abort("aborted")

    phone.fill("minutes", MINUTES)
    phone.page.route("**/*", hold_back)
    with phone.page.expect_request(lambda request: request.method == "POST"):
        phone.press("minutes")
    phone.page.wait_for_timeout(500 if reaches_the_house else 0)
    phone.page.goto("about:blank")
    phone.page.unroute_all(behavior="ignoreErrors")
    phone.complaints.clear()


@pytest.mark.parametrize("reaches_the_house", [False, True])
def test_a_page_left_before_the_answer_came_learns_it_when_it_is_opened_again(
    bloc: Bloc, phone: Screen, reaches_the_house: bool
) -> None:
    phone.send("hold", HELD | SPOKEN)
    before, address = bloc.recorded(), phone.page.url
    leave_before_the_answer(phone, reaches_the_house)
    phone.page.goto(address, wait_until="commit")
    phone.page.locator("[data-recorded]").wait_for()
    assert bloc.recorded() == before + 1
    phone.page.wait_for_function(f"() => ({KEPT})() === 0")


def test_what_a_colleague_recorded_before_one_came_back_leaves_the_text_to_be_copied(
    bloc: Bloc, opened: Opening, phone: Screen
) -> None:
    phone.send("hold", HELD | SPOKEN)
    address, other = phone.page.url, opened(PHONE)
    leave_before_the_answer(phone, reaches_the_house=False)
    other.stay_signed_in(bloc, "secretary1")
    other.open(urlsplit(address).path)
    other.send("minutes", MINUTES)
    phone.page.goto(address, wait_until="commit")
    notice = phone.page.locator("[data-unsent]")
    notice.wait_for(state="visible")
    assert MINUTES["sections-0"] in notice.inner_text()
    notice.locator("button").click()
    phone.page.wait_for_function(f"() => ({KEPT})() === 0")


def leave(phone: Screen, agree: bool = True) -> list[str]:
    """Press sign out, and say yes or no to what is asked first; gives what was asked."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if agree else dialog.dismiss()

    phone.open("/account")
    phone.page.once("dialog", answer)
    phone.press("leave")
    if agree:
        phone.page.wait_for_url("**/sign-in")
    return asked


def test_who_signs_out_with_nothing_typed_is_asked_nothing(phone: Screen) -> None:
    assert leave(phone) == []


def test_what_was_typed_and_not_sent_is_cleared_from_the_device_at_sign_out_and_that_is_said_first(
    phone: Screen,
) -> None:
    phone.fill("hold", HELD)
    [said] = leave(phone, agree=False)
    assert "Bản nháp chưa gửi sẽ bị xóa khỏi máy này: 1." in said
    assert (phone.path, phone.page.evaluate(KEPT)) == ("/account", 1)
    leave(phone)
    phone.page.wait_for_function(f"() => ({KEPT})() === 0")


def test_what_went_into_a_dead_network_outlives_signing_out_and_goes_when_the_same_person_is_back(
    bloc: Bloc, phone: Screen
) -> None:
    phone.send("hold", HELD | SPOKEN)
    address, before = phone.page.url, bloc.recorded()
    leave_before_the_answer(phone, reaches_the_house=False)
    [said] = leave(phone)
    assert "gửi khi đăng nhập lại bằng tên này: 1." in said
    assert phone.page.evaluate(KEPT) == 1
    phone.stay_signed_in(bloc, "overseer1")
    phone.page.goto(address)
    assert (bloc.recorded(), phone.page.evaluate(KEPT)) == (before, 1)
    phone.stay_signed_in(bloc, "secretary1")
    phone.page.goto(address, wait_until="commit")
    phone.page.locator("[data-recorded]").wait_for()
    assert (bloc.recorded(), phone.page.evaluate(KEPT)) == (before + 1, 0)
