"""The journal: the append-only memory of the whole system, and the only door to it.

`migrate(url)` makes the tables; `Journal(url)` opens them. Threads share one journal; each process opens its own.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, Self
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.utils import Environment, EnvType

from domain.names import PersonId
from domain.record import Hand, Record
from workflows.journal import checking, copying
from workflows.journal.codec import Codec
from workflows.journal.commands import Command, Writing, ask_of
from workflows.journal.conflicts import ClaimTaken, CommandReused, StaleVersion
from workflows.journal.entry import Claim, Entry, Receipt, micros, moment
from workflows.journal.mapper import RecordMapper
from workflows.journal.recorder import DATABASE_URL, JournalFactory
from workflows.journal.store import LAST
from workflows.journal.time_stamps import TimeStamps
from workflows.journal.tree import Kept, Tree

__all__ = [
    "Answered",
    "Claim",
    "ClaimTaken",
    "Command",
    "CommandReused",
    "Journal",
    "Receipt",
    "StaleVersion",
    "Writing",
]

BATCH = 2_000
"""Commands in one transaction of `record_many`."""


class Answered(NamedTuple):
    """What a command recorded before: the fingerprint of what it contained, its receipt, and the records."""

    fingerprint: bytes
    receipt: Receipt
    records: tuple[Record[Any], ...]


class Journal(Application[UUID]):
    """Facts are recorded by commands, each command once, and never altered."""

    def __init__(self, url: str, codec: Codec | None = None) -> None:
        """Opens a database of today's version; raises `DatabaseNotReady` for any other."""
        self._codec, self._until, self._is_whole = codec or Codec(), LAST, True
        super().__init__({DATABASE_URL: url})

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, dict(env or {}))

    def construct_factory(self, env: Environment) -> JournalFactory:
        factory = JournalFactory(env)
        self._appending, self._store = factory.appending, factory.appending.store
        return factory

    def construct_mapper(self) -> RecordMapper:
        return RecordMapper(self._codec)

    def until(self, position: int) -> Self:
        """The journal as it was read when it had come to a position; nothing is recorded through it."""
        then = copy(self)
        then._until, then._is_whole = position, False  # its own kind
        return then

    def position_at(self, when: datetime) -> int:
        """The last position recorded at a moment or before; 0 where there is none. Some twenty looks, by halving."""
        first, last = 0, self.head()
        while first < last:
            middle = (first + last + 1) // 2
            (entry,) = self._store.entries("at", positions=[middle])
            first, last = (middle, last) if entry.recorded_at <= micros(when) else (first, middle - 1)
        return first

    def head(self) -> int:
        """The last position; 0 while nothing is recorded. Positions have no gaps."""
        return min(self._store.head(), self._until)

    def history(self, stream: UUID) -> tuple[Record[Any], ...]:
        """Everything recorded in a stream, in order; empty where the stream does not exist."""
        return self._records(self._store.entries("history", stream=stream))

    def histories(self, streams: Iterable[UUID]) -> dict[UUID, tuple[Record[Any], ...]]:
        """The histories of many streams, in one query; those without entries are empty."""
        asked = list(streams)
        found: dict[UUID, list[Record[Any]]] = {stream: [] for stream in asked}
        for record in self._records(self._store.entries("histories", streams=asked) if asked else ()):
            found[record.stream].append(record)
        return {stream: tuple(records) for stream, records in found.items()}

    def at(self, positions: Iterable[int]) -> dict[int, Record[Any]]:
        """The records at positions, in one query; positions that do not exist are left out."""
        asked = list(positions)
        return {record.position: record for record in self._records(self._store.entries("at", positions=asked))}

    def since(self, position: int, limit: int) -> list[Record[Any]]:
        """The next records after a position, ascending. A reader that goes on from the last one misses nothing."""
        return list(self._records(self._store.entries("span", first=position + 1, count=limit)))

    def last(self) -> Record[Any] | None:
        """The newest record."""
        if self._until == LAST:
            return next(iter(self._records(self._store.entries("last"))), None)
        return self.at([self._until]).get(self._until)

    def of_command(self, command: UUID) -> Answered | None:
        """What a command recorded before, or None where it recorded nothing."""
        answer = self._store.answers([command]).get(command)
        if answer is None:
            return None
        records = self.at(answer.receipt.positions)
        return Answered(*answer, tuple(records[position] for position in answer.receipt.positions))

    def holder(self, claim: str) -> UUID | None:
        """The stream that bears a name now."""
        return self._store.holders([claim]).get(claim)

    def holders(self, claims: Iterable[str]) -> dict[str, UUID]:
        """The streams that bear names now, in one query; free names are left out."""
        return self._store.holders(list(claims))

    def is_claimed(self, prefix: str) -> bool:
        """Whether any name that begins like this is borne now."""
        return self._store.is_held(prefix)

    def record(
        self,
        hand: Hand,
        *writings: Writing,
        fingerprint: bytes = b"",
        claims: Iterable[str | Claim] = (),
        releases: Iterable[str] = (),
    ) -> Receipt:
        """Record facts, all or none, durably, before answering.

        A command recorded before gets its stored receipt and records nothing; with another fingerprint it raises
        `CommandReused`. Raises `StaleVersion` where a stream is not at its expected version, `ClaimTaken` where another
        stream bears a name. A name given as text is claimed for the first writing's stream; releases come first.
        """
        command = Command(hand, writings, claims=claims, releases=releases, fingerprint=fingerprint)
        try:
            return self._appending.record(ask_of(self._codec, command))
        except StaleVersion as stale:
            raise self._told(stale) from stale

    def record_many(self, commands: Iterable[Command]) -> int:
        """Record commands of history in large transactions, with all checks; how many facts that made.

        Times must rise and not lie in the future. A command that falls raises; transactions before its own stay.
        """
        facts = 0
        asks = (ask_of(self._codec, Command(*command)) for command in commands)
        for batch in copying.batches(asks, BATCH):
            try:
                facts += sum(len(receipt.positions) for receipt in self._appending.record_whole(batch))
            except StaleVersion as stale:
                raise self._told(stale) from stale
        return facts

    def export(self, first: int = 1, last: int = LAST) -> Iterator[bytes]:
        """The entries between two positions, one JSON object a line; texts stay sealed."""
        return copying.export(self._store, first, last)

    def import_entries(self, lines: Iterable[bytes | str]) -> int:
        """Append the lines of an export, or of another history; how many. See `copying.import_lines`."""
        return copying.import_lines(self._appending, self._codec, lines)

    @cached_property
    def tree(self) -> Tree:
        """The tree over the leaves, by which others check what is recorded here."""
        return Tree(self._store)

    @cached_property
    def time_stamps(self) -> TimeStamps:
        """What an authority outside said of when checkpoints were there."""
        return TimeStamps(self._store)

    def checkpoint(self) -> Kept | None:
        """What was signed last of the journal, as it was read."""
        return self.tree.newest(self._until)

    def verify(self) -> checking.Verified:
        """Compute the whole chain and the whole tree again."""
        return checking.verify(self._store, self.tree)

    def close(self) -> None:
        """The library closes whatever is thrown away; a journal of a past moment leaves open what it was read from."""
        if self._is_whole:
            self._store.close()
            super().close()

    def _records(self, entries: Iterable[Entry]) -> tuple[Record[Any], ...]:
        return tuple(self._record_of(entry) for entry in entries if entry.position <= self._until)

    def _record_of(self, entry: Entry) -> Record[Any]:
        recorded_at = moment(entry.recorded_at)
        return Record(
            entry.position, entry.stream, entry.version, self._codec.decode(entry.topic, entry.payload),
            PersonId(entry.actor or ""), None if entry.on_behalf_of is None else PersonId(entry.on_behalf_of),
            recorded_at if entry.occurred_at is None else moment(entry.occurred_at), recorded_at,
            entry.command, entry.correlation, entry.causation, entry.hash,
        )  # fmt: skip

    def _told(self, stale: StaleVersion) -> StaleVersion:
        since = self._store.entries("history", stream=stale.stream, gt=stale.expected)
        return StaleVersion(stale.stream, stale.expected, self._records(since))
