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


class FileStore(Protocol):
    """A place for files. Another one, such as S3, keeps the same two promises."""

    def keep(self, content: BinaryIO) -> tuple[str, int]:
        """Keep a content, durably, before answering its SHA-256 (hex) and its size in bytes."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """The very bytes of that hash, checked to the last one. Raises `FileLost` or `FileDamaged`."""
        ...


class NoSuchStore(ValueError):
    """The setting names a kind of store that this release does not have."""


def store_at(where: str) -> FileStore:
    """The store that `NENEP_FILES` names: a folder; `s3://…` comes with a later release."""
    if "://" in where:
        raise NoSuchStore(where)
    return FolderStore(Path(where))


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
                sha256, size = _copied(content, cast(BinaryIO, coming))
                coming.flush()
                os.fsync(coming.fileno())
                self._settle(arrived, sha256)
            finally:
                arrived.unlink(missing_ok=True)
        return sha256, size

    def open(self, sha256: str) -> BinaryIO:
        """A copy of its own, so that what was checked is what is given out."""
        if not _SHA256.fullmatch(sha256) or not self.path_of(sha256).is_file():
            raise FileLost
        checked = cast(BinaryIO, SpooledTemporaryFile(max_size=CHUNK))  # noqa: SIM115  # the caller closes it
        with self.path_of(sha256).open("rb") as stored:
            found, _ = _copied(stored, checked)
        if found != sha256:
            checked.close()
            raise FileDamaged
        checked.seek(0)
        return checked

    def path_of(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

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


def _copied(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    """Copy, and tell the hash and the size of what went through."""
    hashed, size = hashlib.sha256(), 0
    for chunk in _chunks(source):
        hashed.update(chunk)
        size += len(chunk)
        target.write(chunk)
    return hashed.hexdigest(), size


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _sync(folder: Path) -> None:
    """A rename is kept when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
