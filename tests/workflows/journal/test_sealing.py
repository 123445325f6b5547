"""Checkpoints are signed forwards only; what was signed is remembered outside the database too."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from domain.events.meeting import ResultsPosted
from domain.names import PersonId
from domain.record import Hand
from workflows.journal.conflicts import HistoryContradicted, NothingContradicted
from workflows.journal.journal import Journal, Writing
from workflows.journal.log_key import LogKey, LogKeyMissing, make_log_key, read_log_key
from workflows.journal.sealing import Sealer
from workflows.journal.tree_tables import CHECKPOINT
from workflows.proof.checkpoints import opened_checkpoint
from workflows.proof.inclusion import proved, read_leaf_proof
from workflows.proof.merkle import NotInTree, consistency, verify_consistency
from workflows.proof.notes import read_note

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def journal(url: str) -> Iterator[Journal]:
    opened = Journal(url)
    yield opened
    opened.close()


@pytest.fixture
def sealer(journal: Journal, tmp_path: Path) -> Sealer:
    make_log_key(tmp_path / "log.key")
    return Sealer(journal.tree, tmp_path / "log.key", lambda: NOW)


def record(journal: Journal, number: int = 1) -> None:
    for _ in range(number):
        hand = Hand(by=PersonId("p-1"), at=NOW, command=uuid4())
        journal.record(hand, Writing(uuid4(), 0, (ResultsPosted(posted_at=NOW),)))


def with_everything_after_lost(journal: Journal, position: int) -> None:
    """What somebody with all rights on the database can do: cut the tail, the chain stays whole."""
    engine = journal._store.engine
    with journal._store.transaction(engine) as db:
        if db.dialect.name == "sqlite":
            db.exec_driver_sql("DROP TRIGGER journal_never_cut")
        else:
            db.exec_driver_sql("ALTER TABLE journal DISABLE TRIGGER USER")
        db.exec_driver_sql(f"DELETE FROM journal WHERE position > {position}")
        if db.dialect.name == "postgresql":
            db.exec_driver_sql(
                f"UPDATE journal_head SET position = {position},"
                f" hash = (SELECT hash FROM journal WHERE position = {position})"
            )


def test_a_checkpoint_is_of_all_that_was_recorded_until_then(journal: Journal, sealer: Sealer) -> None:
    record(journal, 300)
    kept = sealer.seal()
    checkpoint = opened_checkpoint(kept.note, sealer.key.verifier)
    assert (checkpoint.size, checkpoint.root) == (300, journal.verify().root)
    assert sealer.seal() == kept


def test_an_empty_journal_has_a_checkpoint_too(sealer: Sealer) -> None:
    assert sealer.seal().size == 0


def test_a_later_checkpoint_continues_an_earlier_one(journal: Journal, sealer: Sealer) -> None:
    record(journal, 5)
    old = opened_checkpoint(sealer.seal().note, sealer.key.verifier)
    record(journal, 600)
    new = opened_checkpoint(sealer.seal().note, sealer.key.verifier)
    verify_consistency(old.tree, new.tree, consistency(old.size, new.size, journal.tree.hashes()))
    assert [one.size for one in journal.tree.checkpoints()] == [5, 605]


def test_each_fact_is_proved_by_its_leaf(journal: Journal, sealer: Sealer) -> None:
    record(journal, 3)
    kept = sealer.seal()
    for position, leaf in enumerate(journal.tree.leaves(1, 3), start=1):
        proof = read_leaf_proof(str(sealer.proof(position, kept)))
        assert proved(leaf, proof, sealer.key.verifier).size == 3
    record(journal)
    with pytest.raises(NotInTree):
        sealer.proof(4, kept)


def test_a_tail_that_was_cut_is_never_signed_away(journal: Journal, sealer: Sealer) -> None:
    record(journal, 10)
    sealer.seal()
    with_everything_after_lost(journal, 7)
    with pytest.raises(HistoryContradicted) as refused:
        sealer.seal()
    assert (refused.value.size, refused.value.found) == (10, 7)
    assert journal.verify()[:2] == (7, 8)


def test_a_history_told_anew_is_never_signed(journal: Journal, sealer: Sealer) -> None:
    record(journal, 10)
    sealer.seal()
    with_everything_after_lost(journal, 7)
    record(journal, 6)
    journal.tree.grow_anew()
    with pytest.raises(HistoryContradicted):
        sealer.seal()
    assert journal.verify().first_wrong == 10


def test_after_a_restore_the_log_goes_on_under_a_new_name(journal: Journal, sealer: Sealer) -> None:
    record(journal, 10)
    before, old = sealer.key, sealer.seal()
    with_everything_after_lost(journal, 7)
    told: list[str] = []

    def put_it_down(note: str, new: LogKey) -> None:
        told.append(note)
        record(journal)

    after = sealer.go_on(put_it_down)
    assert told == [old.note]
    assert after.origin == f"{before.origin}#2"
    assert after.before == (before.verifier,)
    newest = sealer.seal()
    assert (newest.origin, newest.size) == (after.origin, 8)
    assert journal.verify().whole
    assert opened_checkpoint(old.note, *after.known).size == 10


def test_without_a_restore_the_log_keeps_its_name(journal: Journal, sealer: Sealer) -> None:
    record(journal, 3)
    sealer.seal()
    with pytest.raises(NothingContradicted):
        sealer.go_on(lambda *_: None)


def test_a_new_key_is_handed_over_by_the_old_one(journal: Journal, sealer: Sealer) -> None:
    record(journal, 3)
    old, first = sealer.key, sealer.seal()
    new = sealer.replace_key(lambda *_: record(journal))
    assert (new.origin, new.before) == (old.origin, (old.verifier,))
    handover = journal.tree.newest()
    assert handover is not None
    assert len(read_note(handover.note).signatures) == 2
    assert opened_checkpoint(handover.note, old.verifier) == opened_checkpoint(handover.note, new.verifier)
    assert opened_checkpoint(first.note, old.verifier).size == 3
    record(journal)
    assert opened_checkpoint(sealer.seal().note, new.verifier).size == 5


def test_what_was_signed_before_a_crash_is_signed_again_alike(journal: Journal, sealer: Sealer) -> None:
    record(journal, 4)
    kept = sealer.seal()
    with journal._store.transaction(journal._store.engine) as db:
        db.execute(sa.delete(CHECKPOINT))
    assert sealer.seal().note == kept.note


def test_the_key_lies_in_a_file_of_its_owner_alone(sealer: Sealer, tmp_path: Path) -> None:
    file = tmp_path / "log.key"
    assert file.stat().st_mode & 0o777 == 0o600
    key = read_log_key(file)
    make_log_key(file)
    assert read_log_key(file).verifier == key.verifier
    file.write_text(file.read_text().replace("PRIVATE", "PUBLIC"))
    with pytest.raises(LogKeyMissing):
        sealer.seal()


def test_two_that_grow_the_tree_at_once_put_down_the_same(url: str, journal: Journal) -> None:
    record(journal, 300)
    other = Journal(url)
    assert journal.tree.grow() == other.tree.grow() == 300
    root = journal.tree.root(300)
    other.tree.grow_anew()
    assert other.tree.root(300) == root
    other.close()
