"""Whatever stands in an address, a list answers it or says what is wrong with it; it never breaks."""

import base64
import json
from itertools import chain

import pytest

from tests.bloc import Bloc
from tests.web.api.asked import FOUND, held, made, opened, plan

NONSENSE = (
    *("", "x", "-", "--due", "\0", "é" * 300, "9" * 400, "-1", "1e9", "null", "[]", "2026-13", "2026-02-30", "true"),
    *("00000000-0000-0000-0000-000000000000", "' OR 1=1 --", "*", '"', "NEAR(", "a AND", "🎉"),
    *("0001-01-01", "9999-12-31", "9999-12", "\udcff"),
)
FORGED = (
    *([1, 2], ["a", "b"], [None, None], [[1], {}], [2**70, 1], [1, 2**70], [1.5, True], ["9999-12-31", 2**63]),
    *([True, False], ["\0", "\0"], [{"a": 1}, 3], ["x", 1.5], "ab", {"a": 1, "b": 2}, [1, "x"], ["2026", 1], [1, 1]),
)
CAPACITY = (
    *("/solutions/2/offices", "/solutions/2/courses", "/solutions/2/duty-rules", "/solutions/2/member-tasks"),
    *("/solutions/2/absences", "/solutions/6/supports"),
)
FILTERS = {
    "inspector1": {
        "/deficiencies": ("state", "code", "severity", "type", "unit", "open", "overdue", "age", "text", "sort"),
        "/cases": ("state", "waiting_on", "unit", "overdue", "effect", "sort", "running", "text"),
        "/units": ("kind", "type", "under", "text", "sort", "q"),
        "/decisions": ("kind", "unit", "sort", "month", "show", "tab", "which"),
        "/overview": ("from", "to", "under", "type", "month", "by", "months", "group_by"),
        "/cases/new": ("deficiency", "unit", "recurrence_of"),
        "/deficiencies/new": ("unit", "source", "of"),
        "/search": ("q",),
        "/tasks": ("kind", "sort"),
        "/meetings": ("month", "unit"),
        "/rules": ("ruleset",),
        "/units/FDI/months/2026-10": (),
        **dict.fromkeys(CAPACITY, ("which", "sort", "unit")),
    },
    "auditor": {"/history": ("fact", "stream", "unit", "actor", "from", "to", "text", "correlation", "by", "position")},
    "admin": {"/register": ("q", "under"), "/register/new": ("under",), "/users": ("q",)},
    "secretary1": {"/work": ("closed",), "/minutes": (), "/meetings/new": ("cell", "on", "makes_up"), "/help": ()},
}


def cursors() -> list[str]:
    made_up = (base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=") for key in FORGED)
    return [*made_up, "!!!", "é", "a" * 5000, base64.urlsafe_b64encode(b'["\xff",1]').decode()]


@pytest.fixture
def busy(bloc: Bloc) -> Bloc:
    """A Bloc with something in every list; what breaks is answered as it would be to a person."""
    assert bloc.app is not None
    bloc.app.config["PROPAGATE_EXCEPTIONS"] = False
    inspector, secretary = bloc.api("inspector1"), bloc.api("secretary1")
    held(secretary)
    one, other = (made(inspector.post("/deficiencies", FOUND)) for _ in range(2))
    case = opened(inspector, one)
    opened(inspector, other)
    assert secretary.post(f"/remediations/{case}/plan", plan(one)).status_code == 200
    return bloc


@pytest.mark.parametrize("who", FILTERS)
def test_a_page_answers_every_address(busy: Bloc, who: str) -> None:
    assert [told for page in FILTERS[who] for told in broken_addresses(busy, who, page)] == []


def broken_addresses(busy: Bloc, who: str, page: str) -> list[tuple[str, str, str, int]]:
    browser, broken = busy.browser(who), []
    asked = chain(
        ((name, value) for name in FILTERS[who][page] for value in NONSENSE),
        (("cursor", value) for value in cursors()),
    )
    for name, value in asked:
        answer = browser.get(page, query_string={name: value.encode("utf-8", "surrogateescape")})
        if answer.status_code not in {200, 302, 303, 404, 422}:
            broken.append((page, name, value[:40], answer.status_code))
    return broken


def test_a_forged_cursor_is_a_fault_of_its_field(busy: Bloc) -> None:
    inspector, auditor, broken = busy.api("inspector1"), busy.api("auditor"), []
    lists = (
        "/deficiencies",
        "/remediations",
        "/proposals",
        "/meetings",
        "/visits",
        "/units",
        "/tasks",
        "/supervisions",
    )
    for api, path in [*((inspector, path) for path in lists), (auditor, "/history"), (inspector, "/rulesets")]:
        for cursor in cursors():
            answer = api.get(path, cursor=cursor)
            if answer.status_code not in {200, 422}:
                broken.append((path, cursor[:40], answer.status_code))
    assert broken == []
