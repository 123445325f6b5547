"""A backup is whole, checked when made and proved when restored; keys lie apart, and who was erased stays erased."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from tests.bloc import Bloc, found, opened, settings_in
from tests.console import Console
from tests.databases import Server
from tests.web.api.test_the_story import Story
from tests.web.rounds.test_worker import CELLS, DAYS, schedule
from web.backup.folder import APART, MANIFEST
from web.settings import Settings
from workflows.journal.copies import ToolMissing, copy_out
from workflows.journal.master_key import make_master_key

GONE = "[đã xóa theo yêu cầu]"
NAME = "Hoàng Thị Lan"


@pytest.fixture
def nenep(monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(monkeypatch)


def elsewhere(settings: Settings, folder: Path) -> Settings:
    """Empty places on another machine, to which the keys' files were brought by hand."""
    folder.mkdir()
    shutil.copy(settings.master_key_file, folder / "master.key")
    shutil.copy(settings.log_key_file, folder / "log.key")
    return settings_in(folder)


def told(bloc: Bloc) -> Story:
    """A case with evidence, from the meeting to the closure."""
    story = Story(bloc)
    story.the_month_goes_badly()
    story.the_rules_propose_and_an_inspector_decides()
    story.a_case_is_opened_and_planned()
    story.the_work_is_done_and_reported()
    story.it_is_verified_by_another_and_closed()
    return story


@contextmanager
def going_on(bloc: Bloc) -> Iterator[Callable[[], int]]:
    """People go on recording meanwhile; tells how many facts that were so far."""
    ends, done_so_far = threading.Event(), [0]

    def record() -> None:
        for cell, day in product(CELLS, DAYS):
            if ends.is_set():
                return
            schedule(bloc, cell, day)
            done_so_far[0] += 1

    thread = threading.Thread(target=record)
    thread.start()
    try:
        yield lambda: done_so_far[0]
    finally:
        ends.set()
        thread.join()


def page_of(story: Story) -> str:
    return story.case.replace("/remediations/", "/cases/")


def counted(result: object) -> list[int]:
    return [int(part) for part in result.stdout.split("\t")]  # type: ignore[attr-defined]


