"""What is recorded, and what is refused."""

import gc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
import time_machine

from domain.names import PersonId
from domain.record import Hand
from tests.databases import Files
from tests.workflows.journal.hands import CELL, INSPECTOR, NOON, RENAMED, SECRETARY, hand, meeting
from workflows.journal.journal import Claim, ClaimTaken, CommandReused, Journal, Receipt, StaleVersion, Writing
from workflows.journal.migration import migrate


def test_what_was_recorded_is_read_again_with_who_for_whom_when_and_why(journal: Journal) -> None:
    cell, correlation, command = uuid4(), uuid4(), uuid4()
    by = Hand(INSPECTOR, NOON, command, SECRETARY, correlation, None)
    receipt = journal.record(by, Writing(cell, 0, (CELL, RENAMED)))
    assert receipt == Receipt((1, 2), {cell: 2})
    registered, renamed = journal.history(cell)
    assert (registered.fact, renamed.fact) == (CELL, RENAMED)
    assert (registered.position, registered.stream, registered.version) == (1, cell, 1)
    assert (renamed.by, renamed.on_behalf_of, renamed.correlation) == (INSPECTOR, SECRETARY, correlation)
    assert registered.command == renamed.command == command
    assert registered.occurred_at == NOON
    assert abs(registered.recorded_at - datetime.now(UTC)) < timedelta(seconds=30)


def test_what_happened_earlier_keeps_its_own_day(journal: Journal) -> None:
    cell, then = uuid4(), NOON - timedelta(days=40)
    journal.record(hand(), Writing(cell, 0, (CELL,), occurred_at=then))
    assert journal.history(cell)[0].occurred_at == then


def test_what_led_to_a_fact_is_kept_beside_it(journal: Journal) -> None:
    cell = uuid4()
    first = journal.record(hand(), Writing(cell, 0, (CELL,)))
    because = hand()._replace(causation=first.positions[0])
    journal.record(because, Writing(cell, 1, (RENAMED,)))
    assert journal.history(cell)[1].causation == 1


def test_positions_have_no_gaps_and_times_never_fall(journal: Journal) -> None:
    for _ in range(5):
        journal.record(hand(), Writing(uuid4(), 0, (CELL, RENAMED)))
    records = journal.since(0, 100)
    assert [record.position for record in records] == list(range(1, 11))
    assert all(a.recorded_at <= b.recorded_at for a, b in pairwise(records))


def test_a_command_sent_twice_is_recorded_once_and_answered_alike(journal: Journal) -> None:
    cell, by = uuid4(), hand()
    first = journal.record(by, Writing(cell, 0, (CELL, RENAMED)), fingerprint=b"form")
    again = journal.record(by, Writing(cell, 0, (CELL, RENAMED)), fingerprint=b"form")
    assert (again, journal.head()) == (first, 2)


def test_a_command_sent_twice_is_answered_alike_even_after_others_wrote(journal: Journal) -> None:
    cell, by = uuid4(), hand()
    first = journal.record(by, Writing(cell, 0, (CELL,)))
    journal.record(hand(), Writing(cell, 1, (RENAMED,)))
    assert journal.record(by, Writing(cell, 0, (CELL,))) == first


def test_a_command_id_used_for_other_content_is_refused(journal: Journal) -> None:
    by = hand()
    journal.record(by, Writing(uuid4(), 0, (CELL,)), fingerprint=b"form")
    with pytest.raises(CommandReused):
        journal.record(by, Writing(uuid4(), 0, (CELL,)), fingerprint=b"another form")
    assert journal.head() == 1


def test_the_answer_to_a_command_can_be_asked_for(journal: Journal) -> None:
    cell, by = uuid4(), hand()
    receipt = journal.record(by, Writing(cell, 0, (CELL, RENAMED)), fingerprint=b"form")
    answered = journal.of_command(by.command)
    assert answered is not None
    assert (answered.fingerprint, answered.receipt) == (b"form", receipt)
    assert [record.fact for record in answered.records] == [CELL, RENAMED]
    assert journal.of_command(uuid4()) is None


