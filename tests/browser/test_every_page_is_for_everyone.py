"""Every page, light and dark, on a desk and on a phone: read by everyone, no wider than the screen, no complaint."""

import pytest

from tests.bloc import Bloc
from tests.browser import axe
from tests.browser.conftest import Opening
from tests.browser.screen import DESK, PHONE, Device, Screen
from tests.web.sample_pages import sample_pages, unseen

pytestmark = pytest.mark.browser

PARTS = ("/unread", "/measures", "/progress", "/aims")
"""What pages ask for beside themselves; it is looked at where it stands in them."""
UNFOLDED = "() => document.querySelectorAll('details').forEach((one) => { one.open = true })"


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["on a desk", "on a phone"])
def test_nothing_serious_stands_in_anyones_way_by_day_or_by_night(bloc: Bloc, opened: Opening, device: Device) -> None:
    script, pages = axe.script(), sample_pages(bloc)
    assert unseen(bloc, pages) == set()
    screens = {login: opened(device) for login in dict.fromkeys(login for login, _ in pages)}
    for login, screen in screens.items():
        if login:
            screen.stay_signed_in(bloc, login)
    wrong = {path: found for login, path in pages if (found := looked_at(screens[login], path, script))}
    assert wrong == {}


def looked_at(screen: Screen, path: str, script: str) -> list[str]:
    """What is wrong with a page: whole by day, once more for its colours by night."""
    if path.endswith(PARTS):
        return []
    screen.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    screen.page.goto(path)
    screen.page.evaluate(UNFOLDED)
    wide = [f"{screen.drawn_width()} wide"] if screen.drawn_width() > screen.width else []
    screen.page.evaluate(script)
    by_day = screen.page.evaluate(axe.WHOLE)
    screen.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return wide + axe.grave(by_day) + axe.grave(screen.page.evaluate(axe.COLOURS))
