"""Commands of many hands share a commit, and each stands or falls alone."""

import threading
from uuid import uuid4

import pytest

from tests.workflows.journal.hands import CELL, RENAMED, hand
from workflows.journal.codec import Codec
from workflows.journal.commands import Command, ask_of
from workflows.journal.conflicts import ClaimTaken, StaleVersion
from workflows.journal.entry import Ask, Receipt
from workflows.journal.group_commit import GroupCommit
from workflows.journal.journal import Journal, Writing

CODEC = Codec()


def asks(*commands: Command) -> list[Ask]:
    return [ask_of(CODEC, command) for command in commands]


def test_a_late_command_does_not_break_the_others_of_its_group(journal: Journal) -> None:
    cell, other, by = uuid4(), uuid4(), hand()
    outcomes = journal.factory.appending.store.append(  # type: ignore[attr-defined]  # ours
        asks(
            Command(by, (Writing(cell, 0, (CELL,)),), claims=["code:17"]),
            Command(hand(), (Writing(cell, 0, (CELL,)),)),
            Command(hand(), (Writing(other, 0, (CELL,)),), claims=["code:17"]),
            Command(hand(), (Writing(cell, 1, (RENAMED,)),)),
            Command(by, (Writing(cell, 0, (CELL,)),), claims=["code:17"]),
        )
    )
    first, late, taken, second, again = outcomes
    assert (first, second) == (Receipt((1,), {cell: 1}), Receipt((2,), {cell: 2}))
    assert again == first
    assert isinstance(late, StaleVersion)
    assert isinstance(taken, ClaimTaken)
    assert (journal.head(), journal.verify().whole) == (2, True)


def test_what_the_database_itself_refuses_falls_alone(journal: Journal) -> None:
    good, bad = hand(), hand()._replace(causation=2**70)
    group = asks(Command(good, (Writing(uuid4(), 0, (CELL,)),)), Command(bad, (Writing(uuid4(), 0, (CELL,)),)))
    kept, refused = journal.factory.appending._commit(group)  # type: ignore[attr-defined]  # ours
    assert isinstance(kept, Receipt)
    assert isinstance(refused, Exception)
    assert (journal.head(), journal.verify().whole) == (1, True)


def test_threads_that_write_at_once_all_get_their_own_answer(journal: Journal) -> None:
    streams = [uuid4() for _ in range(40)]
    receipts: dict[str, Receipt] = {}

    def write(mine: list[str]) -> None:
        for stream in mine:
            receipts[stream] = journal.record(hand(), Writing(stream, 0, (CELL, RENAMED)))

    threads = [threading.Thread(target=write, args=(streams[n::8],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(p for receipt in receipts.values() for p in receipt.positions) == list(range(1, 81))
    for stream in streams:
        assert tuple(record.position for record in journal.history(stream)) == receipts[stream].positions


def test_of_many_hands_on_the_same_version_exactly_one_writes(journal: Journal) -> None:
    cell, written, late = uuid4(), [], []

    def write() -> None:
        try:
            written.append(journal.record(hand(), Writing(cell, 0, (CELL,))))
        except StaleVersion as stale:
            late.append(stale)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(written), len(late), journal.head()) == (1, 7, 1)


def test_nobody_waits_for_ever_where_the_thread_that_led_was_torn_away() -> None:
    class Torn(BaseException):
        """Such as an interrupt."""

    def commit(group: object) -> list[Receipt]:
        raise Torn

    with pytest.raises(Torn):
        GroupCommit(commit).record(Ask(()))


def test_names_pass_from_hand_to_hand_within_a_group(journal: Journal) -> None:
    first, second = uuid4(), uuid4()
    journal.factory.appending.store.append(  # type: ignore[attr-defined]  # ours
        asks(
            Command(hand(), (Writing(first, 0, (CELL,)),), claims=["code:17"]),
            Command(hand(), (Writing(first, 1, (RENAMED,)),), releases=["code:17"]),
            Command(hand(), (Writing(second, 0, (CELL,)),), claims=["code:17"]),
        )
    )
    assert journal.holder("code:17") == second
    journal.record(hand(), Writing(second, 1, (RENAMED,)), releases=["code:17"])
    assert journal.holder("code:17") is None
