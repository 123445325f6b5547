"""A case is played again by keyboard, and a past day is looked at and left again, at a desk."""

import pytest
from playwright.sync_api import expect

from tests.bloc import Bloc
from tests.browser.conftest import Opening
from tests.browser.screen import DESK
from tests.web.sample_pages import sample_pages

pytestmark = pytest.mark.browser


def test_a_case_is_played_again_by_keyboard(bloc: Bloc, opened: Opening) -> None:
    sample_pages(bloc)
    case = next(r.stream for r in bloc.house.journal.since(0, 1000) if type(r.fact).__name__ == "RemediationClosed")
    last = len(bloc.house.journal.history(case))
    desk = opened(DESK)
    desk.stay_signed_in(bloc, "auditor")
    desk.open(f"/replay/cases/{case}")
    said, stage = desk.page.locator("[data-said]"), desk.page.locator("[data-stage]")
    expect(said).to_contain_text(f"1/{last}")
    desk.page.locator("h1").first.click()
    desk.page.keyboard.press("ArrowRight")
    expect(said).to_contain_text(f"2/{last}")
    desk.page.keyboard.press("End")
    expect(said).to_contain_text(f"{last}/{last}")
    expect(stage).to_contain_text("Đã đóng")
    desk.page.keyboard.press("Home")
    expect(stage).not_to_contain_text("Đã đóng")
    desk.page.locator("[data-speed]").select_option("700")
    desk.page.locator("h1").first.click()
    desk.page.keyboard.press(" ")
    expect(said).to_contain_text(f"{last}/{last}", timeout=20_000)  # step by step, however slow the machine is


def test_the_slider_goes_to_a_mark_and_a_button_back_to_now(bloc: Bloc, opened: Opening) -> None:
    sample_pages(bloc)
    desk = opened(DESK)
    desk.stay_signed_in(bloc, "inspector1")
    desk.open(f"/units?as_at={bloc.recorded() - 1}")
    expect(desk.page.locator(".then")).to_contain_text("Đang xem lại")
    slider = desk.page.locator(".then input[type=range]")
    expect(slider).to_be_visible()
    slider.focus()
    desk.page.keyboard.press("Home")
    expect(desk.page.locator(".then")).to_contain_text("Đang xem lại")
    desk.page.locator(".then a.p").click()
    expect(desk.page.locator(".then")).to_have_count(0)
