"""Houses to measure pages in: told by `nenep demo`, or lying in a folder that the environment names."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.servers import folder
from web.accounts.sessions import Device, Kind
from web.app import create_app
from web.house import House
from web.security import SESSION_COOKIE
from web.settings import Settings
from web.wiring import bring_up, open_house


class Measured(NamedTuple):
    """A house, its pages, and how many facts it holds."""

    house: House
    app: Flask
    facts: int

    def browser(self, login: str) -> FlaskClient:
        """Somebody who is signed in."""
        client = self.app.test_client()
        session = self.house.accounts.sessions.open(login, Kind.PAGE, Device("bench", "127.0.0.1"), self.house.now())
        client.set_cookie(SESSION_COOKIE, session)
        return client


@contextmanager
def house_of(cells: int) -> Iterator[Measured]:
    """A demo of so many cells. `NENEP_BENCH_<cells>` names a folder where `nenep demo --cells …` was run; it is opened
    and brought up, and nothing else is recorded in it."""
    with ExitStack() as open_:
        house = open_.enter_context(house_at(open_.enter_context(place_of(cells))))
        yield Measured(house, create_app(house), house.journal.head())


@contextmanager
def place_of(cells: int) -> Iterator[Path]:
    """The folder of such a demo."""
    kept = os.environ.get(f"NENEP_BENCH_{cells}")
    with ExitStack() as open_:
        yield Path(kept) if kept else _told(open_.enter_context(folder()), cells)


@contextmanager
def house_at(place: Path) -> Iterator[House]:
    """The house in such a folder, brought up."""
    settings = _settings(place / "var")
    bring_up(settings)
    with closing(open_house(settings)) as house:
        house.catch_up()
        yield house


def _told(place: Path, cells: int) -> Path:
    print(f"nenep demo --cells {cells} …", file=sys.stderr, flush=True)
    here = os.environ | {"PYTHONPATH": str(Path.cwd())}
    subprocess.run([sys.executable, "-m", "web.cli", "demo", "--cells", str(cells)], cwd=place, env=here, check=True)
    return place


def _settings(var: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{var}/nenep.db",
        secret_key="a secret of the benchmarks",
        keys_url=f"sqlite:///{var}/keys.db",
        read_log_url=f"sqlite:///{var}/reads.db",
        master_key_file=var / "master.key",
        log_key_file=var / "log.key",
        files=str(var / "files"),
    )
