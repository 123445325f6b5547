"""A file system that remembers every write, and the disks that a loss of power could leave behind.

SQLite runs on it through apsw, under the recorder's own statements. What was synced is on every disk; of what was
written since, each piece is there, is not, or is torn at a sector, in any order.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any, NamedTuple

import apsw

from workflows.journal.sqlite import SQLiteStore
from workflows.journal.sqlite_engine import _prepare

SECTOR = 512


class Written(NamedTuple):
    """Bytes that went to a file at an offset; None: the file was cut there."""

    file: str
    offset: int
    data: bytes | None


class Synced(NamedTuple):
    """Everything written to the file before is on the disk."""

    file: str


class Deleted(NamedTuple):
    """The file's name was taken away; like SQLite we hold that for durable at once."""

    file: str


class Acknowledged(NamedTuple):
    """So many facts were answered for."""

    facts: int


Operation = Written | Synced | Deleted | Acknowledged


@dataclass
class Tape:
    """What happened, in its order."""

    operations: list[Operation] = field(default_factory=list)


class RecordingFile(apsw.VFSFile):
    """A real file, and a note of each write."""

    def __init__(self, tape: Tape, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._tape = tape
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name).name

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  # SQLite's names
        self._tape.operations.append(Written(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._tape.operations.append(Written(self._name, newsize, None))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._tape.operations.append(Synced(self._name))


class RecordingSystem(apsw.VFS):
    """The machine's own file system, every write of which goes to a tape."""

    def __init__(self, name: str, tape: Tape) -> None:
        super().__init__(name, "")
        self.name, self._tape = name, tape

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return apsw.VFSFile("", name, flags) if name is None else RecordingFile(self._tape, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self._tape.operations.append(Deleted(Path(filename).name))


class Connection(apsw.Connection):
    """As the recorder knows connections."""

    def create_function(self, name: str, arguments: int, function: Any, *, deterministic: bool) -> None:
        self.create_scalar_function(name, function, arguments, deterministic=deterministic)


class RecordedStore(SQLiteStore):
    """Our store, its statements and its settings, on the recording file system."""

    def __init__(self, url: str, connection: Connection) -> None:
        super().__init__(url)
        self._connection, self._one_at_a_time = connection, Lock()

    def _writer(self) -> Any:
        return self._connection

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        with self._one_at_a_time:
            yield self._connection.cursor()


def connected(file: Path, tape: Tape, *, synchronous: str, checkpoint_pages: int) -> Connection:
    """A connection as the recorder prepares one; then how far it syncs, and how often it copies its log back."""
    system = RecordingSystem(f"recording {file}", tape)
    connection = Connection(str(file), vfs=system.name)
    connection.system = system  # type: ignore[attr-defined]  # it lives as long as the connection
    _prepare(connection, None)  # type: ignore[arg-type]  # it asks for what sqlite3 and apsw both have
    connection.execute(f"PRAGMA synchronous={synchronous}")
    connection.execute(f"PRAGMA wal_autocheckpoint={checkpoint_pages}")
    return connection


class Disk:
    """The files that a loss of power leaves."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._durable = {name: bytearray(content) for name, content in files.items()}
        self._open: list[Written] = []
        self.acknowledged = 0

    def goes_on(self, operation: Operation) -> None:
        match operation:
            case Written():
                self._open.append(operation)
            case Synced(file=file):
                for one in self._open:
                    if one.file == file:
                        _apply(self._durable, one)
                self._open = [one for one in self._open if one.file != file]
            case Deleted(file=file):
                self._durable.pop(file, None)
                self._open = [one for one in self._open if one.file != file]
            case Acknowledged(facts=facts):
                self.acknowledged = facts

    def after_a_crash(self, chance: Random) -> dict[str, bytearray]:
        """One of the disks that power may leave when it goes now."""
        files = {name: bytearray(content) for name, content in self._durable.items()}
        for one in chance.sample(self._open, len(self._open)):
            kept = chance.choice(("whole", "torn", "nothing"))
            if kept == "torn" and one.data is not None:
                one = one._replace(data=one.data[: chance.randrange(0, len(one.data) + 1) // SECTOR * SECTOR])
            if kept != "nothing":
                _apply(files, one)
        return files


def _apply(files: dict[str, bytearray], one: Written) -> None:
    content = files.setdefault(one.file, bytearray())
    if one.data is None:
        del content[one.offset :]
        return
    content.extend(bytes(max(0, one.offset - len(content))))
    content[one.offset : one.offset + len(one.data)] = one.data


def is_sound(file: Path) -> bool:
    """What SQLite itself says of a file."""
    connection = sqlite3.connect(file)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        connection.close()
