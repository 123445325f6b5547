"""What the journal asks of a database, whichever it is."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa

from workflows.journal.entry import Answer, Ask, Entry, Head, Receipt, Tracking
from workflows.journal.settlement import Known, Outcome, Settlement

BATCH = 5_000
LAST = 2**62
"""Beyond every position and version."""
BEYOND = "\U0010ffff"
"""Sorts after every letter: what begins like a prefix lies before the prefix with this after it."""


class Writing(Protocol):
    """A transaction that holds the end of the journal."""

    def look(self, asks: Sequence[Ask]) -> tuple[Head, Known]:
        """Take the lock; then all that has to be known about what the commands touch."""

    def write(self, settlement: Settlement) -> None:
        """Everything that stands, in as few statements as the database allows."""


class Store(ABC):
    """The journal's rows in a database. Appending is atomic and orders all writers; reading never waits for them."""

    engine: sa.Engine
    unreachable: tuple[type[Exception], ...]
    """What the driver raises where the database cannot be reached, or is busy for too long."""
    refused: tuple[type[Exception], ...]
    """What the driver raises where the database does not take what it is given."""

    @abstractmethod
    def transaction(self, engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
        """A transaction for what is not the journal itself."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Writing]:
        """Commits at the end, or leaves nothing behind where anything was raised."""

    @abstractmethod
    def entries(self, name: str, **given: object) -> list[Entry]:
        """One query of `statements.reads`."""

    @abstractmethod
    def claims_taken(self, first: int, last: int) -> list[tuple[int, str, UUID]]:
        """Position, name and holder of claims taken between two positions."""

    @abstractmethod
    def claims_released(self, first: int, last: int) -> list[tuple[int, str]]:
        """Position and name of claims given up between two positions."""

    @abstractmethod
    def head(self) -> int:
        """The last position; 0 where nothing is recorded."""

    @abstractmethod
    def holders(self, names: Sequence[str]) -> dict[str, UUID]:
        """Which stream bears each of the names now."""

    @abstractmethod
    def is_held(self, prefix: str) -> bool:
        """Whether any name that begins like this is borne now."""

    @abstractmethod
    def answers(self, commands: Sequence[UUID]) -> dict[UUID, Answer]:
        """What was answered to commands before."""

    @abstractmethod
    def track(self, tracking: Tracking) -> None:
        """Move a follower on in a transaction of its own; raises `AlreadyTracked`."""

    @abstractmethod
    def tracked(self, follower: str, application: str) -> int | None:
        """How far the follower has come."""

    def append(self, asks: Sequence[Ask], *, whole: bool = False) -> list[Outcome]:
        """Settle a group of commands in one transaction; `whole` lets all of them fall with the first that does."""
        with self.writing() as writing:
            settlement = Settlement(*writing.look(asks))
            outcomes = settlement.whole(asks) if whole else [settlement.outcome(ask) for ask in asks]
            writing.write(settlement)
        return outcomes

    def walk(self, first: int = 1, last: int = LAST) -> Iterator[Entry]:
        """All entries between two positions, a batch at a time."""
        while first <= last and (batch := self.entries("span", first=first, last=last, count=BATCH)):
            yield from batch
            first = batch[-1].position + 1

    def close(self) -> None:
        self.engine.dispose()


def answers(rows: Sequence[tuple[UUID, bytes, int, UUID, int]]) -> dict[UUID, Answer]:
    """Stored answers, from a row per fact in the order of positions."""
    found: dict[UUID, Answer] = {}
    for command, fingerprint, position, stream, version in rows:
        earlier = found.get(command, Answer(fingerprint or b"", Receipt((), {})))
        receipt = Receipt((*earlier.receipt.positions, position), {**earlier.receipt.versions, stream: version})
        found[command] = Answer(earlier.fingerprint, receipt)
    return found


def touched(asks: Sequence[Ask]) -> tuple[list[UUID], list[UUID], list[str]]:
    """The commands, streams and names of a group."""
    commands = [ask.command for ask in asks if ask.command is not None and ask.command_facts is not None]
    streams = set().union(*(ask.streams for ask in asks))
    names = set().union(*(ask.names for ask in asks))
    return commands, list(streams), list(names)


def given_names(given: Mapping[str, object]) -> dict[str, object]:
    """Parameters of a read, with the ends filled in where they are left open."""
    return {"gt": -LAST, "lte": LAST, "first": 1, "last": LAST, "count": LAST, **given}