def test_a_backup_taken_while_people_work_is_restored_and_proved(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    story, before = told(bloc), bloc.recorded()
    with going_on(bloc):
        facts, files = counted(nenep.on(bloc.house.settings)("backup", str(tmp_path / "backup")))
    assert before <= facts <= bloc.recorded()
    assert files > 0
    there = elsewhere(bloc.house.settings, tmp_path / "there")
    assert counted(nenep.on(there)("restore", str(tmp_path / "backup"))) == [facts, files, 0, 0]
    with opened(there) as again:
        assert again.recorded() == facts
        assert [*again.house.journal.export()] == [*bloc.house.journal.export(1, facts)]
        assert NAME in again.browser("inspector1").get(page_of(story)).text
        file = min(Path(there.files).glob("??/*"))
        with again.browser("inspector1").get(f"{page_of(story)}/evidence/{file.name}") as served:
            assert served.data == file.read_bytes()


def test_outsiders_check_the_hashes_with_a_program_of_their_own(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    nenep.on(bloc.house.settings)("backup", str(tmp_path / "backup"))
    checked = subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=tmp_path / "backup", check=False)
    assert checked.returncode == 0


def test_no_key_that_opens_or_signs_is_in_a_backup(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    nenep.on(bloc.house.settings)("backup", str(tmp_path / "backup"))
    secrets = [file.read_bytes() for file in (bloc.house.settings.master_key_file, bloc.house.settings.log_key_file)]
    kept = [file.read_bytes() for file in (tmp_path / "backup").rglob("*") if file.is_file()]
    assert not [1 for secret in secrets for content in kept if secret.strip() in content]


def test_a_damaged_backup_is_refused_and_nothing_is_left_behind(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    nenep.on(bloc.house.settings)("backup", str(tmp_path / "backup"))
    with (tmp_path / "backup" / "journal.db").open("rb+") as journal:
        journal.seek(9_000)
        journal.write(b"x")
    there = elsewhere(bloc.house.settings, tmp_path / "there")
    assert "journal.db" in nenep.on(there)("restore", str(tmp_path / "backup"), status=1).stderr
    assert sorted(file.name for file in (tmp_path / "there").iterdir()) == [".nenep-init.lock", "log.key", "master.key"]


def test_a_history_that_was_altered_is_not_backed_up(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    with bloc.house.views.engine.begin() as db:
        db.exec_driver_sql("DROP TRIGGER journal_never_altered")
        db.exec_driver_sql("UPDATE journal SET actor = 'p-somebody' WHERE position = 7")
    assert " 7" in nenep.on(bloc.house.settings)("backup", str(tmp_path / "backup"), status=1).stderr
    assert not [one for one in tmp_path.iterdir() if "backup" in one.name]


def test_neither_backup_nor_restore_overwrites_anything(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    here = nenep.on(bloc.house.settings)
    here("backup", str(tmp_path / "backup"))
    assert str(tmp_path / "backup") in here("backup", str(tmp_path / "backup"), status=1).stderr
    before = bloc.recorded()
    assert "nenep.db" in here("restore", str(tmp_path / "backup"), status=1).stderr
    assert bloc.recorded() == before


def test_what_is_no_backup_is_said_to_be_none(nenep: Console, tmp_path: Path) -> None:
    nenep.on(settings_in(tmp_path / "there"))
    (tmp_path / "there").mkdir()
    assert str(tmp_path) in nenep("restore", str(tmp_path), status=1).stderr


def test_a_damaged_file_of_evidence_is_named(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    told(bloc)
    file = min(Path(bloc.house.settings.files).glob("??/*"))
    file.chmod(0o600)
    file.write_bytes(b"something else")
    assert file.name in nenep.on(bloc.house.settings)("backup", str(tmp_path / "backup"), status=1).stderr


def test_whoever_was_erased_stays_erased_though_an_old_key_store_comes_back(
    bloc: Bloc, nenep: Console, tmp_path: Path
) -> None:
    story, here = told(bloc), nenep.on(bloc.house.settings)
    here("backup", str(tmp_path / "old"))
    here("erase", "secretary1", "--basis", "Đơn đề nghị số 4", "--yes")
    here("backup", str(tmp_path / "new"))
    there = elsewhere(bloc.house.settings, tmp_path / "there")
    shutil.copy(tmp_path / "old" / APART / "keys.db", tmp_path / "there" / "keys.db")
    shutil.rmtree(tmp_path / "new" / APART)
    assert counted(nenep.on(there)("restore", str(tmp_path / "new")))[2:] == [0, 1]
    with opened(there) as again:
        page = again.browser("inspector1").get(page_of(story)).text
    assert GONE in page
    assert NAME not in page


def test_without_a_key_store_anywhere_it_is_refused(bloc: Bloc, nenep: Console, tmp_path: Path) -> None:
    nenep.on(bloc.house.settings)("backup", str(tmp_path / "backup"))
    shutil.rmtree(tmp_path / "backup" / APART)
    there = elsewhere(bloc.house.settings, tmp_path / "there")
    assert "NENEP_KEYS_URL" in nenep.on(there)("restore", str(tmp_path / "backup"), status=1).stderr


@pytest.mark.postgresql
def test_a_server_is_backed_up_and_restored_by_its_own_tools(
    postgresql: Server, nenep: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{postgresql.tools}{os.pathsep}{os.environ['PATH']}")
    settings = on_a_server(settings_in(tmp_path), postgresql)
    found(settings)
    with opened(settings) as bloc:
        told(bloc)
        with going_on(bloc):
            facts, files = counted(nenep.on(settings)("backup", str(tmp_path / "backup")))
        (tmp_path / "there").mkdir()
        there = on_a_server(replace(settings, files=str(tmp_path / "there")), postgresql)
        assert counted(nenep.on(there)("restore", str(tmp_path / "backup"))) == [facts, files, 0, 0]
        with opened(there) as again:
            assert [*again.house.journal.export()] == [*bloc.house.journal.export(1, facts)]
        assert "test_" in nenep.on(there)("restore", str(tmp_path / "backup"), status=1).stderr


def on_a_server(settings: Settings, server: Server) -> Settings:
    if not settings.master_key_file.exists():
        make_master_key(settings.master_key_file)
    fresh = {name: server.fresh() for name in ("database_url", "keys_url", "read_log_url")}
    return replace(settings, **fresh)


@pytest.mark.postgresql
def test_a_missing_tool_of_the_server_is_named(
    postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing) as missing:
        copy_out(postgresql.fresh(), tmp_path / "keys.dump")
    assert missing.value.values == {"tool": "pg_dump"}
