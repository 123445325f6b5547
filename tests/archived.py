"""A PostgreSQL whose every step is archived, so that it comes back as it was at any moment."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.databases import Server
from tests.faults.living import until

PATIENCE = 60


class Archived(Server):
    """A server of its own, by the tools of the tests' server and under its user."""

    def __init__(self, like: Server) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="nenep-archived-"))
        super().__init__(str(self.place), like.tools)
        owner = Path(like.folder).stat()
        self._who = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        self.archive, self.copy = self.place / "archive", self.place / "copy"
        self.archive.mkdir()
        for folder in (self.place, self.archive):
            os.chown(folder, owner.st_uid, owner.st_gid)
        self._call("initdb", "-D", self.place / "data", "-A", "trust", "-E", "UTF8", "--no-sync", "-U", "postgres")
        self._start(self.place / "data")

    def take_copy(self) -> None:
        """The base copy, to which the archive adds what came after it."""
        self._call("pg_basebackup", "-h", self.folder, "-U", "postgres", "-D", self.copy, "-c", "fast")

    def moment(self) -> str:
        """Now, by the server's clock."""
        return str(self._told("SELECT clock_timestamp()::text"))

    def is_lost(self) -> None:
        """What was written is in the archive; then the server goes with its disk."""
        segment = str(self._told("SELECT pg_walfile_name(pg_current_wal_insert_lsn())"))
        self.ask("SELECT pg_switch_wal()")
        until(lambda: (self._told("SELECT last_archived_wal FROM pg_stat_archiver") or "") >= segment)  # type: ignore[operator]
        self.end()
        shutil.rmtree(self.place / "data")

    def comes_back(self, moment: str) -> None:
        """From the copy and the archive, as it was at that moment."""
        (self.copy / "recovery.signal").touch()
        asked = {"restore_command": f"cp {self.archive}/%f %p", "recovery_target_time": moment}
        self._start(self.copy, recovery_target_action="promote", **asked)
        until(lambda: self._told("SELECT pg_is_in_recovery()") is False)

    def end(self) -> None:
        self._running.send_signal(signal.SIGQUIT)
        self._running.wait(PATIENCE)

    def _start(self, data: Path, **more: object) -> None:
        archives = f"test ! -f {self.archive}/%f && cp %p {self.archive}/%f"
        where = {"unix_socket_directories": self.place, "listen_addresses": ""}
        settings = {**where, "archive_mode": "on", "archive_command": archives, **more}
        command = [self.tools / "postgres", "-D", data, *(f"-c{name}={value}" for name, value in settings.items())]
        self._running = subprocess.Popen(command, stderr=subprocess.DEVNULL, **self._who)  # type: ignore[call-overload]
        until(self._answers)

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            return self._told("SELECT 1") == 1
        return False

    def _told(self, question: str) -> object:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            row = connection.execute(question).fetchone()
        return row[0] if row else None

    def _call(self, tool: str, *arguments: object) -> None:
        told = {"check": True, "capture_output": True, "timeout": PATIENCE, **self._who}
        subprocess.run([self.tools / tool, *map(str, arguments)], **told)  # type: ignore[call-overload]


@contextmanager
def archived(like: Server) -> Iterator[Archived]:
    one = Archived(like)
    try:
        yield one
    finally:
        one.end()
        shutil.rmtree(one.place, ignore_errors=True)
