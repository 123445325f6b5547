"""While the house is served the round goes by itself: one process goes, another takes over within seconds."""

import shutil
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.events.notice import DailyRoundMade, TaskReminded
from tests.bloc import Bloc, opened, settings_in
from tests.databases import Databases
from tests.web.inspection.a_case import opened as case_opened
from tests.web.pages import Pages
from web.daily_round import was_made
from web.rounds.keeper import LEASE, Keeper, Pace
from workflows.journal.leases import Leases, migrate_leases

TERM = date(2026, 12, 15)
QUICK = Pace(look=0.05, lease=0.6)


@pytest.fixture
def leases(databases: Databases) -> Iterator[Leases]:
    url = databases.fresh()
    migrate_leases(url)
    opened_leases = Leases(url)
    yield opened_leases
    opened_leases.close()


def test_one_holds_a_lease_and_another_gets_it_when_it_is_given_back(leases: Leases) -> None:
    assert leases.take("round", "a", 10)
    assert leases.take("round", "a", 10)
    assert not leases.take("round", "b", 10)
    leases.give_back("round", "b")
    assert not leases.take("round", "b", 10)
    leases.give_back("round", "a")
    assert leases.take("round", "b", 10)


def test_the_lease_of_one_who_died_is_free_after_its_time(leases: Leases) -> None:
    assert leases.take("round", "a", 0.2)
    time.sleep(0.3)
    assert leases.take("round", "b", 10)
    assert not leases.take("round", "a", 10)


def test_how_the_work_went_last_is_seen_by_all(leases: Leases) -> None:
    leases.take("round", "a", 10)
    leases.note("round", "mail: 451")
    assert leases.said("round") == "mail: 451"
    leases.note("round", None)
    assert leases.said("round") is None


@pytest.fixture
def two(bloc_as_founded: Path, tmp_path: Path) -> Iterator[tuple[Bloc, Bloc]]:
    """Two processes' houses over the same databases, a case whose plan is due today."""
    shutil.copytree(bloc_as_founded, tmp_path / "house")
    with opened(settings_in(tmp_path / "house")) as one, opened(settings_in(tmp_path / "house")) as other:
        case_opened(one)
        one.watch.on(TERM)
        other.watch.on(TERM)
        yield one, other


def made(bloc: Bloc, kind: type) -> int:
    return sum(isinstance(record.fact, kind) for record in bloc.house.journal.since(0, 10_000))


def until(true: object, seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def test_the_round_goes_by_itself_once_a_day_however_many_keep_it(two: tuple[Bloc, Bloc]) -> None:
    keepers = [Keeper(one.house, QUICK) for one in two]
    threads = [threading.Thread(target=keeper.keep) for keeper in keepers]
    for thread in threads:
        thread.start()
    try:
        assert until(lambda: was_made(two[0].house, TERM))
        time.sleep(0.3)
    finally:
        for keeper in keepers:
            keeper.end()
        for thread in threads:
            thread.join()
    assert (made(two[0], DailyRoundMade), made(two[0], TaskReminded)) == (1, 1)


def test_while_one_is_at_it_the_others_stand_by_and_go_on_when_it_dies(two: tuple[Bloc, Bloc]) -> None:
    one, other = two
    assert one.house.leases.take(LEASE, "a process that dies", 0.6)
    keeper = Keeper(other.house, QUICK)
    keeper.look()
    assert not was_made(other.house, TERM)
    begun = time.monotonic()
    assert until(lambda: keeper.look() or was_made(other.house, TERM))
    assert time.monotonic() - begun < 5


def test_whoever_lost_the_lease_stops(two: tuple[Bloc, Bloc]) -> None:
    keeper = Keeper(two[0].house, QUICK)
    with keeper.leading() as leads:
        assert leads is not None
        two[0].house.leases.give_back(LEASE, keeper.holder)
        assert two[1].house.leases.take(LEASE, "another", 10)
        assert until(lambda: not leads.is_set())


def test_the_page_of_the_administrators_and_the_numbers_tell_how_the_round_went(two: tuple[Bloc, Bloc]) -> None:
    here = two[0]
    Keeper(here.house, QUICK).look()
    page = Pages(here.browser("admin"))
    assert "15/12/2026" in page.get("/working-days").text
    assert "nenep_round_trouble 0.0" in page.get("/metrics").text
    here.house.leases.note(LEASE, "mail: 451")
    assert "mail: 451" in page.get("/working-days").text
    assert "nenep_round_trouble 1.0" in page.get("/metrics").text


def test_what_goes_wrong_is_said_and_tried_again(
    two: tuple[Bloc, Bloc], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(two[0].house, QUICK)

    def broken(*_: object) -> None:
        keeper.end()
        raise OSError("p-secret")

    monkeypatch.setattr("web.rounds.keeper.was_made", broken)
    keeper.keep()
    said = capsys.readouterr().err
    assert "OSError" in said
    assert "p-secret" not in said