def test_whoever_is_late_is_told_who_recorded_what_since(journal: Journal) -> None:
    cell = uuid4()
    journal.record(hand(), Writing(cell, 0, (CELL,)))
    journal.record(hand(INSPECTOR), Writing(cell, 1, (RENAMED,)))
    with pytest.raises(StaleVersion) as late:
        journal.record(hand(), Writing(cell, 1, (RENAMED,)))
    assert (late.value.stream, late.value.expected) == (cell, 1)
    assert [(record.by, record.fact) for record in late.value.since] == [(INSPECTOR, RENAMED)]


def test_a_version_that_was_never_there_is_refused_too(journal: Journal) -> None:
    with pytest.raises(StaleVersion):
        journal.record(hand(), Writing(uuid4(), 3, (RENAMED,)))
    assert journal.head() == 0


def test_a_command_about_several_streams_is_recorded_whole_or_not_at_all(journal: Journal) -> None:
    one, other = uuid4(), uuid4()
    journal.record(hand(), Writing(other, 0, (CELL,)))
    with pytest.raises(StaleVersion):
        journal.record(hand(), Writing(one, 0, (CELL,)), Writing(other, 0, (CELL,)), claims=["code:CB-17"])
    assert (journal.history(one), journal.holder("code:CB-17"), journal.head()) == ((), None, 1)
    receipt = journal.record(hand(), Writing(one, 0, (CELL,)), Writing(other, 1, (RENAMED,)))
    assert receipt == Receipt((2, 3), {one: 1, other: 2})


def test_a_stream_that_was_only_read_must_not_have_moved(journal: Journal) -> None:
    read, written = uuid4(), uuid4()
    journal.record(hand(), Writing(read, 0, (CELL,)))
    with pytest.raises(StaleVersion):
        journal.record(hand(), Writing(written, 0, (CELL,)), Writing(read, 0, ()))
    journal.record(hand(), Writing(written, 0, (CELL,)), Writing(read, 1, ()))
    assert len(journal.history(written)) == 1


def test_a_command_records_at_least_one_fact(journal: Journal) -> None:
    with pytest.raises(ValueError, match="at least one"):
        journal.record(hand(), Writing(uuid4(), 0, ()))


def test_two_units_never_bear_the_same_code(journal: Journal) -> None:
    first, second = uuid4(), uuid4()
    journal.record(hand(), Writing(first, 0, (CELL,)), claims=["code:CB-17"])
    with pytest.raises(ClaimTaken) as taken:
        journal.record(hand(), Writing(second, 0, (CELL,)), claims=["code:CB-17"])
    assert (taken.value.claim, taken.value.holder) == ("code:CB-17", first)
    assert (journal.history(second), journal.holder("code:CB-17")) == ((), first)


def test_a_name_given_up_may_be_borne_by_another(journal: Journal) -> None:
    first, second = uuid4(), uuid4()
    journal.record(hand(), Writing(first, 0, (CELL,)), claims=["code:CB-17"])
    journal.record(hand(), Writing(first, 1, (RENAMED,)), releases=["code:CB-17"])
    assert journal.holder("code:CB-17") is None
    journal.record(hand(), Writing(second, 0, (CELL,)), claims=["code:CB-17"])
    assert journal.holder("code:CB-17") == second


def test_a_command_may_give_up_one_name_and_take_another_or_pass_it_on(journal: Journal) -> None:
    first, second = uuid4(), uuid4()
    journal.record(hand(), Writing(first, 0, (meeting(),)), claims=["cell:17:2026-10-05"])
    journal.record(
        hand(), Writing(first, 1, (meeting(6),)), claims=["cell:17:2026-10-06"], releases=["cell:17:2026-10-05"]
    )
    assert journal.holders(["cell:17:2026-10-05", "cell:17:2026-10-06"]) == {"cell:17:2026-10-06": first}
    passed_on = Claim("cell:17:2026-10-06", second)
    journal.record(hand(), Writing(first, 2, (meeting(7),)), claims=[passed_on], releases=["cell:17:2026-10-06"])
    assert journal.holder("cell:17:2026-10-06") == second


