"""An authority outside says when a checkpoint was there; openssl checks it, and nobody else need be believed."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.bloc import Bloc, opened, settings_in
from tests.web.audit.authority import Authority, authority
from web.bundle.making import Asked, make
from web.rounds.keeper import Keeper
from web.sealed import newest
from web.stamping import EVERY, NotStamped, stamp
from workflows.desk import Thing
from workflows.requests.units import RenameUnit, rename_unit

pytestmark = pytest.mark.strangers


@pytest.fixture
def tsa(tmp_path: Path) -> Iterator[Authority]:
    (folder := tmp_path / "authority").mkdir()
    with authority(folder) as ours:
        yield ours


@pytest.fixture
def asking(bloc_as_founded: Path, tsa: Authority, tmp_path: Path) -> Iterator[Bloc]:
    """A house that asks the authority."""
    shutil.copytree(bloc_as_founded, tmp_path / "house")
    with opened(replace(settings_in(tmp_path / "house"), timestamp_url=tsa.address)) as here:
        yield here


@pytest.fixture
def stamped(asking: Bloc) -> Bloc:
    """It has asked once."""
    Keeper(asking.house, holder="tests").seal()
    return asking


def renamed(bloc: Bloc, name: str) -> None:
    bloc.ask(rename_unit, "admin", Thing(bloc.unit("FDI")), RenameUnit(name, date(2026, 11, 20)))


def test_openssl_finds_the_stamp_to_be_of_the_checkpoint(stamped: Bloc, tsa: Authority) -> None:
    kept = stamped.house.journal.time_stamps.newest()
    assert kept is not None
    assert kept.size == stamped.recorded()
    (tsa.folder / "text").write_text(kept.text)
    (tsa.folder / "stamp.tsr").write_bytes(kept.answer)
    found = tsa.openssl("ts", "-verify", "-data", "text", "-in", "stamp.tsr", "-CAfile", "authority.pem")
    assert b"Verification: OK" in found
    told = tsa.openssl("ts", "-reply", "-in", "stamp.tsr", "-text").decode()
    assert "Status: Granted" in told


def test_the_page_of_integrity_and_papers_name_it(stamped: Bloc) -> None:
    said = f"trên {stamped.recorded()} sự kiện"
    assert said in stamped.browser("auditor").get("/integrity").text
    assert said in stamped.browser("leader").get("/reports/2026").text


def test_it_is_asked_for_once_an_hour_and_only_if_something_was_recorded(stamped: Bloc, tsa: Authority) -> None:
    renamed(stamped, "Chi bộ Một")
    Keeper(stamped.house, holder="tests").seal()
    assert tsa.asked == 1
    stamped.watch.now += EVERY + timedelta(seconds=1)
    Keeper(stamped.house, holder="tests").seal()
    assert tsa.asked == 2
    stamped.watch.now += EVERY + timedelta(seconds=1)
    Keeper(stamped.house, holder="tests").seal()
    assert tsa.asked == 2


def test_a_bundle_holds_the_stamps_with_what_was_stamped(stamped: Bloc, tsa: Authority, tmp_path: Path) -> None:
    make(stamped.house, tmp_path / "bundle.zip", Asked())
    size = stamped.recorded()
    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        for ending in ("txt", "tsr"):
            (tsa.folder / f"stamp.{ending}").write_bytes(bundle.read(f"timestamps/{size}.{ending}"))
    found = tsa.openssl("ts", "-verify", "-data", "stamp.txt", "-in", "stamp.tsr", "-CAfile", "authority.pem")
    assert b"Verification: OK" in found


def test_a_stamp_of_something_else_is_not_kept(asking: Bloc, tsa: Authority) -> None:
    bloc = asking
    kept = newest(bloc.house)
    assert kept is not None
    old: list[bytes] = []

    def replayed(_: str, query: bytes) -> bytes:
        old.append(tsa.stamp(query))
        return old[0]

    stamp(bloc.house, kept, replayed)
    renamed(bloc, "Chi bộ Hai")
    bloc.watch.now += EVERY + timedelta(seconds=1)
    newer = newest(bloc.house)
    assert newer is not None
    with pytest.raises(NotStamped, match="something else"):
        stamp(bloc.house, newer, replayed)
    with pytest.raises(NotStamped, match="no time stamp"):
        stamp(bloc.house, newer, lambda *_: b"<html>")
    assert len(bloc.house.journal.time_stamps.all()) == 1


def test_an_authority_that_is_away_is_said_once_and_asked_again_later(
    asking: Bloc, tsa: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    keeper, tsa.away = Keeper(asking.house), True
    keeper.seal()
    keeper.seal()
    assert capsys.readouterr().err.count("time stamp") == 1
    tsa.away = False
    keeper.seal()
    assert tsa.asked == 0
    asking.watch.now += timedelta(seconds=keeper.pace.mail_again + 1)
    keeper.seal()
    assert tsa.asked == 1


def test_without_an_authority_nothing_is_said_of_time_stamps(bloc: Bloc) -> None:
    Keeper(bloc.house).seal()
    assert bloc.house.journal.time_stamps.all() == []
    assert "RFC 3161" not in bloc.browser("auditor").get("/integrity").text
