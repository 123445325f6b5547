"""Nothing can be altered without it showing."""

import json
from collections.abc import Callable
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from tests.databases import Server
from tests.workflows.journal.hands import CELL, RENAMED, hand
from workflows.journal.chain import GENESIS, leaf, link
from workflows.journal.entry import Draft, Signature
from workflows.journal.journal import Journal, Writing
from workflows.journal.migration import migrate

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
TIMES = st.integers(0, 4_000_000_000_000_000)
SIGNATURES = st.builds(
    Signature, st.none() | TEXTS, st.none() | TEXTS, st.none() | st.uuids(), st.none() | st.integers(1, 2**53)
)


@given(
    st.builds(Draft, st.uuids(), st.integers(1, 99), TEXTS, st.binary(max_size=9), st.none() | TIMES, SIGNATURES), TIMES
)
def test_a_leaf_is_canonical_json(draft: Draft, recorded_at: int) -> None:
    text = leaf(draft, 7, recorded_at)
    fields = json.loads(text)
    assert json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == text
    assert fields["payload_sha256"] == sha256(draft.payload).hexdigest()


def test_a_leaf_says_what_auditors_expect_of_it() -> None:
    stream, correlation = UUID(int=1), UUID(int=2)
    draft = Draft(stream, 3, "UnitRenamed.v1", b"{}", 1_000_001, Signature("p-1", None, correlation, 4))
    assert json.loads(leaf(draft, 7, 2_000_000)) == {
        "v": 1,
        "leaf_index": 6,
        "stream": str(stream),
        "stream_version": 3,
        "topic": "UnitRenamed.v1",
        "recorded_at": "1970-01-01T00:00:02.000000Z",
        "actor": "p-1",
        "on_behalf_of": None,
        "occurred_at": "1970-01-01T00:00:01.000001Z",
        "correlation": str(correlation),
        "causation": 4,
        "payload_sha256": sha256(b"{}").hexdigest(),
    }


@pytest.fixture
def five(journal: Journal) -> Journal:
    """A journal of five facts."""
    cell = uuid4()
    journal.record(hand(), Writing(cell, 0, (CELL, RENAMED)))
    for version in (2, 3, 4):
        journal.record(hand(), Writing(cell, version, (RENAMED,)))
    return journal


def engine_of(journal: Journal) -> sa.Engine:
    engine: sa.Engine = journal.factory.appending.store.engine  # type: ignore[attr-defined]  # ours
    return engine


def tamper(journal: Journal, *statements: str) -> None:
    """As somebody with the database's own password would."""
    with engine_of(journal).connect() as connection:
        guards = ("altered", "cut", "emptied")
        on = "" if connection.dialect.name == "sqlite" else " ON journal"
        for guard in guards:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS journal_never_{guard}{on}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


def test_every_hash_covers_the_one_before_it_and_its_own_leaf(five: Journal) -> None:
    previous = GENESIS
    for entry in five.factory.appending.store.walk():  # type: ignore[attr-defined]  # ours
        previous = link(previous, leaf(entry, entry.position, entry.recorded_at))
        assert entry.hash == previous
    assert five.verify()[:2] == (5, None)


@pytest.mark.parametrize(
    "change",
    [
        "topic = 'UnitMoved.v1'",
        "actor = 'p-other'",
        "on_behalf_of = 'p-other'",
        "recorded_at = recorded_at + 1",
        "occurred_at = occurred_at - 1",
        "causation = 1",
        "version = 33",
        "correlation = stream",
    ],
)
def test_a_change_to_anything_stored_is_found_at_its_position(five: Journal, change: str) -> None:
    tamper(five, f"UPDATE journal SET {change} WHERE position = 3")
    assert five.verify().first_wrong == 3


def test_one_changed_byte_of_a_fact_is_found_at_its_position(five: Journal) -> None:
    if engine_of(five).dialect.name == "sqlite":
        tamper(five, "UPDATE journal SET payload = CAST(replace(payload, 'Chi', 'Chj') AS BLOB) WHERE position = 4")
    else:
        tamper(five, "UPDATE journal SET payload = set_byte(payload, 12, 65) WHERE position = 4")
    assert five.verify().first_wrong == 4


def test_a_fact_left_out_is_found(five: Journal) -> None:
    tamper(five, "DELETE FROM journal WHERE position = 2")
    assert five.verify().first_wrong == 2


@pytest.mark.postgresql
def test_a_tail_cut_off_is_found_where_the_head_is_kept_apart(
    postgresql: Server, open_journal: Callable[[str], Journal]
) -> None:
    url = postgresql.fresh()
    migrate(url)
    journal = open_journal(url)
    journal.record(hand(), Writing(uuid4(), 0, (CELL, RENAMED)))
    tamper(journal, "DELETE FROM journal WHERE position = 2")
    assert journal.verify()[:2] == (1, 2)


@pytest.mark.parametrize(
    "statement", ["UPDATE journal SET actor = 'p-other' WHERE position = 1", "DELETE FROM journal WHERE position = 5"]
)
def test_the_database_refuses_to_alter_or_to_cut(five: Journal, statement: str) -> None:
    with engine_of(five).connect() as connection, pytest.raises(sa.exc.DBAPIError, match="append-only"):
        connection.exec_driver_sql(statement)
    assert five.verify().whole


def test_the_database_refuses_to_empty_to_replace_and_to_leave_gaps(five: Journal) -> None:
    rest = "event_id, stream, version, topic, payload, recorded_at, hash"
    copied = f"INTO journal (position, {rest}) SELECT"
    whole = {
        "sqlite": [
            f"INSERT OR REPLACE {copied} position, {rest} FROM journal WHERE position = 2",
            f"INSERT {copied} position + 5, {rest} FROM journal WHERE position = 2",
        ],
        "postgresql": ["TRUNCATE journal"],
    }
    for statement in whole[engine_of(five).dialect.name]:
        with engine_of(five).connect() as connection, pytest.raises(sa.exc.DBAPIError, match="append-only"):
            connection.exec_driver_sql(statement)
    assert five.verify().whole
