"""Back to a moment: PostgreSQL from its archive, SQLite by Litestream; `nenep` proves what came back."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.archived import archived
from tests.bloc import Bloc, found, opened, settings_in
from tests.console import Console
from tests.databases import Server
from tests.faults.living import until
from tests.web.test_backup import NAME, counted, elsewhere, going_on, on_a_server, page_of, told
from workflows.journal.copies import journal_end
from workflows.journal.log_key import make_log_key

LITESTREAM = os.environ.get("NENEP_LITESTREAM") or shutil.which("litestream")
FILES = ("nenep.db", "keys.db", "reads.db")


@pytest.fixture
def nenep(monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(monkeypatch)


@pytest.mark.long
@pytest.mark.postgresql
def test_a_server_that_is_lost_comes_back_as_it_was_at_a_moment(
    postgresql_server: Server, nenep: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{postgresql_server.tools}{os.pathsep}{os.environ['PATH']}")
    with archived(postgresql_server) as server:
        settings = on_a_server(settings_in(tmp_path), server)
        make_log_key(settings.log_key_file)
        found(settings)
        server.take_copy()
        with opened(settings) as bloc:
            page, before, moment = page_of(told(bloc)), bloc.recorded(), server.moment()
            kept = [*bloc.house.journal.export()]
            goes_on_and_signs(bloc)
        server.is_lost()
        server.comes_back(moment)
        proved(nenep.on(settings), before, tmp_path / "again")
        with opened(settings) as again:
            assert [*again.house.journal.export()] == kept
            assert NAME in again.browser("inspector1").get(page).text
        signs_again_once_told(nenep)
        secrets = [file.read_bytes().strip() for file in (settings.master_key_file, settings.log_key_file)]
        lying = [
            one.read_bytes() for place in (server.archive, server.copy) for one in place.rglob("*") if one.is_file()
        ]
        assert not [1 for secret in secrets for content in lying if secret in content]


@pytest.mark.skipif(not LITESTREAM, reason="LEFT OUT: litestream is not here (NENEP_LITESTREAM names it)")
def test_three_files_that_are_lost_come_back_by_litestream(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    here, there = tmp_path / "house", elsewhere(bloc.house.settings, tmp_path / "there")
    with followed(here, tmp_path / "copies") as asked:
        page, before = page_of(told(bloc)), bloc.recorded()
        until(lambda: arrived(asked, here, tmp_path / "look") == before)
        moment = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        time.sleep(1)
        kept = [*bloc.house.journal.export()]
        goes_on_and_signs(bloc)
    shutil.copytree(here / "files", tmp_path / "there" / "files")
    bring_back(asked, here, tmp_path / "newest")
    assert journal_end(f"sqlite:///{tmp_path}/newest/nenep.db").position == bloc.recorded()
    bring_back(asked, here, tmp_path / "there", "-timestamp", moment)
    shutil.copy(f"{bloc.house.settings.log_key_file}.signed", tmp_path / "there" / "log.key.signed")
    proved(nenep.on(there), before, tmp_path / "again")
    with opened(there) as again:
        assert [*again.house.journal.export()] == kept
        assert NAME in again.browser("inspector1").get(page).text
    signs_again_once_told(nenep)


def goes_on_and_signs(bloc: Bloc) -> None:
    """What comes after the moment is recorded and signed, and will be lost."""
    before = bloc.recorded()
    with going_on(bloc) as done:
        until(lambda: done() > 20)
    assert bloc.recorded() > before
    bloc.house.sealer.seal()


def proved(nenep: Console, facts: int, folder: Path) -> None:
    """The chain and tree are whole, views equal a rebuild, every file has its hash: a backup takes nothing less."""
    assert nenep("journal", "verify").stdout.split("\t")[:2] == [str(facts), "None"]
    assert nenep("views", "verify").stdout == ""
    taken, files = counted(nenep("backup", str(folder)))
    assert taken == facts
    assert files > 0


def signs_again_once_told(nenep: Console) -> None:
    """What was signed later is known by the key's file: nothing is signed over it unsaid."""
    nenep("journal", "checkpoint", status=1)
    nenep("journal", "continue")
    assert nenep("journal", "checkpoint").stdout
    assert nenep("journal", "verify").stdout


@contextmanager
def followed(here: Path, copies: Path) -> Iterator[Path]:
    """Litestream at work on the three files, by settings of its own, which are told."""
    asked = here.parent / "litestream.yml"
    every = {"monitor-interval": "100ms"}
    replica = {"type": "file", "sync-interval": "200ms"}
    dbs = [{"path": str(here / name), **every, "replica": {**replica, "path": str(copies / name)}} for name in FILES]
    asked.write_text(json.dumps({"dbs": dbs}), encoding="utf-8")
    command = [str(LITESTREAM), "replicate", "-config", str(asked)]
    with (here.parent / "litestream.log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        yield asked
    finally:
        running.terminate()
        running.wait(60)


def bring_back(asked: Path, here: Path, there: Path, *how: str) -> None:
    there.mkdir(exist_ok=True)
    for name in FILES:
        command = [str(LITESTREAM), "restore", "-config", str(asked), *how, "-o", str(there / name), str(here / name)]
        subprocess.run(command, check=True, capture_output=True)


def arrived(asked: Path, here: Path, look: Path) -> int:
    """Up to which fact the journal's copy has come."""
    shutil.rmtree(look, ignore_errors=True)
    with suppress(subprocess.CalledProcessError):
        bring_back(asked, here, look)
        return journal_end(f"sqlite:///{look}/nenep.db").position
    return 0
