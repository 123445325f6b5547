"""Several workers on several machines: they share the views, take over from one another, and record nothing twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from domain.events.meeting import MeetingScheduled
from domain.names import MeetingKind
from projections import VIEWS
from projections.rebuild import Rebuild
from tests.bloc import ZONE, Bloc, found, opened, settings_in
from tests.console import Console, environment
from tests.databases import Databases, Server
from web.rounds.keeper import LEASE
from web.rounds.sharing import SHARES, WORKER, Sharing, dealt
from web.settings import Settings
from workflows.journal.leases import Leases, migrate_leases
from workflows.journal.master_key import make_master_key
from workflows.requests.meetings import ScheduleMeeting, schedule_meeting

CELLS = ("DB1.1", "DB1.2", "DB1.3", "DB1.4", "DB2.A1", "DB2.A2", "DB2.1", "DB2.2", "FDI", "NSE", "PSU", "COOP")
DAYS = tuple(date(2027, 1, 4) + timedelta(days=day) for day in range(20))
ALL = set(range(SHARES))


@pytest.fixture
def leases(databases: Databases) -> Iterator[Leases]:
    url = databases.fresh()
    migrate_leases(url)
    opened_leases = Leases(url)
    yield opened_leases
    opened_leases.close()


def test_a_worker_alone_holds_every_share(leases: Leases) -> None:
    assert set(Sharing(leases, "a", 10).renew()) == ALL
    assert leases.held(WORKER) == ["worker a"]


def test_two_workers_hold_half_of_the_shares_each(leases: Leases) -> None:
    one, other = Sharing(leases, "a", 10), Sharing(leases, "b", 10)
    one.renew()
    other.renew()
    one.renew()
    other.renew()
    assert (len(one.mine), len(other.mine), {*one.mine, *other.mine}) == (SHARES // 2, SHARES // 2, ALL)


def test_whoever_ends_leaves_its_shares_to_the_others_at_once(leases: Leases) -> None:
    one, other = Sharing(leases, "a", 10), Sharing(leases, "b", 10)
    one.renew()
    one.end()
    assert set(other.renew()) == ALL


def test_the_shares_of_one_who_died_are_taken_over_after_its_time(leases: Leases) -> None:
    one, other = Sharing(leases, "a", 0.3), Sharing(leases, "b", 10)
    one.renew()
    assert other.renew() == ()
    time.sleep(0.4)
    assert set(other.renew()) == ALL


def test_every_view_is_in_one_share() -> None:
    dealt_out = [view.name for share in range(SHARES) for view in dealt(VIEWS, (share,))]
    assert sorted(dealt_out) == sorted(view.name for view in VIEWS)


def test_on_sqlite_there_is_nothing_to_share(bloc: Bloc, console: Console) -> None:
    assert "PostgreSQL" in console.on(bloc.house.settings)("work", status=2).output


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(monkeypatch)


@pytest.mark.postgresql
def test_a_worker_killed_at_work_is_replaced_and_every_view_is_as_if_made_anew(
    postgresql: Server, tmp_path: Path
) -> None:
    settings = replace(settings_in(tmp_path), database_url=postgresql.fresh(), keys_url=postgresql.fresh())
    make_master_key(settings.master_key_file)
    found(settings)
    with opened(settings) as bloc, working(settings) as one, working(settings) as other:
        bloc.house.journal.and_then = lambda: None  # type: ignore[attr-defined]  # all is left to the workers
        assert until(lambda: len(bloc.house.leases.held(WORKER)) == 2)
        for number, (cell, day) in enumerate(product(CELLS, DAYS)):
            schedule(bloc, cell, day)
            if number == len(CELLS) * len(DAYS) // 2:
                one.kill()
        assert until(lambda: all(view.lag == 0 for view in bloc.house.views.status()))
        assert until(lambda: len(bloc.house.leases.held(WORKER)) == 1)
        assert other.poll() is None
        assert Rebuild(bloc.house.views.engine, bloc.house.journal, VIEWS).verify() == []
        scheduled = [one for one in bloc.house.journal.since(0, 10_000) if isinstance(one.fact, MeetingScheduled)]
        assert len(scheduled) == len(CELLS) * len(DAYS)


@pytest.mark.postgresql
def test_the_round_is_made_by_a_worker_and_not_by_the_web(postgresql: Server, tmp_path: Path) -> None:
    settings = replace(settings_in(tmp_path), database_url=postgresql.fresh(), keys_url=postgresql.fresh())
    make_master_key(settings.master_key_file)
    found(settings)
    with opened(settings) as bloc:
        bloc.watch.now = datetime.now(ZONE)
        with working(settings) as one:
            assert until(lambda: "DailyRoundMade" in kinds(bloc))
            one.send_signal(signal.SIGTERM)
            assert one.wait(30) == 0
        assert bloc.house.leases.held(WORKER) == []
        assert bloc.house.leases.take(LEASE, "the next one", 1)


def kinds(bloc: Bloc) -> set[str]:
    return {type(record.fact).__name__ for record in bloc.house.journal.since(0, 10_000)}


def schedule(bloc: Bloc, cell: str, day: date) -> None:
    start = datetime(day.year, day.month, day.day, 14, tzinfo=ZONE)
    asked = ScheduleMeeting(MeetingKind.THEMATIC, day, start, "Phòng họp", bloc.unit(cell), theme="Chuyển đổi số")
    bloc.ask(schedule_meeting, "admin", asked)


@contextmanager
def working(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """A worker, as it is started on a machine of its own."""
    command = [sys.executable, "-m", "web.cli", "work"]
    with subprocess.Popen(command, env=os.environ | environment(settings), stderr=subprocess.PIPE, text=True) as one:
        assert one.stderr
        assert one.stderr.readline() == "working\n"
        try:
            yield one
        finally:
            with suppress(ProcessLookupError):
                one.send_signal(signal.SIGTERM)
            one.communicate(timeout=60)


def until(true: Callable[[], object], seconds: float = 30.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False
