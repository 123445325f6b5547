"""Where files lie: by the SHA-256 of their content, so that none is altered unnoticed and none lies there twice."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

from web.files.refusals import FileDamaged, FileLost

CHUNK = 256 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


class SupportsRead(Protocol):
    """What is read in chunks: a file, or the body of an answer."""

    def read(self, size: int, /) -> bytes: ...


class FileStore(Protocol):
    """A place for files: a folder, or a bucket (`web.files.s3`), which keeps the same promises."""

    def keep(self, content: BinaryIO) -> tuple[str, int]:
        """Keep a content, durably, before answering its SHA-256 (hex) and its size in bytes."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The very bytes of that hash, checked to the last one. Raises `FileLost` or `FileDamaged`."""
        ...

    def hashes(self) -> Iterator[str]:
        """Every hash under which something lies, sound or not, rising; never all of them at once in memory."""
        ...


class FolderStore:
    """A folder, fanned out by the first two letters of the hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: BinaryIO) -> tuple[str, int]:
        """A damaged file of that hash is replaced by the sound one."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=self.folder, prefix=".incoming-", delete=False) as coming:
            arrived = Path(coming.name)
            try:
                sha256, size = copied(content, cast(BinaryIO, coming))
                coming.flush()
                os.fsync(coming.fileno())
                self._settle(arrived, sha256)
            finally:
                arrived.unlink(missing_ok=True)
        return sha256, size

    def open(self, sha256: str) -> BinaryIO:
        """A copy of its own, so that what was checked is what is given out."""
        if not is_hash(sha256) or not self.path_of(sha256).is_file():
            raise FileLost
        with self.path_of(sha256).open("rb") as stored:
            return checked(stored, sha256)

    def hashes(self) -> Iterator[str]:
        for fan in sorted(self.folder.glob("??")):
            names = sorted(file.name for file in fan.glob("[0-9a-f]*"))
            yield from (name for name in names if is_hash(name) and self.path_of(name).parent == fan)

    def path_of(self, sha256: str) -> Path:
        return self.folder / place_of(sha256)

    def _settle(self, arrived: Path, sha256: str) -> None:
        """Put it in its place, unless it lies there already and is sound."""
        with suppress(FileLost, FileDamaged), self.open(sha256):
            return
        place = self.path_of(sha256)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        arrived.chmod(0o400)
        arrived.replace(place)
        for folder in (place.parent, self.folder):
            _sync(folder)


def place_of(sha256: str) -> str:
    """Where a content lies inside any store, so that what one store holds can be copied into another as it is."""
    return f"{sha256[:2]}/{sha256}"


def is_hash(text: str) -> bool:
    return _SHA256.fullmatch(text) is not None


def checked(stored: SupportsRead, sha256: str) -> BinaryIO:
    """A copy of its own of what is stored, for the caller to close. Raises `FileDamaged`."""
    held = cast(BinaryIO, SpooledTemporaryFile(max_size=CHUNK))  # noqa: SIM115  # the caller closes it
    try:
        if copied(stored, held)[0] != sha256:
            raise FileDamaged
    except BaseException:
        held.close()
        raise
    held.seek(0)
    return held


def copied(source: SupportsRead, target: BinaryIO) -> tuple[str, int]:
    """Copy, and tell the hash and the size of what went through."""
    hashed, size = hashlib.sha256(), 0
    for chunk in _chunks(source):
        hashed.update(chunk)
        size += len(chunk)
        target.write(chunk)
    return hashed.hexdigest(), size


def _chunks(source: SupportsRead) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _sync(folder: Path) -> None:
    """A rename is kept when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
