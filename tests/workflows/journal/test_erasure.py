"""A person is erased: keys destroyed, words gone from the disk, history and chain whole."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from domain.names import PersonId
from tests.databases import Databases, Files, Server
from tests.workflows.journal.test_keys import AN, BINH, REASON, cancel, enter
from workflows.journal.following import catch_up
from workflows.journal.journal import Journal
from workflows.journal.keys import Erased, Identity, KeyStore, key_of, migrate_keys, open_keys
from workflows.journal.search import Text

RARE = "zxqkhongdau"
"""A word that stands in the erased text alone."""


def test_erasing_a_person_hides_name_and_texts_everywhere_and_nothing_else(journal: Journal, keys: KeyStore) -> None:
    enter(journal, keys, AN, "Nguyễn Văn Ân")
    enter(journal, keys, BINH, "Trần Thị Bình")
    shared = keys.seal(REASON, frozenset({AN, BINH}), uuid4())
    other = keys.seal("Hòa nhã", frozenset({BINH}), uuid4())
    for sealed in (shared, other):
        cancel(journal, sealed)
    catch_up(keys, journal)
    assert keys.erase(AN) == 1
    assert keys.names([AN, BINH]) == {AN: Erased(), BINH: "Trần Thị Bình"}
    assert keys.open([shared, other]) == {shared.key: Erased(), other.key: "Hòa nhã"}
    assert [found.key for found in keys.search("hoa", 9)] == [other.key]
    assert keys.search("nguyen", 9) == []
    assert keys.texts_concerning(AN) == []
    assert journal.verify()[:2] == (4, None)


def test_erasing_again_finishes_and_changes_nothing_more(journal: Journal, keys: KeyStore) -> None:
    keys.seal(REASON, frozenset({AN}), uuid4())
    assert (keys.erase(AN), keys.erase(AN)) == (1, 0)
    assert keys.names([AN]) == {AN: Erased()}


def test_what_the_journal_is_read_for_again_does_not_bring_the_erased_back(journal: Journal, keys: KeyStore) -> None:
    enter(journal, keys, AN, "Nguyễn Văn Ân")
    cancel(journal, keys.seal(REASON, frozenset({AN}), uuid4()))
    keys.erase(AN)
    catch_up(keys, journal)
    assert keys.names([AN]) == {AN: Erased()}
    assert (keys.search("nguyen", 9), keys.search("hoa", 9)) == ([], [])


def test_words_read_before_an_erasure_are_not_made_findable_after_it(keys: KeyStore) -> None:
    sealed, owner = keys.seal(REASON, frozenset({AN}), uuid4()), uuid4()
    opened = Text(sealed.key, "MeetingCancelled", owner, 1, REASON)
    keys.erase(AN)
    keys.follow((0, 1), [Identity(AN, b"box", 1)], [opened])
    keys.index(sealed.key, "note", owner, REASON)
    assert (keys.search("hoa", 9), keys.names([AN])) == ([], {AN: Erased()})


class Disk:
    """The bytes of a key store in files."""

    def __init__(self, url: str) -> None:
        self.file = Path(url.removeprefix("sqlite:///"))

    def bytes(self) -> bytes:
        files = [self.file, self.file.with_name(self.file.name + "-wal")]
        return b"".join(file.read_bytes() for file in files if file.exists())

    def wrapped_keys_about(self, person: PersonId) -> list[bytes]:
        connection = sqlite3.connect(self.file)
        about = "SELECT wrapped FROM keys_key JOIN keys_concern ON key = id WHERE keys_concern.person = ?"
        found = [row[0] for row in connection.execute(about, (person,))]
        connection.close()
        return found


@pytest.fixture
def on_disk(sqlite: Files, tmp_path: Path) -> Iterator[tuple[KeyStore, Disk]]:
    url = sqlite.fresh()
    migrate_keys(url)
    keys = open_keys(url, tmp_path / "master.key", make=True)
    yield keys, Disk(url)
    keys.close()


def test_keys_and_words_of_the_erased_are_gone_from_the_disk(on_disk: tuple[KeyStore, Disk]) -> None:
    keys, disk = on_disk
    for n in range(200):
        keys.index(keys.seal(f"câu {n}", frozenset({BINH}), uuid4()).key, "note", uuid4(), f"câu thường {n}")
    keys.seal_identity(AN, f'{{"name": "{RARE} tên"}}')
    keys.index(key_of(AN), "person", uuid4(), f"{RARE} tên")
    for n in range(3):
        key = keys.seal(f"{RARE} {n}", frozenset({AN}), uuid4()).key
        keys.index(key, "note", uuid4(), f"{RARE} chữ{n}")
    wrapped = disk.wrapped_keys_about(AN)
    before = disk.bytes()
    assert len(wrapped) == 4
    assert all(key in before for key in wrapped)
    assert RARE.encode() in before
    keys.erase(AN)
    after = disk.bytes()
    assert [key for key in wrapped if key in after] == []
    assert RARE.encode() not in after
    assert RARE[:6].encode() not in after
    assert len(keys.search("thuong", 500)) == 200


def test_erasure_waits_for_readers_of_the_old_pages(on_disk: tuple[KeyStore, Disk]) -> None:
    keys, disk = on_disk
    keys.seal(REASON, frozenset({AN}), uuid4())
    (wrapped,) = disk.wrapped_keys_about(AN)
    reader = sqlite3.connect(disk.file, check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM keys_key").fetchone()
    leaving = threading.Timer(0.5, reader.rollback)
    leaving.start()
    keys.erase(AN)
    leaving.join()
    reader.close()
    assert wrapped not in disk.bytes()


@pytest.mark.postgresql
def test_on_a_server_the_tables_are_written_anew(postgresql: Server, tmp_path: Path) -> None:
    url = postgresql.fresh()
    migrate_keys(url)
    keys = open_keys(url, tmp_path / "master.key", make=True)
    key = keys.seal(RARE, frozenset({AN}), uuid4()).key
    keys.index(key, "note", uuid4(), RARE)
    postgresql.ask("CHECKPOINT")
    heap = Path(postgresql.folder) / "base"
    assert RARE.encode() in _bytes_below(heap)
    keys.erase(AN)
    keys.close()
    postgresql.ask("CHECKPOINT")
    assert RARE.encode() not in _bytes_below(heap)


def _bytes_below(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_person_nobody_entered_can_be_erased_and_stays_so(databases: Databases, keys: KeyStore) -> None:
    assert keys.erase(PersonId("p-unknown")) == 0
    assert keys.names([PersonId("p-unknown")]) == {PersonId("p-unknown"): Erased()}