def test_claiming_what_one_bears_already_changes_nothing(journal: Journal) -> None:
    cell = uuid4()
    journal.record(hand(), Writing(cell, 0, (CELL,)), claims=["code:CB-17"])
    journal.record(hand(), Writing(cell, 1, (RENAMED,)), claims=["code:CB-17", "code:CB-17"])
    assert journal.holder("code:CB-17") == cell


def test_names_that_begin_alike_are_found_while_borne(journal: Journal) -> None:
    cell = uuid4()
    journal.record(hand(), Writing(cell, 0, (CELL,)), claims=["below:1:2"])
    assert journal.is_claimed("below:1:")
    assert not journal.is_claimed("below:2:")
    journal.record(hand(), Writing(cell, 1, (RENAMED,)), releases=["below:1:2"])
    assert not journal.is_claimed("below:1:")


def test_histories_and_positions_are_read_many_at_once(journal: Journal) -> None:
    one, other, unknown = uuid4(), uuid4(), uuid4()
    journal.record(hand(), Writing(one, 0, (CELL, RENAMED)))
    journal.record(hand(), Writing(other, 0, (CELL,)))
    found = journal.histories([other, unknown, one])
    assert {stream: [record.version for record in records] for stream, records in found.items()} == {
        other: [1],
        unknown: [],
        one: [1, 2],
    }
    assert {position: record.stream for position, record in journal.at([3, 1, 99]).items()} == {1: one, 3: other}
    assert (journal.histories([]), journal.at([])) == ({}, {})


def test_reading_on_from_a_position_gives_what_came_after_it(journal: Journal) -> None:
    for _ in range(5):
        journal.record(hand(), Writing(uuid4(), 0, (CELL,)))
    assert [record.position for record in journal.since(2, 2)] == [3, 4]
    assert journal.since(5, 10) == []
    last = journal.last()
    assert last is not None
    assert last.position == journal.head() == 5


def test_names_and_hands_may_hold_any_letters(journal: Journal) -> None:
    cell, name = uuid4(), "mã: Đ/C “17” \\ \n 𝔘"
    journal.record(hand(PersonId("p-Ân")), Writing(cell, 0, (CELL,)), claims=[name])
    assert (journal.holder(name), journal.history(cell)[0].by) == (cell, "p-Ân")
    assert journal.verify().whole


def test_the_same_fact_has_the_same_event_id_everywhere(journal: Journal) -> None:
    journal.record(hand(), Writing(UUID("6f3f3c0a-0d0e-4a5e-9a63-3f0a3d0e4a5e"), 0, (CELL,)))
    with journal.factory.appending.store.engine.connect() as connection:  # type: ignore[attr-defined]  # ours
        stored = connection.exec_driver_sql("SELECT event_id FROM journal").scalar_one()
    assert str(stored if isinstance(stored, UUID) else UUID(bytes=stored)) == "36f4a4e7-4a5d-508f-92b6-462c6221226c"


def test_a_clock_that_was_put_back_does_not_put_the_journal_back(
    sqlite: Files, open_journal: Callable[[str], Journal]
) -> None:
    url = sqlite.fresh()
    migrate(url)
    journal = open_journal(url)
    journal.record(hand(), Writing(uuid4(), 0, (CELL,)))
    with time_machine.travel(datetime.now(UTC) - timedelta(days=1)):
        journal.record(hand(), Writing(uuid4(), 0, (CELL,)))
    first, second = journal.since(0, 2)
    assert second.recorded_at == first.recorded_at
    assert journal.verify().whole


def test_a_moment_without_a_zone_is_not_taken(journal: Journal) -> None:
    with pytest.raises(TypeError):
        journal.record(hand()._replace(at=datetime(2026, 10, 5, 12)), Writing(uuid4(), 0, (CELL,)))  # noqa: DTZ001
    assert journal.head() == 0


def test_what_was_read_of_a_past_moment_is_thrown_away_and_leaves_the_journal_open(journal: Journal) -> None:
    lines = journal._store.engine.pool
    then = journal.until(1)
    then.head()
    del then
    gc.collect()
    assert journal._store.engine.pool is lines
