"""Taking a backup: first the journal, then the keys that its facts need and the files that they name."""

import os
import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from web.backup.folder import APART, FILES, About, close_folder, new_folder
from web.backup.refusals import HistoryNotWhole
from web.files.addresses import store_at
from web.files.refusals import FileDamaged, FileLost
from web.files.store import FileStore, place_of
from web.settings import Settings
from workflows.journal.copies import copy_journal_out, copy_out, ending, is_sqlite
from workflows.journal.journal import Journal


class Taken(NamedTuple):
    """How many facts and files it holds, and the files that lie damaged in the store: they are not in it."""

    facts: int
    files: int
    damaged: tuple[str, ...]


def take(settings: Settings, folder: Path, made_at: datetime) -> Taken:
    """Make a backup in a new folder. Raises a `BackupRefused` or a `FileRefused`; then nothing of it is left.

    The master key and the signing key are files beside the databases, and never in a backup.
    """
    with new_folder(folder) as draft:
        journal = draft / f"journal.{ending(settings.database_url)}"
        end = copy_journal_out(settings.database_url, journal)
        _must_be_whole(f"sqlite:///{journal}" if is_sqlite(settings.database_url) else settings.database_url)
        copy_out(settings.read_log_url, draft / f"reads.{ending(settings.read_log_url)}")
        (draft / APART).mkdir(mode=0o700)
        copy_out(settings.keys_url, draft / APART / f"keys.{ending(settings.keys_url)}")
        files, damaged = _copy_files(store_at(settings.files), draft / FILES)
        _keep_safe(draft)
        close_folder(draft, About(made_at.isoformat(), end.position, end.hash))
    return Taken(end.position, files, damaged)


def _must_be_whole(url: str) -> None:
    """A damaged history is said now, not on the day when it is needed."""
    with closing(Journal(url)) as journal:
        found = journal.verify()
    if found.first_wrong is not None:
        raise HistoryNotWhole(position=found.first_wrong)


def _copy_files(store: FileStore, into: Path) -> tuple[int, tuple[str, ...]]:
    copied, damaged = 0, []
    for sha256 in store.hashes():
        try:
            with store.open(sha256) as sound:
                _copy(sound, into / place_of(sha256))
                copied += 1
        except (FileDamaged, FileLost):
            damaged.append(sha256)
    return copied, tuple(damaged)


def _copy(content: BinaryIO, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with target.open("xb") as out:
        shutil.copyfileobj(content, out)


def _keep_safe(folder: Path) -> None:
    """Readable by its owner alone, and on the disk."""
    for file in folder.rglob("*"):
        if file.is_file():
            file.chmod(0o600)
            with file.open("rb") as written:
                os.fsync(written.fileno())
