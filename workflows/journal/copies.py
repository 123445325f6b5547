"""A database as a file, and back: by SQLite's online backup, or by PostgreSQL's own tools."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

LAST = "SELECT position, hash FROM journal ORDER BY position DESC LIMIT 1"


class BackupRefused(Exception):
    """Nothing was changed, or what was begun was taken away again."""

    def __init__(self, **values: object) -> None:
        super().__init__(values)
        self.values = values

    @property
    def code(self) -> str:
        return type(self).__name__


class PlaceTaken(BackupRefused):
    """Where it is to go, something is already."""


class ToolMissing(BackupRefused):
    """PostgreSQL's own tool is not on this machine."""


class ToolFailed(BackupRefused):
    """PostgreSQL's own tool did not do it, and said why."""


class End(NamedTuple):
    """Where a journal ends: its last position, and the hash there (hex)."""

    position: int
    hash: str


def is_sqlite(url: str) -> bool:
    return sa.make_url(url).get_backend_name() == "sqlite"


def ending(url: str) -> str:
    """What a database's file is called after its name."""
    return "db" if is_sqlite(url) else "dump"


def copy_out(url: str, file: Path) -> None:
    """The whole database as of one moment, while others go on writing."""
    if is_sqlite(url):
        _sqlite_out(url, file)
    else:
        _postgres_out(url, file)


def copy_journal_out(url: str, file: Path) -> End:
    """The same, and where the journal ended at that moment."""
    if is_sqlite(url):
        _sqlite_out(url, file)
        return journal_end(f"sqlite:///{file}")
    with _one_moment(url) as db:
        _postgres_out(url, file, f"--snapshot={db.exec_driver_sql('SELECT pg_export_snapshot()').scalar_one()}")
        return _end(db)


def journal_end(url: str) -> End:
    """Where the journal of a database ends."""
    engine = sa.create_engine(url)
    try:
        with engine.connect() as db:
            return _end(db)
    finally:
        engine.dispose()


def copy_in(file: Path, url: str) -> None:
    """Into a place that `must_be_free`."""
    (_sqlite_in if is_sqlite(url) else _postgres_in)(file, url)


def take_away(url: str) -> None:
    """What a restore that failed had put there: on SQLite alone, as PostgreSQL takes all of it or nothing."""
    if is_sqlite(url):
        for part in ("", "-wal", "-shm"):
            _place(url).with_name(_place(url).name + part).unlink(missing_ok=True)


def is_free(url: str) -> bool:
    """Whether nothing is kept there."""
    if is_sqlite(url):
        return not _place(url).exists()
    engine = sa.create_engine(url)
    try:
        return not sa.inspect(engine).get_table_names()
    finally:
        engine.dispose()


def must_be_free(url: str) -> None:
    """Raises `PlaceTaken`: a restore overwrites nothing."""
    if not is_free(url):
        raise PlaceTaken(place=sa.make_url(url).database)


def _place(url: str) -> Path:
    return Path(sa.make_url(url).database or "")


def _sqlite_out(url: str, file: Path) -> None:
    with (
        closing(sqlite3.connect(f"{_place(url).absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as source,
        closing(sqlite3.connect(file)) as target,
    ):
        source.backup(target)


def _sqlite_in(file: Path, url: str) -> None:
    place = _place(url)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, place)
    place.chmod(0o600)
    with place.open("rb+") as written:
        os.fsync(written.fileno())


def _postgres_out(url: str, file: Path, *options: str) -> None:
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}", *options)


def _postgres_in(file: Path, url: str) -> None:
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run(url, "pg_restore", *options, str(file))


def _run(url: str, tool: str, *arguments: str) -> None:
    """PostgreSQL's tool, with the password where no list of processes shows it."""
    if shutil.which(tool) is None:
        raise ToolMissing(tool=tool)
    place = sa.make_url(url).set(drivername="postgresql")
    password = {"PGPASSWORD": str(place.password)} if place.password else {}
    bare = place._replace(password=None).render_as_string()
    command = [tool, f"--dbname={bare}", *arguments]
    done = subprocess.run(  # noqa: S603  # a tool of PostgreSQL, and what our own settings name
        command, env=os.environ | password, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ToolFailed(tool=tool, said=done.stderr.strip())


@contextmanager
def _one_moment(url: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(url, isolation_level="REPEATABLE READ")
    try:
        with engine.connect() as db:
            yield db
    finally:
        engine.dispose()


def _end(db: sa.Connection) -> End:
    row = db.exec_driver_sql(LAST).fetchone()
    return End(0, "") if row is None else End(row[0], bytes(row[1]).hex())


@contextmanager
def made_or_not(*urls: str) -> Iterator[None]:
    """What was put into these places is taken away again where it does not come to an end."""
    try:
        yield
    except BaseException:
        for url in urls:
            take_away(url)
        raise
