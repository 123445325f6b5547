"""Every page and every GET shows, as at a past moment, what a database shows that was fed only the history up to it."""

import difflib
import json
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from tests.bloc import PEOPLE, TODAY, Bloc, opened, settings_in
from tests.web.sample_pages import SamplePage, sample_pages
from web.wiring import migrate
from workflows.desk import Thing
from workflows.requests.units import MoveUnit, RenameUnit, move_unit, rename_unit

SEED = 20261126
BAR = re.compile(r'<section class="then".*?</section>', re.DOTALL)
CHANGES_EACH_TIME = re.compile(r'name="_command" value="[^"]*"|name="csrf_token" value="[^"]*"')
OF_NOW = ("/account", "/sign-in", "/api/docs", "/integrity", "/users", "/reads")
"""Pages about now alone: one's account, and what watches over the house."""
READS = (
    "/units", "/meetings", "/deficiencies", "/remediations", "/proposals", "/visits", "/supervisions", "/history",
    "/compliance", "/compliance?group_by=type", "/units/FDI", "/reports/year/2026", "/catalogue", "/solutions",
    "/solutions/4", "/rulesets", "/cells/FDI/months/2026-11/verdicts", "/cells/FDI/months/2026-10/verdicts",
    "/cells/DB1.1/months/2026-11/verdicts", "/cells/DB2.1/months/2026-11/verdicts", "/effects", "/tasks", "/people",
)  # fmt: skip


@contextmanager
def fed(bloc: Bloc, folder: Path) -> Iterator[Bloc]:
    """A house with the same keys and accounts, and nothing in its journal yet."""
    shutil.copytree(Path(bloc.house.settings.files).parent, folder, ignore=shutil.ignore_patterns("nenep.db*"))
    settings = settings_in(folder)
    migrate(settings)
    with opened(settings) as fresh:
        for login in PEOPLE:
            account = bloc.house.accounts.named(login)
            assert account is not None
            fresh.house.accounts.admit(login, account.person, "nenep-demo")
        yield fresh


def feed(bloc: Bloc, fresh: Bloc, position: int) -> datetime:
    """Bring in the facts up to a position; when the last one was recorded."""
    journal = fresh.house.journal
    journal.import_entries(bloc.house.journal.export(journal.head() + 1, position))
    fresh.house.catch_up()
    last = journal.last()
    assert last is not None
    fresh.watch.now = last.recorded_at
    return last.recorded_at


def shown(bloc: Bloc, page: SamplePage, position: int) -> tuple[int, str]:
    assert bloc.app is not None
    browser = bloc.browser(page.login) if page.login else bloc.app.test_client()
    answer = browser.get(f"{page.path}{'&' if '?' in page.path else '?'}as_at={position}")
    main = answer.text.partition("<main")[2].partition("</main>")[0] or answer.text
    return answer.status_code, CHANGES_EACH_TIME.sub("", BAR.sub("", main))


@pytest.fixture
def lived(bloc: Bloc) -> tuple[Bloc, list[SamplePage]]:
    """A Bloc in which much happened, a unit moved and renamed among it."""
    pages = [page for page in sample_pages(bloc) if page.login and not page.path.startswith(OF_NOW)]
    bloc.ask(move_unit, "admin", Thing(bloc.unit("DB2.1")), MoveUnit(bloc.unit("DB2.A"), TODAY))
    bloc.ask(
        rename_unit,
        "admin",
        Thing(bloc.unit("FDI")),
        RenameUnit("Chi bộ Công ty Hoa Sen mới", TODAY),
    )
    return bloc, pages


def test_pages_and_answers_as_at_random_moments_equal_those_of_a_database_fed_up_to_then(lived, tmp_path):
    check(*lived, tmp_path / "fed", moments=20, pages_each=14)


@pytest.mark.long
def test_all_pages_as_at_many_moments_equal_those_of_a_database_fed_up_to_then(lived, tmp_path):
    check(*lived, tmp_path / "fed", moments=200, pages_each=1000)


def check(bloc: Bloc, pages: list[SamplePage], folder: Path, moments: int, pages_each: int) -> None:
    dice = random.Random(SEED)
    begun, end = 60, bloc.house.journal.head()
    waiting: list[SamplePage] = []
    wrong: dict[object, list[str]] = {}
    with fed(bloc, folder) as fresh:
        for position in sorted(dice.sample(range(begun, end), min(moments, end - begun))):
            feed(bloc, fresh, position)
            waiting = waiting or dice.sample(pages, len(pages))
            some, waiting = waiting[:pages_each], waiting[pages_each:]
            for page in some:
                wrong[page.path] = differences(shown(bloc, page, position), shown(fresh, page, position))
            for path in READS:
                then, now = answered(bloc, path, as_at=position), answered(fresh, path)
                wrong[position, path] = differences(then, now)
    told = {where: what for where, what in wrong.items() if what}
    assert not told, "\n".join(f"{where}\n  " + "\n  ".join(what) for where, what in told.items())


def answered(bloc: Bloc, path: str, **query: int) -> tuple[int, str]:
    path, _, rest = path.partition("?")
    answer = bloc.api("auditor").get(path, **dict(parse_qsl(rest)), **query)
    return answer.status_code, json.dumps(answer.json, indent=1, ensure_ascii=False)


def differences(then: tuple[int, str], now: tuple[int, str]) -> list[str]:
    """The lines in which two answers differ, the first few; a status of which there is nothing to see is enough."""
    if then[0] != now[0] or then[0] == 404:
        return [] if then[0] == now[0] else [f"{now[0]} became {then[0]}"]
    return list(difflib.unified_diff(now[1].split("\n"), then[1].split("\n"), n=0, lineterm=""))[:8]
