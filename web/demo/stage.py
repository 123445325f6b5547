"""Where the demo's stories are played: the requests work on a journal in memory, which hands on what it was told."""

from __future__ import annotations

import copy
import heapq
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID, uuid5

from domain.names import PersonId, UnitId
from domain.record import Hand, Record, S, as_of
from domain.refusals import NotThere
from workflows.desk import Desk, Opened, Seals, Thing
from workflows.journal.journal import Command, Journal, Receipt, Writing

Story = Generator[datetime, None, None]
"""Answers when it wants to go on, again and again, and does its next act when that moment has come."""
Listener = Callable[[Record[Any]], None]
OF_THE_DEMO = UUID("d3300000-0000-5000-8000-6e656e657000")
"""Names the commands of every demo."""


@dataclass(frozen=True)
class RememberingDesk(Desk):
    """A desk that folds each fact once: it remembers the states of streams whose stories go on."""

    rehearsal: Rehearsal

    def open(self, empty: S, thing: Thing) -> tuple[S, Opened]:
        history = self.rehearsal.told_in(thing.id)
        if not history:
            raise NotThere
        folded, state = self.rehearsal.states.get(thing.id, (0, empty))
        state = as_of(state, history[folded:])
        self.rehearsal.states[thing.id] = len(history), state
        return cast(S, state), Opened(thing.id, state, len(history))


class Rehearsal:
    """A journal in memory: answers what requests ask, and keeps their commands for the real one."""

    def __init__(self) -> None:
        self._histories: dict[UUID, list[Record[Any]]] = {}
        self._holders: dict[str, UUID] = {}
        self.position = 0
        self.told: list[Command] = []
        self.listeners: list[Listener] = []
        self.states: dict[UUID, tuple[int, Any]] = {}

    def told_in(self, stream: UUID) -> list[Record[Any]]:
        """The history itself, not a copy."""
        return self._histories.get(stream, [])

    def history(self, stream: UUID) -> tuple[Record[Any], ...]:
        return tuple(self._histories.get(stream, ()))

    def histories(self, streams: Iterable[UUID]) -> dict[UUID, tuple[Record[Any], ...]]:
        return {stream: self.history(stream) for stream in streams}

    def holders(self, claims: Iterable[str]) -> dict[str, UUID]:
        return {claim: self._holders[claim] for claim in claims if claim in self._holders}

    def holder(self, claim: str) -> UUID | None:
        return self._holders.get(claim)

    def is_claimed(self, prefix: str) -> bool:
        return any(str(getattr(held, "name", held)).startswith(prefix) for held in self._holders)

    def of_command(self, _command: UUID) -> None:
        """Every command of the demo is told once."""
        return

    def record(
        self,
        hand: Hand,
        *writings: Writing,
        fingerprint: bytes = b"",
        claims: Iterable[str] = (),
        releases: Iterable[str] = (),
    ) -> Receipt:
        claims, releases = tuple(claims), tuple(releases)
        for name in releases:
            self._holders.pop(name, None)
        for name in claims:
            assert name not in self._holders, name
            self._holders[name] = writings[0].stream
        self.told.append(Command(hand, writings, hand.at, claims, releases, fingerprint))
        records = [record for writing in writings for record in self._recorded(hand, writing)]
        return Receipt(
            tuple(record.position for record in records), {record.stream: record.version for record in records}
        )

    def _recorded(self, hand: Hand, writing: Writing) -> Iterator[Record[Any]]:
        history = self._histories.setdefault(writing.stream, [])
        assert len(history) == writing.expected, writing
        for fact in writing.facts:
            self.position += 1
            record: Record[Any] = Record(
                self.position, writing.stream, len(history) + 1, fact, hand.by, hand.on_behalf_of,
                writing.occurred_at or hand.at, hand.at, hand.command, hand.correlation, hand.causation, b"",
            )  # fmt: skip
            history.append(record)
            for listen in self.listeners:
                listen(record)
            yield record

    def forget(self, stream: UUID) -> None:
        """A story that is over is not asked for again."""
        self._histories.pop(stream, None)
        self.states.pop(stream, None)


@dataclass
class _Time:
    """The moment that is played, and how often a story has been told to wait."""

    now: datetime
    begun: int = 0


class Stage:
    """Plays many stories at once, always the one whose moment comes next."""

    def __init__(self, seed: int, seals: Seals) -> None:
        self.seed = seed
        self.journal = Rehearsal()
        answering = cast(Journal, self.journal)  # a rehearsal answers all that requests ask of a journal
        self.desk: Desk = RememberingDesk(answering, seals, self.journal)
        self._time = _Time(datetime(1, 1, 1, tzinfo=UTC))
        self._space = uuid5(OF_THE_DEMO, str(seed))
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._units: dict[str, UnitId] = {}

    @property
    def now(self) -> datetime:
        """The moment that is played."""
        return self._time.now

    def aside(self, name: str) -> Stage:
        """The same stage for other actors: what they do and make is theirs, though they call it by the same names."""
        beside = copy.copy(self)
        beside._space, beside._units = uuid5(self._space, name), {}
        return beside

    def command(self, act: str) -> UUID:
        """The command of an act, by its name; what is made by it follows from it."""
        return uuid5(self._space, act)

    def unit(self, code: str) -> UnitId:
        """The unit that is registered under a code."""
        known = self._units.get(code)
        if known is None:
            known = self._units[code] = UnitId(self.made_by(f"unit {code}", "unit"))
        return known

    def made_by(self, act: str, what: str) -> UUID:
        """The id of what an act makes."""
        return uuid5(self.command(act), what)

    def hand(self, by: PersonId, act: str, on_behalf_of: PersonId | None = None) -> Hand:
        return Hand(by, self.now, self.command(act), on_behalf_of)

    def begin(self, story: Story) -> None:
        """A story joins those that wait for their moment."""
        self._wait(story)

    def play(self, until: datetime) -> Iterator[list[Command]]:
        """What is recorded up to a moment, in the order of time, a scene at once."""
        while self._waiting and self._waiting[0][0] <= until:
            self._time.now, _, story = heapq.heappop(self._waiting)
            self._wait(story)
            if self.journal.told:
                told, self.journal.told = self.journal.told, []
                yield told

    def _wait(self, story: Story) -> None:
        when = next(story, None)
        if when is not None:
            self._time.begun += 1
            heapq.heappush(self._waiting, (max(when, self.now), self._time.begun, story))
