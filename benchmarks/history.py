"""Histories as the benchmarks record them: many commands of one fact each, a second apart."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from domain.events.meeting import ResultsPosted
from domain.names import PersonId
from domain.record import Hand
from workflows.journal.journal import Command, Writing

BEGUN = datetime(2020, 1, 1, tzinfo=UTC)


def history(facts: int) -> Iterator[Command]:
    for number in range(facts):
        at = BEGUN + timedelta(seconds=number)
        hand = Hand(by=PersonId("p-1"), at=at, command=uuid5(UUID(int=2), f"{number}"))
        yield Command(
            hand, (Writing(uuid5(UUID(int=1), f"{number}"), 0, (ResultsPosted(posted_at=at),)),), recorded_at=at
        )
