"""The journal out and in again, and history brought from elsewhere."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.databases import Databases
from tests.workflows.journal.hands import CELL, RENAMED, hand, meeting
from workflows.journal.conflicts import ClaimTaken, CopyDiffers, LineNotUnderstood, OutOfOrder, StaleVersion
from workflows.journal.journal import Command, Journal, Writing
from workflows.journal.migration import migrate

OpenJournal = Callable[[str], Journal]


@pytest.fixture
def told(journal: Journal) -> Journal:
    """A journal with several streams, commands of several facts, and names taken and given up."""
    cell, held = uuid4(), uuid4()
    journal.record(hand(), Writing(cell, 0, (CELL, RENAMED)), claims=["code:17"], fingerprint=b"form")
    journal.record(hand(), Writing(held, 0, (meeting(),)), claims=["day:5"])
    journal.record(hand()._replace(causation=3), Writing(held, 1, (meeting(6),)), claims=["day:6"], releases=["day:5"])
    return journal


@pytest.fixture
def empty(databases: Databases, open_journal: OpenJournal) -> Journal:
    fresh = databases.fresh()
    migrate(fresh)
    return open_journal(fresh)


def test_a_copy_has_the_same_positions_times_hashes_and_names(told: Journal, empty: Journal) -> None:
    assert empty.import_entries(told.export()) == 4
    assert empty.since(0, 99) == told.since(0, 99)
    assert list(empty.export()) == list(told.export())
    assert empty.holders(["code:17", "day:5", "day:6"]) == told.holders(["code:17", "day:5", "day:6"])
    assert empty.verify()[:2] == (4, None)


def test_a_copy_knows_the_commands_that_were_recorded(told: Journal, empty: Journal) -> None:
    empty.import_entries(told.export())
    first = told.since(0, 1)[0]
    assert first.command is not None
    answered, here = told.of_command(first.command), empty.of_command(first.command)
    assert here == answered


def test_a_copy_may_be_made_in_parts(told: Journal, empty: Journal) -> None:
    assert empty.import_entries(told.export(1, 1)) == 1
    assert empty.import_entries(told.export(2, 3)) == 2
    assert empty.import_entries(told.export(4)) == 1
    assert list(empty.export()) == list(told.export())


def test_an_exported_line_is_one_json_object_that_other_programs_read(told: Journal) -> None:
    line = json.loads(next(told.export()))
    assert line["fact"]["code"] == "CB-17"
    assert line["recorded_at"] == told.since(0, 1)[0].recorded_at.isoformat().replace("+00:00", "Z")
    assert {"position", "stream", "version", "topic", "by", "hash", "claims"} <= line.keys()
    assert all(b"\n" not in line for line in told.export())


@pytest.mark.parametrize("change", [("CB-17", "CB-18"), ('"by":"p-secretary"', '"by":"p-inspector"')])
def test_an_altered_copy_is_refused_at_the_line(told: Journal, empty: Journal, change: tuple[str, str]) -> None:
    lines = [line.decode().replace(*change) for line in told.export()]
    with pytest.raises(CopyDiffers) as refused:
        empty.import_entries(lines)
    assert (refused.value.position, empty.head()) == (1, 0)


def test_a_copy_with_a_line_left_out_is_refused(told: Journal, empty: Journal) -> None:
    lines = list(told.export())
    with pytest.raises((CopyDiffers, StaleVersion)):
        empty.import_entries([lines[0], *lines[2:]])
    assert empty.head() == 0


def test_a_history_from_elsewhere_needs_no_hashes(empty: Journal) -> None:
    stream = uuid4()
    lines = [
        json.dumps(
            {
                "stream": str(stream),
                "version": 1,
                "topic": "UnitRegistered.v1",
                "fact": {"code": "CB-9", "name": "Chi bộ 9", "kind": "cell"},
                "recorded_at": "2015-03-02T08:00:00+07:00",
                "occurred_at": "2015-03-01T00:00:00+07:00",
                "by": "p-old",
            }
        )
    ]
    assert empty.import_entries(lines) == 1
    (record,) = empty.history(stream)
    assert (record.by, record.recorded_at) == ("p-old", datetime(2015, 3, 2, 1, tzinfo=UTC))
    assert empty.verify().whole


STRANGE = {"stream": str(UUID(int=17)), "version": 1, "recorded_at": "2015-03-02T08:00:00Z"}


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        json.dumps({"stream": "17"}),
        json.dumps({**STRANGE, "topic": "CellPraised.v1", "fact": {}}),
        json.dumps({**STRANGE, "topic": "UnitRenamed.v1", "fact": {"name": 3}}),
    ],
)
def test_a_line_that_nobody_here_understands_is_refused_by_its_number(empty: Journal, line: str) -> None:
    with pytest.raises(LineNotUnderstood) as refused:
        empty.import_entries([line])
    assert (refused.value.line, empty.head()) == (1, 0)


def past(*days: int) -> Iterator[Command]:
    """A command a day, so many days ago."""
    for day in days:
        yield Command(hand(), (Writing(uuid4(), 0, (CELL, RENAMED)),), datetime.now(UTC) - timedelta(days=day))


def test_history_is_recorded_in_bulk_with_its_own_times(journal: Journal) -> None:
    assert journal.record_many(past(30, 20, 20, 10)) == 8
    ages = [(datetime.now(UTC) - record.recorded_at).days for record in journal.since(0, 99)]
    assert ages == [30, 30, 20, 20, 20, 20, 10, 10]
    assert journal.verify().whole


def test_bulk_is_checked_like_every_command(journal: Journal) -> None:
    by, cell = hand(), uuid4()
    old = datetime.now(UTC) - timedelta(days=9)
    claimed = Command(by, (Writing(cell, 0, (CELL,)),), old, claims=["code:17"])
    assert journal.record_many([claimed, claimed]) == 2, "sent twice, answered twice"
    assert journal.head() == 1
    with pytest.raises(ClaimTaken):
        journal.record_many([Command(hand(), (Writing(uuid4(), 0, (CELL,)),), old, claims=["code:17"])])
    with pytest.raises(StaleVersion) as stale:
        journal.record_many([(hand(), (Writing(cell, 0, (CELL,)),), old)])
    assert [record.stream for record in stale.value.since] == [cell]
    assert journal.head() == 1


@pytest.mark.parametrize("days", [(10, 20), (10, -1)])
def test_times_brought_along_rise_and_do_not_lie_in_the_future(journal: Journal, days: tuple[int, int]) -> None:
    with pytest.raises(OutOfOrder):
        journal.record_many(past(*days))
    assert journal.head() == 0


def test_what_is_recorded_after_history_bears_todays_time(journal: Journal) -> None:
    journal.record_many(past(3))
    journal.record(hand(), Writing(uuid4(), 0, (CELL,)))
    assert datetime.now(UTC) - journal.since(2, 1)[0].recorded_at < timedelta(minutes=1)
