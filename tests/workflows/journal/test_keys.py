"""Protected texts: each under a key of its own, opened many at once, found without accents."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from domain.events.meeting import MeetingCancelled
from domain.events.person import IdentityAmended, PersonEntered
from domain.names import PersonId, Sealed
from tests.databases import Databases, Files
from tests.workflows.journal.hands import CELL, RENAMED, hand
from workflows.journal.bulk_seals import open_bulk_seals
from workflows.journal.following import catch_up
from workflows.journal.journal import Journal, Writing
from workflows.journal.keys import (
    Erased,
    KeyDestroyed,
    KeyMissing,
    KeyStore,
    KeyStoreUnreadable,
    ToSeal,
    WrongMasterKey,
    migrate_keys,
    open_keys,
)
from workflows.journal.master_key import MasterKeyMissing, make_master_key, read_master_key

AN, BINH = PersonId("p-an"), PersonId("p-binh")
NOBODY: frozenset[PersonId] = frozenset()
REASON = "Đồng chí Ân vắng do ủy nhiệm ở Hòa Bình"


def enter(journal: Journal, keys: KeyStore, person: PersonId, name: str) -> UUID:
    """A person enters the journal, sealed."""
    stream = uuid4()
    identity = keys.seal_identity(person, f'{{"name": "{name}", "phone": "0912345678"}}')
    journal.record(hand(), Writing(stream, 0, (PersonEntered(person, identity),)))
    return stream


def cancel(journal: Journal, sealed: Sealed) -> UUID:
    """A fact that carries a sealed text."""
    stream = uuid4()
    journal.record(hand(), Writing(stream, 0, (MeetingCancelled(sealed),)))
    return stream


def test_what_was_sealed_is_opened_again_and_is_noise_in_between(keys: KeyStore) -> None:
    sealed = keys.seal(REASON, NOBODY, uuid4())
    assert REASON.encode() not in sealed.box
    assert keys.open([sealed]) == {sealed.key: REASON}


def test_many_texts_are_sealed_and_opened_at_once(keys: KeyStore) -> None:
    sealed = keys.seal_many(ToSeal(f"câu {n}", NOBODY, uuid4()) for n in range(300))
    assert list(keys.open(sealed).values()) == [f"câu {n}" for n in range(300)]
    assert keys.open([]) == {}


def test_texts_are_opened_in_one_query(keys: KeyStore) -> None:
    sealed = keys.seal_many(ToSeal(f"câu {n}", NOBODY, uuid4()) for n in range(50))
    asked: list[str] = []
    engine = keys._ring._engine
    sa.event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    keys.open(sealed)
    keys.names([AN, BINH])
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2


def test_a_command_sent_again_seals_under_the_same_key(keys: KeyStore) -> None:
    key = uuid4()
    first, again = keys.seal(REASON, NOBODY, key), keys.seal(REASON, frozenset({AN}), key)
    assert first.key == again.key == key
    assert keys.open([first]) == keys.open([again]) == {key: REASON}


def test_a_key_that_is_not_here_is_told_apart_from_one_destroyed(keys: KeyStore) -> None:
    lost, gone = Sealed(uuid4(), b"?" * 40), keys.seal(REASON, frozenset({AN}), uuid4())
    keys.erase(AN)
    assert keys.open([lost, gone]) == {lost.key: KeyMissing(), gone.key: Erased()}


@pytest.mark.parametrize("change", [lambda box: box[:-1] + bytes([box[-1] ^ 1]), lambda box: b"", lambda box: box[:20]])
def test_a_box_that_was_altered_does_not_open(keys: KeyStore, change: Callable[[bytes], bytes]) -> None:
    sealed = keys.seal(REASON, NOBODY, uuid4())
    assert keys.open([Sealed(sealed.key, change(sealed.box))]) == {sealed.key: KeyMissing()}


def test_a_box_opens_only_under_its_own_key(keys: KeyStore) -> None:
    one, other = keys.seal("một", NOBODY, uuid4()), keys.seal("hai", NOBODY, uuid4())
    assert keys.open([Sealed(one.key, other.box)]) == {one.key: KeyMissing()}


def test_names_come_from_the_journal_the_newest_counts(journal: Journal, keys: KeyStore) -> None:
    stream = enter(journal, keys, AN, "Nguyễn Văn Ân")
    assert keys.names([AN]) == {AN: KeyMissing()}
    catch_up(keys, journal)
    assert keys.names([AN, BINH]) == {AN: "Nguyễn Văn Ân", BINH: KeyMissing()}
    amended = IdentityAmended(AN, keys.seal_identity(AN, '{"name": "Nguyễn Thị Ân"}'))
    journal.record(hand(), Writing(stream, 1, (amended,)))
    assert keys.names([AN]) == {AN: "Nguyễn Văn Ân"}, "what is not recorded yet is not shown"
    assert catch_up(keys, journal) == keys.followed() == 2
    assert keys.names([AN]) == {AN: "Nguyễn Thị Ân"}
    assert keys.identities([AN]) == {AN: '{"name": "Nguyễn Thị Ân"}'}


@pytest.mark.parametrize("query", ["Hòa Bình", "hoà bình", "HOA", "uỷ nhiệm", "dong chi an", "vắng  hòa"])
def test_search_minds_neither_accents_nor_case_nor_order(journal: Journal, keys: KeyStore, query: str) -> None:
    sealed = keys.seal(REASON, NOBODY, uuid4())
    owner = cancel(journal, sealed)
    cancel(journal, keys.seal("Chi bộ họp đúng giờ", NOBODY, uuid4()))
    catch_up(keys, journal)
    assert [(found.key, found.owner) for found in keys.search(query, 10)] == [(sealed.key, owner)]


@pytest.mark.parametrize(
    "query", ["", "  ", '"', "*", "hòa OR giờ", "'; DROP TABLE keys_key; --", "nhiệm:A & !x", "\x00"]
)
def test_whatever_is_searched_for_is_only_words(journal: Journal, keys: KeyStore, query: str) -> None:
    cancel(journal, keys.seal(REASON, NOBODY, uuid4()))
    catch_up(keys, journal)
    assert keys.search(query, 10) == []


def test_people_are_found_by_name_and_never_by_phone(journal: Journal, keys: KeyStore) -> None:
    owner = enter(journal, keys, AN, "Nguyễn Văn Ân")
    catch_up(keys, journal)
    assert [found.owner for found in keys.search("nguyen an", 10)] == [owner]
    assert keys.search("0912345678", 10) == []


def test_the_newest_are_found_first_and_no_more_than_asked_for(journal: Journal, keys: KeyStore) -> None:
    owners = [cancel(journal, keys.seal(f"Lý do {n}", NOBODY, uuid4())) for n in range(5)]
    catch_up(keys, journal)
    assert [found.owner for found in keys.search("ly do", 3)] == owners[:1:-1]


def test_a_text_indexed_again_is_found_by_its_new_words_alone(keys: KeyStore) -> None:
    key, owner = uuid4(), uuid4()
    keys.index(key, "note", owner, "cũ")
    keys.index(key, "note", owner, "mới")
    assert keys.search("cu", 5) == []
    assert [(found.key, found.owner) for found in keys.search("moi", 5)] == [(key, owner)]


def test_whoever_follows_second_goes_on_from_where_the_first_one_came(journal: Journal, keys: KeyStore) -> None:
    enter(journal, keys, AN, "Ân")
    assert keys.follow((0, 1), [], [])
    assert not keys.follow((0, 1), [], [])
    enter(journal, keys, BINH, "Bình")
    assert catch_up(keys, journal) == keys.followed() == 2
    assert keys.names([BINH]) == {BINH: "Bình"}


def test_what_carries_no_text_is_read_past(journal: Journal, keys: KeyStore) -> None:
    cell = uuid4()
    journal.record(hand(), Writing(cell, 0, (CELL,)))
    assert (catch_up(keys, journal), keys.followed()) == (1, 0)
    journal.record(hand(), Writing(cell, 1, (RENAMED,) * 1_000))
    assert catch_up(keys, journal) == 1_001
    assert keys.followed() >= 1_000, "the mark follows before long"


def test_texts_about_a_person_are_listed_with_their_place(journal: Journal, keys: KeyStore) -> None:
    enter(journal, keys, AN, "Ân")
    about = keys.seal(REASON, frozenset({AN, BINH}), uuid4())
    keys.seal("về người khác", frozenset({BINH}), uuid4())
    owner = cancel(journal, about)
    catch_up(keys, journal)
    assert keys.texts_concerning(AN) == [(about.key, owner, 2)]


def test_nothing_is_sealed_again_under_a_destroyed_key(keys: KeyStore) -> None:
    sealed = keys.seal(REASON, frozenset({AN}), uuid4())
    keys.erase(AN)
    with pytest.raises(KeyDestroyed):
        keys.seal(REASON, NOBODY, sealed.key)
    with pytest.raises(KeyDestroyed):
        keys.seal_identity(AN, '{"name": "Ân"}')


def test_the_master_key_is_made_only_if_asked_and_for_its_owner_alone(databases: Databases, tmp_path: Path) -> None:
    url, file = databases.fresh(), tmp_path / "secret" / "master.key"
    migrate_keys(url)
    with pytest.raises(MasterKeyMissing):
        open_keys(url, file)
    open_keys(url, file, make=True).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    made = read_master_key(file)
    make_master_key(file)
    open_keys(url, file, make=True).close()
    assert read_master_key(file) == made, "an existing key is never touched"
    assert os.listdir(file.parent) == ["master.key"]  # noqa: PTH208  # nothing half-made is left


def test_another_master_key_is_noticed_at_once(databases: Databases, tmp_path: Path) -> None:
    url = databases.fresh()
    migrate_keys(url)
    open_keys(url, tmp_path / "one", make=True).close()
    with pytest.raises(WrongMasterKey):
        open_keys(url, tmp_path / "other", make=True)


def test_a_key_store_that_cannot_be_read_is_named(sqlite: Files, tmp_path: Path) -> None:
    url = sqlite.fresh()
    migrate_keys(url)
    keys = open_keys(url, tmp_path / "master.key", make=True)
    sealed = keys.seal(REASON, NOBODY, uuid4())
    keys.close()
    Path(url.removeprefix("sqlite:///")).write_bytes(b"not a database, " * 1000)
    for suffix in ("-wal", "-shm"):
        Path(url.removeprefix("sqlite:///") + suffix).unlink(missing_ok=True)
    with pytest.raises(KeyStoreUnreadable):
        keys.open([sealed])
    keys.close()


def test_seals_of_a_history_brought_whole_open_like_all_others(databases: Databases, tmp_path: Path) -> None:
    url, file = databases.fresh(), tmp_path / "master.key"
    migrate_keys(url)
    keys = open_keys(url, file, make=True)
    bulk = open_bulk_seals(url, file)
    identity, sealed = bulk.seal_identity(AN, '{"name": "Ân"}'), bulk.seal(REASON, frozenset({AN}), uuid4())
    assert keys.open([sealed]) == {sealed.key: KeyMissing()}, "a box comes after its key, never before"
    assert bulk.keep() == 2
    assert keys.open([identity, sealed]) == {identity.key: '{"name": "Ân"}', sealed.key: REASON}
    keys.erase(AN)
    bulk.seal(REASON, frozenset({AN}), sealed.key)
    bulk.keep()
    assert keys.open([sealed]) == {sealed.key: Erased()}, "a destroyed key stays destroyed"
    bulk.close()
    keys.close()
