"""A browser at the house's own door: Chromium, a phone for secretaries, a desk for everyone else."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.bloc import Bloc
from tests.browser.screen import DESK, PATIENCE, PHONE, Device, Screen

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
Opening = Callable[..., Screen]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. It is ended with this package, for its driver keeps the main thread's event loop."""
    program = os.environ.get("NENEP_CHROMIUM") or shutil.which("chromium") or "chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET), timeout=PATIENCE)
        yield browser
        browser.close()


class Silent(WSGIRequestHandler):
    """It says nothing of what was asked for."""

    def log(self, type: str, message: str, *args: object) -> None:
        pass


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application on loopback; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def door(bloc: Bloc) -> Iterator[str]:
    assert bloc.app is not None
    with served(bloc.app) as address:
        yield address


@pytest.fixture
def opened(chromium: Browser, door: str) -> Iterator[Opening]:
    """Open a screen; at the end nothing may have gone wrong on any of them."""
    screens: list[Screen] = []

    def open_screen(device: Device = DESK) -> Screen:
        context = chromium.new_context(**device, base_url=door, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        context.set_default_timeout(PATIENCE)
        screens.append(Screen(context))
        return screens[-1]

    yield open_screen
    for screen in screens:
        screen.close()


@pytest.fixture
def phone(opened: Opening) -> Screen:
    return opened(PHONE)
