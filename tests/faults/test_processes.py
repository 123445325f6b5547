"""Clocks go back, processes are killed, a database is gone, many begin at once: nothing is lost, all goes on."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine

from projections import VIEWS
from projections.rebuild import Rebuild
from projections.tracking import tracked
from tests.bloc import Bloc, found, opened, settings_in, told
from tests.console import environment
from tests.databases import Files, Server
from tests.web.api.asked import MEETING
from tests.web.rounds.test_worker import CELLS, DAYS, schedule, until
from tests.workflows.journal.hands import CELL, RENAMED, hand
from tests.workflows.journal.proxy import BreakingLine
from tests.workflows.journal.test_lost_answers import over
from web.settings import Settings
from workflows.journal.journal import Journal, Writing
from workflows.journal.master_key import make_master_key
from workflows.journal.migration import migrate

SAME = {"Idempotency-Key": "6f7f2a50-2c39-4a52-9f8e-0d1a56a1c001"}
SECRET = "a secret of the tests alone"

BEHIND = """
import sys
from projections.runner import Runner
from projections import VIEWS
from web.settings import Settings
from projections.database import view_engine
from workflows.journal.journal import Journal
url = Settings.from_environment().database_url
runner = Runner(view_engine(url), Journal(url), VIEWS, batch=3)
print("reading", flush=True)
runner.catch_up()
"""


def test_a_clock_set_back_never_makes_history_go_back(sqlite: Files) -> None:
    url = sqlite.fresh()
    migrate(url)
    journal, now = Journal(url), datetime.now(UTC)
    stream = uuid4()
    journal.record(hand(), Writing(stream, 0, (CELL,)))
    with time_machine.travel(now - timedelta(hours=3)):
        journal.record(hand(), Writing(stream, 1, (RENAMED,)))
    first, second = journal.since(0, 10)
    assert second.recorded_at >= first.recorded_at
    assert journal.verify().whole
    journal.close()


def test_whoever_dies_in_the_middle_of_a_batch_leaves_views_that_go_on_as_if_nothing_was(bloc: Bloc) -> None:
    read_on = bloc.house.journal.and_then  # type: ignore[attr-defined]
    bloc.house.journal.and_then = lambda: None  # type: ignore[attr-defined]
    for cell, day in product(CELLS, DAYS):
        schedule(bloc, cell, day)
    behind = bloc.recorded()
    for _ in range(3):
        with reading(bloc.house.settings) as process:
            assert until(lambda: moved(bloc) or process.poll() is not None)
            process.send_signal(signal.SIGKILL)
    assert min(view.position for view in bloc.house.views.status()) < behind
    read_on()
    assert [view for view in bloc.house.views.status() if view.lag or view.parked] == []
    assert Rebuild(bloc.house.views.engine, bloc.house.journal, VIEWS).verify() == []


def moved(bloc: Bloc) -> bool:
    """Whether a batch was put down since this was asked last."""
    at = min(view.position for view in bloc.house.views.status())
    before = getattr(bloc, "_seen_at", -1)
    bloc._seen_at = at  # type: ignore[attr-defined]
    return at > before >= 0


@contextmanager
def reading(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", BEHIND]
    with subprocess.Popen(command, env=os.environ | environment(settings), stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout
        assert one.stdout.readline() == "reading\n"
        try:
            yield one
        finally:
            one.kill()


def begin(tmp_path: Path, **settings: str) -> list[tuple[str, int]]:
    """Eight at once: what each said, and how it ended."""
    (tmp_path / "password").write_text("nenep-demo-1", encoding="utf-8")
    command = [sys.executable, "-m", "web.cli", "init", "--bloc", "Khối", "--password-file", "password"]
    running = [
        subprocess.Popen(command, cwd=tmp_path, env=os.environ | settings, stderr=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    return [(one.communicate(timeout=240)[1], one.returncode) for one in running]


def listed(tmp_path: Path, **settings: str) -> list[str]:
    command = [sys.executable, "-m", "web.cli", "user", "list"]
    told = subprocess.run(command, cwd=tmp_path, env=os.environ | settings, capture_output=True, text=True, check=True)
    return told.stdout.splitlines()


def test_of_eight_that_bring_up_an_empty_or_an_old_database_one_does_it_and_seven_find_it_done(tmp_path: Path) -> None:
    assert begin(tmp_path) == [("", 0)] * 8
    assert len(listed(tmp_path)) == 1
    make_old(tmp_path / "var" / "nenep.db")
    assert begin(tmp_path) == [("", 0)] * 8
    assert len(listed(tmp_path)) == 1


def make_old(file: Path) -> None:
    """The journal as the first release made it, without a tree; and a view that looked otherwise."""
    with closing(sqlite3.connect(file)) as database, database:
        database.executescript("DROP TABLE tree_tile; DROP TABLE tree_checkpoint")
        database.execute("UPDATE journal_version SET version = 1")
        database.execute(f"UPDATE {tracked.name} SET shape = 'of another release' WHERE view = 'tasks'")


@pytest.mark.postgresql
def test_of_eight_on_a_server_one_does_it_and_seven_find_it_done(postgresql: Server, tmp_path: Path) -> None:
    make_master_key(tmp_path / "master.key")
    settings = {f"NENEP_{room}_URL": postgresql.fresh() for room in ("DATABASE", "KEYS", "READ_LOG")}
    settings |= {"NENEP_SECRET_KEY": SECRET, "NENEP_MASTER_KEY_FILE": str(tmp_path / "master.key")}
    assert begin(tmp_path, **settings) == [("", 0)] * 8
    assert len(listed(tmp_path, **settings)) == 1


@pytest.mark.postgresql
def test_while_the_database_is_gone_it_is_said_and_afterwards_the_same_command_goes_through(
    postgresql: Server, tmp_path: Path
) -> None:
    direct = replace(settings_in(tmp_path), database_url=postgresql.fresh())
    make_master_key(direct.master_key_file)
    found(direct)
    line = BreakingLine(postgresql.folder)
    with opened(replace(direct, database_url=over(line, direct.database_url))) as bloc:
        secretary, before = bloc.api("secretary1"), bloc.recorded()
        line.cut()
        gone = [secretary.get("/meetings"), secretary.post("/meetings", MEETING, headers=SAME)]
        assert [(one.status_code, told(one)["code"]) for one in gone] == [(503, "DatabaseAway")] * 2
        line = BreakingLine(postgresql.folder, line.port)
        assert secretary.post("/meetings", MEETING, headers=SAME).status_code == 201
        assert bloc.recorded() == before + 1
        assert Rebuild(bloc.house.views.engine, bloc.house.journal, VIEWS).verify() == []
        line.cut()


@pytest.mark.postgresql
def test_a_server_that_only_gives_as_one_being_promoted_does_is_said_and_the_same_command_goes_through_later(
    postgresql: Server, tmp_path: Path
) -> None:
    settings = replace(settings_in(tmp_path), database_url=postgresql.fresh())
    make_master_key(settings.master_key_file)
    found(settings)
    name = settings.database_url.partition("?")[0].rpartition("/")[2]
    with opened(settings) as bloc:
        secretary, before = bloc.api("secretary1"), bloc.recorded()
        only_gives(postgresql, name, "on")
        answer = secretary.post("/meetings", MEETING, headers=SAME)
        assert (answer.status_code, told(answer)["code"]) == (503, "DiskReadOnly")
        only_gives(postgresql, name, "off")
        assert secretary.post("/meetings", MEETING, headers=SAME).status_code == 201
        assert bloc.recorded() == before + 1
        assert Rebuild(bloc.house.views.engine, bloc.house.journal, VIEWS).verify() == []


def only_gives(postgresql: Server, name: str, on_or_off: str) -> None:
    postgresql.ask(f"ALTER DATABASE {name} SET default_transaction_read_only = {on_or_off}")
    postgresql.ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
