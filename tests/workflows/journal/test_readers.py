"""Whoever reads on misses nothing and does nothing twice, however many write."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent, Tracking
from eventsourcing.utils import Environment

from domain.record import Record
from tests.databases import Databases
from tests.workflows.journal.hands import CELL, RENAMED, hand
from workflows.journal.codec import Codec
from workflows.journal.commands import Command, ask_of
from workflows.journal.journal import Journal, Writing
from workflows.journal.migration import migrate
from workflows.journal.recorder import DATABASE_URL, FollowingRecorder, JournalFactory
from workflows.journal.settlement import Settlement

WRITERS, COMMANDS = 8, 15
OpenJournal = Callable[[str], Journal]


class TakenBack(Exception):
    """The writer changed its mind before the commit."""


def take_back(journal: Journal) -> UUID:
    """Write facts under the lock, and roll back."""
    by = hand()
    ask = ask_of(Codec(), Command(by, (Writing(uuid4(), 0, (CELL, RENAMED)),), claims=["code:17"]))
    with suppress(TakenBack), journal.factory.appending.store.writing() as writing:  # type: ignore[attr-defined]  # ours
        settlement = Settlement(*writing.look([ask]))
        settlement.outcome(ask)
        writing.write(settlement)
        raise TakenBack
    return by.command


def in_threads(*works: Callable[[], object]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_reader_behind_eight_writers_who_take_much_back_misses_nothing(url: str, open_journal: OpenJournal) -> None:
    acknowledged: set[UUID] = set()
    taken_back: set[UUID] = set()
    writing_ended = threading.Event()
    seen: list[Record[Any]] = []

    def write(journal: Journal) -> None:
        for _ in range(COMMANDS):
            taken_back.add(take_back(journal))
            by = hand()
            journal.record(by, Writing(uuid4(), 0, (CELL, RENAMED)))
            acknowledged.add(by.command)

    def read(journal: Journal) -> None:
        last_look = False
        while not last_look:
            last_look = writing_ended.is_set()
            while found := journal.since(seen[-1].position if seen else 0, 7):
                seen.extend(found)

    reader = threading.Thread(target=read, args=(open_journal(url),))
    reader.start()
    in_threads(*(partial(write, open_journal(url)) for _ in range(WRITERS)))
    writing_ended.set()
    reader.join()
    assert [record.position for record in seen] == list(range(1, 2 * WRITERS * COMMANDS + 1))
    assert {record.command for record in seen} == acknowledged
    assert not acknowledged & taken_back
    assert open_journal(url).verify().whole


@pytest.fixture
def recorders(databases: Databases) -> Iterator[Sequence[FollowingRecorder]]:
    """Two processors of one name on one database, as two machines would be."""
    url = databases.fresh()
    migrate(url)
    factories = [JournalFactory(Environment("Processor", {DATABASE_URL: url})) for _ in range(2)]
    yield [factory.process_recorder() for factory in factories]
    for factory in factories:
        factory.close()


def test_two_processors_never_apply_a_position_twice(journal: Journal, recorders: Sequence[FollowingRecorder]) -> None:
    for _ in range(20):
        journal.record(hand(), Writing(uuid4(), 0, (CELL, RENAMED)))

    def process(recorder: FollowingRecorder) -> None:
        for event in journal.recorder.select_notifications(None, 100):
            answer = StoredEvent(uuid5(UUID(int=0), str(event.id)), 1, "Applied", str(event.id).encode())
            with suppress(IntegrityError):  # the other one was first
                recorder.insert_events([answer], tracking=Tracking("Journal", event.id))

    in_threads(*(partial(process, recorder) for recorder in recorders))
    applied = [int(event.state) for event in recorders[0].select_notifications(None, 1000)]
    assert applied == list(range(1, 41))
    assert recorders[1].max_tracking_id("Journal") == 40


def test_an_application_is_followed_as_it_grows_from_another_process_too(url: str, open_journal: OpenJournal) -> None:
    here, there = open_journal(url), open_journal(url)
    with here.recorder.subscribe(gt=0) as following:
        for writer in (here, there, here):
            writer.record(hand(), Writing(uuid4(), 0, (CELL,)))
        assert [next(following).id for _ in range(3)] == [1, 2, 3]


def test_the_library_reads_our_facts_under_their_bare_topics(journal: Journal) -> None:
    cell = uuid4()
    journal.record(hand(), Writing(cell, 0, (CELL, RENAMED)))
    section = journal.notification_log["1,10"]
    assert [item.topic for item in section.items] == ["UnitRegistered.v1", "UnitRenamed.v1"]
    assert [occurrence.fact for occurrence in journal.events.get(cell)] == [CELL, RENAMED]  # type: ignore[attr-defined]
