"""What a hand asks the journal to record."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.events.fact import Fact
from domain.record import Hand
from workflows.journal.codec import Codec
from workflows.journal.entry import Ask, Claim, Draft, Signature, micros


class Writing(NamedTuple):
    """Facts for one stream, which is expected to stand at version `expected` before them (0: it does not exist yet).

    Without facts the writing only guards that the stream has not moved. `occurred_at` may lie in the past; left open,
    the facts happened when the hand wrote.
    """

    stream: UUID
    expected: int
    facts: tuple[Fact, ...]
    occurred_at: datetime | None = None


class Command(NamedTuple):
    """Everything of one command; `recorded_at` is brought by history and the demo alone.

    A name given as text is claimed for the first writing's stream; releases come before claims.
    """

    hand: Hand
    writings: tuple[Writing, ...]
    recorded_at: datetime | None = None
    claims: Iterable[str | Claim] = ()
    releases: Iterable[str] = ()
    fingerprint: bytes = b""


def ask_of(codec: Codec, command: Command) -> Ask:
    """The command in the store's own words."""
    hand, writings, recorded_at, claims, releases, fingerprint = command
    drafts = tuple(_drafts(codec, hand, writings))
    if not drafts:
        raise ValueError("a command records at least one fact")
    own = drafts[0].stream
    return Ask(
        drafts,
        hand.command,
        len(drafts),
        fingerprint,
        tuple(claim if isinstance(claim, Claim) else Claim(claim, own) for claim in claims),
        tuple(releases),
        guards=tuple((writing.stream, writing.expected) for writing in writings if not writing.facts),
        recorded_at=None if recorded_at is None else micros(recorded_at),
    )


def _drafts(codec: Codec, hand: Hand, writings: Iterable[Writing]) -> Iterator[Draft]:
    signature = Signature(hand.by, hand.on_behalf_of, hand.correlation, hand.causation)
    for stream, expected, facts, occurred_at in writings:
        when = micros(occurred_at or hand.at)
        for version, fact in enumerate(facts, start=expected + 1):
            yield Draft(stream, version, codec.topic(fact), codec.encode(fact), when, signature)
