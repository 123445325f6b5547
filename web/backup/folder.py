"""The folder of a backup: what lies where in it, and the hashes by which it is checked (`sha256sum -c` does too)."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree
from typing import BinaryIO, NamedTuple

from web.backup.refusals import BackupDamaged, NoBackup
from workflows.journal.copies import PlaceTaken

MANIFEST, ABOUT = "manifest.sha256", "backup.json"
FILES = "files"
APART = "apart"
"""The key store lies here, to be kept elsewhere and for a shorter time: with an old one an erased person comes back."""
FORM = 1


@dataclass(frozen=True)
class About:
    """What the backup holds: facts up to a position, the hash there (hex), when it was made (ISO 8601)."""

    made_at: str
    facts: int
    hash: str
    form: int = FORM


class Listed(NamedTuple):
    """A file of the backup and its hash."""

    name: str
    sha256: str


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Where to write what takes the folder's name once all of it is there; after a failure nothing is left."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PlaceTaken(place=folder)
    draft = folder.with_name(f".{os.getpid()}.{folder.name}")
    draft.mkdir(parents=True, mode=0o700)
    try:
        yield draft
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    finally:
        rmtree(draft, ignore_errors=True)


def close_folder(folder: Path, about: About) -> None:
    """Write what it holds and the hashes of everything, last."""
    _written(folder / ABOUT, json.dumps(asdict(about), indent=1) + "\n")
    names = sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
    _written(folder / MANIFEST, "".join(f"{hash_of(folder / name)}  {name}\n" for name in names))


def read_about(folder: Path) -> About:
    """Raises `NoBackup`."""
    try:
        found = About(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as wrong:
        raise NoBackup(place=folder) from wrong
    if found.form != FORM:
        raise NoBackup(place=folder)
    return found


def checked(folder: Path) -> list[Listed]:
    """Every file of the manifest, each read to its last byte. Only what lies apart may be missing; `BackupDamaged`."""
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except OSError as missing:
        raise NoBackup(place=folder) from missing
    listed = [Listed(name, sha256) for sha256, _, name in (line.partition("  ") for line in lines)]
    there = [one for one in listed if (folder / one.name).is_file() or not one.name.startswith(f"{APART}/")]
    for one in there:
        if not (folder / one.name).is_file() or hash_of(folder / one.name) != one.sha256:
            raise BackupDamaged(file=one.name)
    return there


def hash_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _written(file: Path, text: str) -> None:
    with file.open("wb") as out:
        out.write(text.encode())
        _flushed(out)


def _flushed(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())
