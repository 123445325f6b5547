"""Facts are read for ever, and nothing else is ever read as one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.events import CATALOGUE
from domain.events.fact import Fact, Parked
from domain.events.former_shapes import FORMER_SHAPES, next_version
from domain.events.unit import UnitRegistered, UnitRenamed
from domain.record import Record
from tests.databases import Files
from tests.workflows.journal.hands import CELL, NOON
from workflows.journal.codec import Codec
from workflows.journal.journal import Journal
from workflows.journal.migration import migrate

HISTORIES = Path(__file__).parents[2] / "histories"
CODEC = Codec()
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, st.text(st.characters(codec="utf-8")))
st.register_type_strategy(int, st.integers(-(2**53), 2**53))


@pytest.mark.parametrize("topic", CATALOGUE)
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_fact_survives_the_journey_to_disk_and_back(topic: str, data: st.DataObject) -> None:
    fact = data.draw(st.builds(CATALOGUE[topic]))
    assert CODEC.topic(fact) == topic
    assert CODEC.decode(topic, CODEC.encode(fact)) == fact


def test_a_topic_that_nobody_knows_is_parked_and_never_imported() -> None:
    for topic in ("CellPraised.v1", "os:system", "domain.events.unit:UnitRenamed", "", "UnitRenamed"):
        assert CODEC.decode(topic, b"{}") == Parked(topic, b"{}", "unknown_topic")


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", b'{"name":3,"on":"2026-10-05"}', b'{"name":"x"}', b"\xff"])
def test_what_cannot_be_read_is_parked_as_it_is(payload: bytes) -> None:
    assert CODEC.decode("UnitRenamed.v1", payload) == Parked("UnitRenamed.v1", payload, "undecodable")


def test_a_parked_fact_is_written_again_byte_by_byte() -> None:
    parked = CODEC.decode("CellPraised.v1", b"{ }")
    assert (CODEC.topic(parked), CODEC.encode(parked)) == ("CellPraised.v1", b"{ }")


def named_in_capitals(data: dict[str, object]) -> dict[str, object]:
    """Such as a release might need that splits a field."""
    return {"name": str(data["title"]).upper(), "on": data["on"]}


def test_a_former_shape_becomes_todays_step_by_step() -> None:
    today: dict[str, type[Fact]] = {"UnitRenamed.v3": UnitRenamed}
    codec = Codec(today, {"UnitRenamed.v1": named_in_capitals, "UnitRenamed.v2": dict})
    old = b'{"title":"Chi b\xe1\xbb\x99 17","on":"2026-10-05"}'
    assert codec.decode("UnitRenamed.v1", old) == UnitRenamed("CHI BỘ 17", NOON.date())
    assert codec.decode("UnitRenamed.v1", b'{"on":"2026-10-05"}') == Parked(
        "UnitRenamed.v1", b'{"on":"2026-10-05"}', "undecodable"
    )


def test_every_former_shape_leads_to_one_of_today() -> None:
    for former in FORMER_SHAPES:
        topic = former
        while topic in FORMER_SHAPES:
            topic = next_version(topic)
        assert topic in CATALOGUE


def replayed(path: Path, url: str, codec: Codec) -> list[Record[Fact]]:
    migrate(url)
    journal = Journal(url, codec)
    try:
        journal.import_entries(path.read_bytes().splitlines())
        return journal.since(0, 100_000)
    finally:
        journal.close()


@pytest.mark.parametrize("path", sorted(HISTORIES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_old_histories_replay_for_ever(path: Path, sqlite: Files) -> None:
    records = replayed(path, sqlite.fresh(), CODEC)
    assert records
    assert [record for record in records if isinstance(record.fact, Parked)] == []


def test_a_history_of_a_former_release_replays_through_its_former_shapes(sqlite: Files) -> None:
    path = Path(__file__).parent / "a_former_release.jsonl"
    today: dict[str, type[Fact]] = {"UnitRegistered.v1": UnitRegistered, "UnitRenamed.v2": UnitRenamed}
    records = replayed(path, sqlite.fresh(), Codec(today, {"UnitRenamed.v1": named_in_capitals}))
    assert [record.fact for record in records] == [CELL, UnitRenamed("CHI BỘ MƯỜI BẢY", NOON.date())]


def test_a_journal_shows_parked_facts_in_their_place_and_reads_on(sqlite: Files) -> None:
    path = Path(__file__).parent / "a_former_release.jsonl"
    registered, parked = replayed(path, sqlite.fresh(), CODEC)
    assert registered.fact == CELL
    assert isinstance(parked.fact, Parked)
    assert (parked.position, parked.fact.topic) == (2, "UnitRenamed.v1")
