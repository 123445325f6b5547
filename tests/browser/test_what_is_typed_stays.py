"""What is typed on a phone is kept there until the server recorded it."""

import pytest

from tests.bloc import Bloc
from tests.browser.conftest import Opening
from tests.browser.screen import PHONE, Screen
from tests.browser.typed import HELD, MEETING, MINUTES, SPOKEN

pytestmark = pytest.mark.browser

KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"


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
    assert phone.page.evaluate(KEPT) == 0


def test_what_was_sent_without_a_network_goes_by_itself_once_with_the_same_command(bloc: Bloc, phone: Screen) -> None:
    phone.send("hold", HELD | SPOKEN)
    phone.fill("minutes", MINUTES)
    command, before = typed(phone, "minutes", "_command"), bloc.recorded()
    phone.context.set_offline(True)
    phone.press("minutes")
    phone.page.locator("[data-offline]").wait_for(state="visible")
    assert bloc.recorded() == before
    assert phone.complaints
    phone.complaints.clear()
    with phone.page.expect_navigation():
        phone.context.set_offline(False)
    assert phone.page.locator("[data-recorded]").count() == 1
    newest = bloc.house.journal.last()
    assert newest is not None
    assert (bloc.recorded(), str(newest.command)) == (before + 1, command)
    assert phone.page.evaluate(KEPT) == 0


def test_what_was_sent_without_a_network_survives_the_night(bloc: Bloc, phone: Screen) -> None:
    phone.send("hold", HELD | SPOKEN)
    phone.fill("minutes", MINUTES)
    command = typed(phone, "minutes", "_command")
    phone.context.set_offline(True)
    phone.press("minutes")
    phone.page.locator("[data-offline]").wait_for(state="visible")
    address = phone.page.url
    phone.page.goto("about:blank")
    phone.complaints.clear()
    phone.context.set_offline(False)
    with phone.page.expect_response(lambda answer: answer.request.method == "POST"):
        phone.page.goto(address)
    phone.page.locator("[data-recorded]").wait_for()
    newest = bloc.house.journal.last()
    assert newest is not None
    assert str(newest.command) == command


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
