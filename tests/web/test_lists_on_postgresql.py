"""Every question asked of the views on PostgreSQL: each list in each order, part by part; pages, sums, bad cursors."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.bloc import TODAY, Api, Bloc, found, opened, settings_in
from tests.databases import Server
from tests.web.api.asked import FOUND, made
from tests.web.api.test_the_story import Story, done
from tests.web.capacity_things import things
from tests.web.solutions.a_regular_month import of_regularity
from tests.web.solutions.a_regulation import drafted, in_force
from tests.web.test_nonsense_in_addresses import cursors
from tests.web.undertaken import undertaken
from workflows.journal.master_key import make_master_key

pytestmark = pytest.mark.postgresql

UNDERTAKEN = ("due", "since", "done_on", "unit")
ORDERS = {
    "/deficiencies": ("due", "found_on", "closed_on", "code", "state", "severity", "unit"),
    "/remediations": ("due", "opened_on", "state", "unit"),
    "/proposals": ("proposed_on", "month", "code", "unit"),
    "/meetings": ("on", "unit", "state", "month"),
    "/tasks": ("due", "since", "kind", "unit"),
    "/units": ("code", "name", "path"),
    "/visits": ("on", "unit", "state"),
    "/supervisions": ("on", "unit", "state"),
    "/solutions/1/campaigns": ("opened_on", "acknowledge_by", "unit"),
    **dict.fromkeys(("/solutions/1/commitments", "/solutions/1/theme-papers"), UNDERTAKEN),
    "/solutions/2/vacancies": ("since", "unit", "office"),
    "/solutions/2/reviews": ("on", "unit", "state"),
    "/solutions/2/courses": ("on", "unit", "state"),
    "/solutions/2/duty-rules": ("dated", "unit", "of"),
    "/solutions/2/member-tasks": ("due", "unit", "state"),
    "/solutions/2/absences": ("on", "unit", "how"),
    "/solutions/4/calendars": ("month", "unit", "state"),
    "/solutions/4/resolution-tasks": ("given_on", "due", "unit"),
    "/solutions/4/orientations": ("year", "unit"),
    "/solutions/4/forms": ("on", "unit"),
    "/solutions/4/self-inspections": ("due", "unit"),
    "/solutions/4/assessments": ("on", "unit"),
    **dict.fromkeys(("/solutions/5/members-proposals", "/solutions/5/self-trainings"), UNDERTAKEN),
    "/solutions/5/contributions": UNDERTAKEN,
    "/solutions/6/supports": ("on", "unit", "state"),
    "/solutions/6/candidates": ("rank",),
    "/solutions/7/regulations": ("drafted", "unit", "state"),
    "/solutions/7/dialogues": ("on", "unit"),
}
PAGES = {
    "inspector1": (
        *("/overview", "/deficiencies?text=ngan", "/cases", "/units", "/units/FDI", "/decisions"),
        *("/search?q=san+xuat", "/tasks", "/units/FDI/months/2025-10", "/meetings?month=2025-10"),
    ),
    "secretary1": ("/tasks", "/work", "/minutes"),
    "leader": (
        *("/reports/2025", "/rules", "/solutions/2", "/solutions/6", "/solutions/2/offices", "/solutions/2/courses"),
        *("/solutions/2/absences", "/solutions/6/supports", "/solutions/1", "/solutions/4", "/solutions/5"),
        *("/solutions/7", "/solutions/4/calendars", "/solutions/4/self-checks", "/solutions/4/resolution-tasks"),
    ),
    "auditor": ("/history", "/history?text=san+pham", "/integrity"),
    "admin": ("/register", "/users"),
}


@pytest.fixture
def bloc_on_a_server(postgresql: Server, tmp_path: Path) -> Iterator[Bloc]:
    """Journal, views, accounts and key store on a server, with a case in the middle of its road."""
    settings = replace(settings_in(tmp_path), database_url=postgresql.fresh(), keys_url=postgresql.fresh())
    make_master_key(settings.master_key_file)
    found(settings)
    with opened(settings) as bloc:
        story = Story(bloc)
        story.the_month_goes_badly()
        story.the_rules_propose_and_an_inspector_decides()
        story.a_case_is_opened_and_planned()
        for severity in ("minor", "serious"):
            made(story.finder.post("/deficiencies", FOUND | {"severity": severity}))
        bloc.watch.on(TODAY)
        for code in ("FDI", "DB1.1"):
            things(bloc, code, UUID(int=1))
            undertaken(bloc, bloc.unit(code))
            of_regularity(bloc, code)
        in_force(bloc, "FDI")
        drafted(bloc, "NSE")
        yield bloc


def test_every_question_is_answered_on_a_server(bloc_on_a_server: Bloc) -> None:
    api = bloc_on_a_server.api("inspector1")
    for path, orders in ORDERS.items():
        for order in (*orders, *(f"-{order}" for order in orders)):
            whole = done(api.get(path, sort=order, limit=200))["items"]
            assert part_by_part(api, path, order) == whole, (path, order)
        assert {api.get(path, cursor=cursor).status_code for cursor in cursors()} <= {200, 422}, path
    done(api.get("/compliance", **{"from": "2025-01", "to": "2025-12", "group_by": "type"}))
    for who, pages in PAGES.items():
        browser = bloc_on_a_server.browser(who)
        for page in pages:
            assert browser.get(page).status_code == 200, page


def part_by_part(api: Api, path: str, order: str) -> list[Any]:
    """The same list, three at a time."""
    items: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        told = done(api.get(path, sort=order, limit=3, **cursor))
        items += told["items"]
        if told["next"] is None:
            return items
        cursor = {"cursor": told["next"]}
