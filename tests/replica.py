"""A replica that follows a server of the tests by streaming, and can be made to stand still."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.databases import Server

PATIENCE = 60


class Following:
    """The replica: where its databases are, and whether it takes in what the server has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, url: str) -> str:
        """The same database, here."""
        name = url.partition("?")[0].rpartition("/")[2]
        return f"postgresql+psycopg://postgres:@/{name}?host={self.folder}"

    def stand_still(self) -> None:
        self._ask("SELECT pg_wal_replay_pause()")
        while self._ask("SELECT pg_get_wal_replay_pause_state()") != "paused":
            time.sleep(0.02)

    def go_on(self) -> None:
        self._ask("SELECT pg_wal_replay_resume()")

    def takes_in(self, server: Server) -> None:
        """Wait until it has everything that the server has."""
        with psycopg.connect(server.address("postgres"), autocommit=True) as there:
            (end,) = there.execute("SELECT pg_current_wal_lsn()::text").fetchone() or ("",)
        ends = time.monotonic() + PATIENCE
        while not self._ask(f"SELECT pg_last_wal_replay_lsn() >= '{end}'"):
            assert time.monotonic() < ends, "the replica does not follow"
            time.sleep(0.02)

    def _ask(self, statement: str) -> object:
        with psycopg.connect(f"postgresql://postgres:@/postgres?host={self.folder}", autocommit=True) as here:
            row = here.execute(statement).fetchone()
        return row[0] if row else None


@contextmanager
def following(server: Server) -> Iterator[Following]:
    """A replica of the whole server, from its own tools, under its own user; thrown away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="nenep-replica-"))
    owner = Path(server.folder).stat()
    os.chown(folder, owner.st_uid, owner.st_gid)
    where = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    data = folder / "data"
    copy = [server.tools / "pg_basebackup", "-h", server.folder, "-U", "postgres", "-D", data, "-R", "-c", "fast"]
    subprocess.run(copy, check=True, capture_output=True, timeout=PATIENCE, **where)  # type: ignore[call-overload]
    named = [f"-cunix_socket_directories={folder}", "-clisten_addresses=", "-cwal_receiver_status_interval=1"]
    running = subprocess.Popen(
        [server.tools / "postgres", "-D", data, *named],
        stderr=subprocess.DEVNULL,
        **where,  # type: ignore[call-overload]
    )
    try:
        made = Following(folder)
        ready(made)
        yield made
    finally:
        running.terminate()
        running.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def ready(replica: Following) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            replica._ask("SELECT 1")
        except psycopg.OperationalError:
            assert time.monotonic() < ends, "the replica does not start"
            time.sleep(0.05)
        else:
            return
