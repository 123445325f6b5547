"""A disk that is full or can only be read is said to be so; nothing is lost, and all goes on by itself afterwards."""

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event
from werkzeug.test import TestResponse

from projections import VIEWS
from projections.rebuild import Rebuild
from tests.bloc import TODAY, Bloc, opened, settings_in, told
from tests.console import Console
from tests.web.api.asked import MEETING
from tests.web.pages import Pages
from web.rounds.keeper import Keeper
from workflows.journal.sqlite import SQLiteStore

SMALL, LARGE = "5m", "60m"


@dataclass
class SmallDisk:
    """A real file system of its own, as small as one likes."""

    folder: Path

    def becomes(self, *options: str) -> None:
        subprocess.run(["mount", "-o", ",".join(("remount", *options)), str(self.folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a file system can be mounted by root alone")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def bloc(bloc_as_founded: Path, disk: SmallDisk) -> Iterator[Bloc]:
    for file in bloc_as_founded.iterdir():
        if file.is_file():
            shutil.copy(file, disk.folder / file.name)
    logging.getLogger("web").setLevel(logging.CRITICAL)
    with opened(settings_in(disk.folder)) as here:
        yield here
    logging.getLogger("web").setLevel(logging.NOTSET)


def scheduled(bloc: Bloc, number: int, command: str) -> TestResponse:
    day = TODAY + timedelta(days=30 + number)
    asked = MEETING | {"kind": "thematic", "theme": "Chuyển đổi số", "on": day.isoformat()}
    asked |= {"starts_at": f"{day}T14:00:00+07:00"}
    return bloc.api("secretary1").post("/meetings", asked, headers={"Idempotency-Key": command})


def until_refused(bloc: Bloc) -> tuple[int, str, TestResponse]:
    """How many were answered for, and the first that was not."""
    for number in range(3_000):
        command = str(uuid4())
        answer = scheduled(bloc, number, command)
        if answer.status_code != 201:
            return number, command, answer
    raise AssertionError("it never became full")


def assert_all_is_well(bloc: Bloc, facts: int) -> None:
    assert bloc.recorded() == facts
    assert bloc.house.journal.verify().whole
    assert Rebuild(bloc.house.views.engine, bloc.house.journal, VIEWS).verify() == []


def test_a_full_disk_is_named_nothing_is_lost_and_the_same_command_goes_through_once_there_is_room(
    bloc: Bloc, disk: SmallDisk
) -> None:
    before = bloc.recorded()
    answered, command, refused = until_refused(bloc)
    assert (refused.status_code, told(refused)["code"]) == (503, "DiskFull")
    assert "Ổ đĩa của máy chủ đã đầy" in told(refused)["detail"]
    assert answered > 3
    assert bloc.recorded() in (before + answered, before + answered + 1)
    assert bloc.browser("secretary1").get("/meetings").status_code == 200
    disk.becomes(f"size={LARGE}")
    assert scheduled(bloc, answered, command).status_code == 201
    assert_all_is_well(bloc, before + answered + 1)


def test_a_page_says_so_and_keeps_what_was_typed(bloc: Bloc, disk: SmallDisk) -> None:
    until_refused(bloc)
    secretary = Pages(bloc.browser("secretary1"))
    day = (TODAY + timedelta(days=3_000)).isoformat()
    form = {"kind": "thematic", "on": day, "starts_at": f"{day}T14:00", "cell": "FDI", "theme": "Chuyển đổi số"}
    answer = secretary.post("/meetings", form | {"place": "Nhà văn hóa công nhân", "mode": "in_person"})
    assert answer.status_code == 503
    assert "Ổ đĩa của máy chủ đã đầy" in answer.text
    assert "Nhà văn hóa công nhân" in answer.text


def test_views_that_stood_still_are_read_on_by_themselves_once_there_is_room(bloc: Bloc, disk: SmallDisk) -> None:
    until_refused(bloc)
    disk.becomes(f"size={LARGE}")
    Keeper(bloc.house).read_on()
    assert [view for view in bloc.house.views.status() if view.lag] == []


def test_a_journal_that_can_only_be_read_is_named_and_goes_on_when_it_can_be_written(bloc: Bloc) -> None:
    before, command = bloc.recorded(), str(uuid4())
    only_read(bloc, "ON")
    answer = scheduled(bloc, 1, command)
    assert (answer.status_code, told(answer)["code"]) == (503, "DiskReadOnly")
    only_read(bloc, "OFF")
    assert scheduled(bloc, 1, command).status_code == 201
    assert_all_is_well(bloc, before + 1)


def only_read(bloc: Bloc, on_or_off: str) -> None:
    """Every connection that records, the one that is kept and those of the pool."""
    store = bloc.house.journal._store
    assert isinstance(store, SQLiteStore)
    store._writer().execute(f"PRAGMA query_only={on_or_off}")
    event.listen(store.engine, "checkout", lambda one, *_: one.execute(f"PRAGMA query_only={on_or_off}"))


@pytest.mark.parametrize("trouble", ["full", "only read"])
def test_the_console_says_it_in_a_sentence(
    disk: SmallDisk, bloc_as_founded: Path, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in bloc_as_founded.iterdir():
        if file.is_file():
            shutil.copy(file, disk.folder / file.name)
    if trouble == "full":
        fill(disk.folder)
    else:
        disk.becomes("ro")
    result = Console(monkeypatch).on(settings_in(disk.folder))("user", "list", status=1)
    assert result.stderr.startswith("Error: Tạm thời không tới được cơ sở dữ liệu.")
    assert len(result.stderr.splitlines()) == 1


def fill(folder: Path) -> None:
    """Not a byte is left."""
    with suppress(OSError), (folder / "everything").open("wb") as filling:
        while True:
            filling.write(bytes(4096))
            filling.flush()
