"""Putting a backup back, into empty places; then proving that it is the history it was."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from domain.events.person import IdentityErased
from projections import VIEWS
from projections.rebuild import Difference, Rebuild
from web.backup.folder import APART, FILES, About, checked, read_about
from web.backup.refusals import FilesDiffer, HistoryNotWhole, KeysMissing, NotThatHistory
from web.files.addresses import store_at
from web.files.refusals import FileDamaged, FileLost
from web.files.store import FileStore
from web.house import House
from web.settings import Settings
from web.wiring import bring_up, opened_house
from workflows.journal.copies import copy_in, is_free, journal_end, made_or_not, must_be_free
from workflows.journal.journal import Journal

BATCH = 5_000


class Proved(NamedTuple):
    """What was found after a restore: facts of a whole chain, views that differ, files, whose keys went again."""

    facts: int
    differences: list[Difference]
    files: int
    erased: int
    keys_from_here: bool
    """Whether the key store that lay in its place was left there, as the newer one."""


def restore(settings: Settings, folder: Path) -> Proved:
    """Raises a `BackupRefused` or a `FileRefused`, and leaves nothing in the databases' places then.

    Files of evidence that are there already and sound are never touched.
    """
    about, listed = read_about(folder), [one.name for one in checked(folder)]
    keys_from_here = not is_free(settings.keys_url)
    places = {"journal": settings.database_url, "reads": settings.read_log_url}
    if not keys_from_here:
        places[f"{APART}/keys"] = settings.keys_url
    sources = {url: _source(folder, listed, name) for name, url in places.items()}
    for url in sources:
        must_be_free(url)
    with made_or_not(*sources):
        for url, source in sources.items():
            copy_in(source, url)
        bring_up(settings)
        _must_be_that_history(settings.database_url, about)
        files = _files_in(folder, listed, store_at(settings.files))
    with opened_house(settings) as here:
        erased = _erase_again(here)
        differences = Rebuild(here.views.engine, here.journal, VIEWS).verify()
        return Proved(about.facts, differences, files, erased, keys_from_here)


def _source(folder: Path, listed: list[str], name: str) -> Path:
    for one in listed:
        if one.rpartition(".")[0] == name:
            return folder / one
    raise KeysMissing(place=folder / APART)


def _must_be_that_history(url: str, about: About) -> None:
    with closing(Journal(url)) as journal:
        found = journal.verify()
    if found.first_wrong is not None:
        raise HistoryNotWhole(position=found.first_wrong)
    if journal_end(url) != (about.facts, about.hash):
        raise NotThatHistory(facts=found.length, expected=about.facts)


def _files_in(folder: Path, listed: list[str], store: FileStore) -> int:
    """Evidence lies under its hash: what is there already and sound is left, what is not is replaced; all is proved."""
    ours = [name for name in listed if name.startswith(f"{FILES}/")]
    for name in ours:
        with (folder / name).open("rb") as content:
            store.keep(content)
    wrong = [name for name in ours if not _is_sound(store, Path(name).name)]
    if wrong:
        raise FilesDiffer(files=", ".join(wrong))
    return len(ours)


def _is_sound(store: FileStore, sha256: str) -> bool:
    try:
        store.open(sha256).close()
    except (FileDamaged, FileLost):
        return False
    return True


def _erase_again(here: House) -> int:
    """Whoever the history says was erased stays erased, however old the key store is that came back."""
    position, erased = 0, 0
    while records := here.journal.since(position, BATCH):
        for record in records:
            if isinstance(record.fact, IdentityErased):
                here.keys.erase(record.fact.person)
                erased += 1
        position = records[-1].position
    return erased
