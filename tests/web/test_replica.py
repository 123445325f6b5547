"""Pages may be read from a replica: a reader always sees what they wrote, or is told as of when the page is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import isnan
from pathlib import Path

import pytest

from tests.bloc import Bloc, found, opened, settings_in
from tests.databases import Server
from tests.replica import Following, following
from tests.web.api.asked import MEETING, made
from tests.web.numbers import numbers_of
from tests.web.pages import Pages
from web.settings import Settings
from workflows.desk import Thing
from workflows.journal.master_key import make_master_key
from workflows.requests.units import RenameUnit, rename_unit

pytestmark = pytest.mark.postgresql
AS_OF = "Trang này như lúc"


@pytest.fixture(scope="module")
def replica(postgresql_server: Server) -> Iterator[Following]:
    with following(postgresql_server) as made_one:
        yield made_one


@pytest.fixture
def settings(postgresql: Server, tmp_path: Path) -> Settings:
    """Of a house that was founded."""
    here = replace(settings_in(tmp_path), database_url=postgresql.fresh(), keys_url=postgresql.fresh())
    make_master_key(here.master_key_file)
    found(here)
    return here


@pytest.fixture
def bloc(settings: Settings, postgresql: Server, replica: Following) -> Iterator[Bloc]:
    replica.takes_in(postgresql)
    with opened(replace(settings, read_url=replica.of(settings.database_url))) as house:
        yield house
    replica.go_on()


def new_name(bloc: Bloc, name: str) -> None:
    bloc.ask(rename_unit, "admin", Thing(bloc.unit("FDI")), RenameUnit(name, date(2026, 11, 20)))


def renamed_on_a_page(bloc: Bloc, name: str) -> Pages:
    admin = Pages(bloc.browser("admin"))
    form = {"name": name, "on": "2026-11-20", "_version": str(len(bloc.house.journal.history(bloc.unit("FDI"))))}
    answer = admin.post("/register/units/FDI/rename", form)
    assert answer.status_code == 303, answer.text
    return admin


def test_a_page_waits_until_the_replica_has_what_its_reader_wrote(bloc: Bloc) -> None:
    admin = renamed_on_a_page(bloc, "Chi bộ Sen Hồng")
    page = admin.get("/register/units/FDI").text
    assert "Chi bộ Sen Hồng" in page
    assert AS_OF not in page


def test_a_replica_that_stands_still_is_said_with_its_time(bloc: Bloc, replica: Following) -> None:
    replica.stand_still()
    admin = renamed_on_a_page(bloc, "Chi bộ Sen Trắng")
    page = admin.get("/register/units/FDI").text
    assert "Chi bộ Sen Trắng" not in page
    assert AS_OF in page
    replica.go_on()
    page = admin.get("/register/units/FDI").text
    assert "Chi bộ Sen Trắng" in page
    assert AS_OF not in page


def test_who_wrote_nothing_reads_what_the_replica_has_and_waits_for_nothing(bloc: Bloc, replica: Following) -> None:
    replica.stand_still()
    new_name(bloc, "Chi bộ Sen Xanh")
    page = bloc.browser("inspector1").get("/units/FDI").text
    assert "Chi bộ Sen Xanh" not in page
    assert AS_OF not in page


def test_the_history_on_a_page_ends_where_the_replica_does(bloc: Bloc, replica: Following) -> None:
    """The version in a form is of what the page shows: whoever sends it is told of what came since."""
    before = len(bloc.house.journal.history(bloc.unit("FDI")))
    replica.stand_still()
    new_name(bloc, "Chi bộ Sen Vàng")
    page = bloc.browser("admin").get("/register/units/FDI").text
    versions = set(re.findall(r'name="_version" value="(\d+)"', page))
    assert versions == {str(before)}
    stale = {"name": "Chi bộ khác", "on": "2026-11-21", "_version": str(before)}
    assert Pages(bloc.browser("admin")).post("/register/units/FDI/rename", stale).status_code == 409


def test_no_decision_and_no_role_is_taken_from_the_replica(bloc: Bloc, replica: Following) -> None:
    replica.stand_still()
    assert bloc.browser("inspector1").get("/overview").status_code == 200
    meeting = made(bloc.api("secretary1").post("/meetings", MEETING))
    assert bloc.api("secretary1").get(f"/meetings/{meeting}").status_code == 200
    held = {"_version": "1", "reason": "Trùng lịch"}
    assert Pages(bloc.browser("secretary1")).post(f"/meetings/{meeting}/cancel", held).status_code == 303


def test_while_the_replica_is_away_pages_are_read_from_the_database_itself(settings: Settings, tmp_path: Path) -> None:
    away = replace(settings, read_url=f"postgresql+psycopg://postgres:@/nothing?host={tmp_path}")
    with opened(away) as house:
        admin = renamed_on_a_page(house, "Chi bộ Sen Đá")
        page = admin.get("/register/units/FDI").text
    assert "Chi bộ Sen Đá" in page
    assert AS_OF not in page


def test_the_numbers_say_how_far_the_replica_is_behind(bloc: Bloc, replica: Following, postgresql: Server) -> None:
    replica.stand_still()
    new_name(bloc, "Chi bộ Sen Tím")
    record = bloc.house.journal.last()
    assert record is not None
    bloc.watch.now = record.recorded_at + timedelta(seconds=40)
    said = numbers_of(bloc)
    assert (said["nenep_replica_up"], said["nenep_replica_lag"], said["nenep_replica_lag_seconds"]) == (1, 1, 40)
    replica.go_on()
    replica.takes_in(postgresql)
    said = numbers_of(bloc)
    assert (said["nenep_replica_up"], said["nenep_replica_lag"], said["nenep_replica_lag_seconds"]) == (1, 0, 0)


def test_the_numbers_say_that_the_replica_is_away(settings: Settings, tmp_path: Path) -> None:
    away = replace(settings, read_url=f"postgresql+psycopg://postgres:@/nothing?host={tmp_path}")
    with opened(away) as house:
        said = numbers_of(house)
    assert said["nenep_replica_up"] == 0
    assert isnan(said["nenep_replica_lag"])
