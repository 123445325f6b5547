"""What one person has in front of them: pages opened, forms filled in and sent; whatever goes wrong is kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Request, Response, expect

from tests.bloc import PASSWORD, Bloc
from web.accounts.sessions import Device as Agent
from web.accounts.sessions import Kind
from web.security import SESSION_COOKIE

Device = dict[str, Any]
PHONE: Device = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK: Device = {"viewport": {"width": 1366, "height": 900}}
PATIENCE = 20_000
"""Milliseconds: a machine may be busy with other things."""
REFUSALS = frozenset({409, 422})
"""What may be answered to a person who asks for something that is not possible."""
GIVEN_UP = "net::ERR_ABORTED"
"""A request that the person left behind by going on to another page."""
FOLDED = "xpath=ancestor::details[not(@open)]/summary"
Values = Mapping[str, str | list[str] | Path]


class Screen:
    """A browser's window of one person."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.page = context, context.new_page()
        self.width: int = (self.page.viewport_size or {})["width"]
        self.complaints: list[str] = []
        self.allowed = REFUSALS
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self._metrics = context.new_cdp_session(self.page)

    def close(self) -> None:
        self.context.close()
        assert self.complaints == []

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """By the form, as a person does."""
        self.open("/sign-in")
        self.fill("sign-in", {"login": login, "password": password})
        with self._leaving():
            self.form("sign-in").locator("button").click()
        self._looks_right()

    def stay_signed_in(self, bloc: Bloc, login: str) -> None:
        """As someone who signed in before this story begins."""
        token = bloc.house.accounts.sessions.open(login, Kind.PAGE, Agent("tests", "127.0.0.1"), bloc.house.now())
        where = {"domain": "127.0.0.1", "path": "/"}
        self.context.add_cookies([{"name": SESSION_COOKIE, "value": token, **where}])  # type: ignore[list-item]

    def open(self, path: str) -> None:
        self.page.goto(path)
        self._looks_right()

    def follow(self, link: str, within: str = "main") -> None:
        """Press a link that says this."""
        found = self.page.locator(within).get_by_role("link", name=link).first
        with self._leaving():
            found.click()
        self._looks_right()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def says(self, *words: str) -> None:
        """The page says all of this, or does when what it fetches afterwards has come."""
        for word in words:
            expect(self.page.locator("main")).to_contain_text(word, use_inner_text=True, timeout=PATIENCE)

    def form(self, id: str) -> Locator:
        return self.page.locator(f"form[id='{id}']")

    def fill(self, form: str, values: Values) -> None:
        """Fill in fields by their names, unfolding what hides them."""
        for name, value in values.items():
            self._fill(self.form(form).locator(f"[name='{name}']:not([type=hidden])"), value)

    def send(self, form: str, values: Values | None = None, button: str = "") -> None:
        """Fill in and send; it is recorded, and the page after it says so."""
        self.fill(form, values or {})
        with self._leaving():
            self.press(form, button)
        self._looks_right()
        assert self.page.locator("[data-recorded]").count() == 1

    def is_refused(self, form: str, code: str, values: Values | None = None, button: str = "") -> str:
        """Fill in and send; it is refused on the spot with this code, and what was typed stays. Gives what is said."""
        self.fill(form, values or {})
        self.press(form, button)
        said = self.form(form).locator(f"[data-problem] [data-code='{code}']")
        said.wait_for()
        self._looks_right()
        return said.inner_text()

    def press(self, form: str, button: str = "") -> None:
        """The form's button of this name, or its first."""
        buttons = self.form(form).locator("button:not([type=button])")
        chosen = buttons.filter(has_text=button).first if button else buttons.first
        self._unfold(chosen)
        chosen.click()

    def answers(self, path: str, values: Mapping[str, str]) -> int:
        """The status that a form made by hand gets, whatever the page offers."""
        token = self.page.locator("[name=csrf_token]").first.input_value()
        with self.expecting(403, 404):
            return self.context.request.post(path, form={"csrf_token": token, **values}, max_redirects=0).status

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """Answers that are meant to go wrong."""
        self.allowed = REFUSALS | set(statuses)
        yield
        self.allowed = REFUSALS

    def drawn_width(self) -> int:
        """How wide a picture of the whole page would be, in the page's own pixels."""
        return round(self._metrics.send("Page.getLayoutMetrics")["cssContentSize"]["width"])

    @contextmanager
    def _leaving(self) -> Iterator[None]:
        """What is done here leads to another page, waited for here: htmx tells the history of pages that stay."""
        self.page.evaluate("document.documentElement.dataset.left = ''")
        yield
        self.page.locator("html:not([data-left])").wait_for(state="attached")

    def _looks_right(self) -> None:
        self.page.wait_for_load_state()
        assert self.drawn_width() <= self.width, f"{self.path} is {self.drawn_width()} wide"

    def _fill(self, fields: Locator, value: str | list[str] | Path) -> None:
        self._unfold(fields.first)
        kind = fields.first.evaluate("field => field.type")
        if kind in {"checkbox", "radio"}:
            for one in [value] if isinstance(value, str) else value:
                fields.and_(self.page.locator(f"[value='{one}']")).check()  # type: ignore[str-bytes-safe]
        elif isinstance(value, Path):
            fields.set_input_files(value)
        elif kind == "select-one":
            fields.select_option(value)  # type: ignore[arg-type]  # one of one
        else:
            fields.fill(str(value))

    def _unfold(self, thing: Locator) -> None:
        while (folded := thing.locator(FOLDED)).count():
            folded.first.click()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.path}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != GIVEN_UP:
            self.complaints.append(f"{request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.allowed:
            self.complaints.append(f"{response.request.method} {response.url}: {response.status}")
