"""Given some facts, when a decision is asked, then these facts follow, or this refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import reduce
from typing import Any
from uuid import UUID, uuid5

import pytest

from domain.events.fact import Fact
from domain.names import PersonId, Sealed
from domain.record import Hand, Record
from domain.refusals import Refusal

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
WORDS = Sealed(UUID(int=1), b"sealed")
NOWHERE = UUID(int=0)


def hand(who: str, at: datetime = NOON, on_behalf_of: str | None = None) -> Hand:
    """Someone's hand at noon of 10 March 2026, unless said otherwise."""
    behalf = PersonId(on_behalf_of) if on_behalf_of else None
    return Hand(PersonId(who), at, uuid5(NOWHERE, f"{who}{at}"), behalf)


class By:
    """A fact with the one who recorded it."""

    def __init__(self, who: str, fact: Fact, at: datetime = NOON, on_behalf_of: str | None = None) -> None:
        self.hand, self.fact = hand(who, at, on_behalf_of), fact

    def record(self, position: int, stream: UUID) -> Record[Any]:
        by, at, command, behalf, *_ = self.hand
        return Record(position, stream, position, self.fact, by, behalf, at, at, command, command, None, b"")


class Story:
    """What happened so far, and the decision asked of it."""

    def __init__(self, empty: Any, past: tuple[By, ...], stream: UUID = NOWHERE) -> None:
        lines = [told.record(n, stream) for n, told in enumerate(past, start=1)]
        self.state = reduce(lambda state, line: state.after(line), lines, empty)

    def when(self, decide: Callable[[Any], Any]) -> Story:
        self.decide = decide
        return self

    def then(self, *expected: Fact) -> None:
        answer = self.decide(self.state)
        assert (answer if isinstance(answer, tuple) else (answer,)) == expected

    def allowed(self) -> None:
        assert self.decide(self.state) is not None

    def refused(self, refusal: type[Refusal]) -> Refusal:
        with pytest.raises(refusal) as raised:
            self.decide(self.state)
        return raised.value


def given(empty: Any, *past: By) -> Story:
    return Story(empty, past)
