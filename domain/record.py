"""A fact together with who recorded it, for whom, when, why and where in the journal."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar
from uuid import UUID

from domain.events.fact import Fact
from domain.names import PersonId

F = TypeVar("F", bound=Fact)


class Hand(NamedTuple):
    """Whose hand writes, for whom, when, and by which command.

    `at` is the local clock of the Party organisation, with its zone: `today` is its date.
    """

    by: PersonId
    at: datetime
    command: UUID
    on_behalf_of: PersonId | None = None
    correlation: UUID | None = None
    causation: int | None = None

    @property
    def people(self) -> frozenset[PersonId]:
        """Everyone whose act this is: duties are kept apart by person, not by account."""
        return frozenset({self.by, self.on_behalf_of} - {None})  # type: ignore[arg-type]  # None is taken out

    @property
    def today(self) -> date:
        return self.at.date()


class Record(NamedTuple, Generic[F]):
    """One line of the journal. `recorded_at` is the store's clock, `occurred_at` may be earlier."""

    position: int
    stream: UUID
    version: int
    fact: F
    by: PersonId
    on_behalf_of: PersonId | None
    occurred_at: datetime
    recorded_at: datetime
    command: UUID | None
    correlation: UUID | None
    causation: int | None
    hash: bytes

    @property
    def people(self) -> frozenset[PersonId]:
        return frozenset({self.by, self.on_behalf_of} - {None})  # type: ignore[arg-type]  # None is taken out


class State(Protocol):
    """Anything with a history."""

    def after(self, record: Record[Any]) -> Self: ...


S = TypeVar("S", bound=State)


def as_of(empty: S, history: Iterable[Record[Any]]) -> S:
    """Fold a history into the state that decisions are taken on."""
    state = empty
    for record in history:
        state = state.after(record)
    return state
