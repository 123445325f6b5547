"""The chain that makes every alteration show: each entry's hash covers the one before it and its own leaf.

A leaf is canonical JSON (RFC 8785): keys sorted, no blanks. A later tree is built over the very same leaves.
"""

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import msgspec

from workflows.journal.entry import Draft, Entry, moment

LEAF_VERSION = 1
GENESIS = bytes(32)
"""What stands before the first entry."""

_encode = msgspec.json.Encoder().encode


class _Before(msgspec.Struct):
    """The keys of a leaf that sort before its index."""

    actor: str | None
    causation: int | None
    correlation: UUID | None


class _Between(msgspec.Struct):
    """The keys between its index and its time of recording."""

    occurred_at: str | None
    on_behalf_of: str | None
    payload_sha256: str


class _After(msgspec.Struct):
    """The keys after its time of recording."""

    stream: UUID
    stream_version: int
    topic: str
    v: int = LEAF_VERSION


class LeafParts(NamedTuple):
    """A leaf without its index and its time, which only the store knows: they go between the parts."""

    before: bytes
    between: bytes
    after: bytes


def leaf_parts(fact: Draft | Entry) -> LeafParts:
    """The three pieces of the leaf around `leaf_index` and `recorded_at`."""
    actor, on_behalf_of, correlation, causation = fact.signature if isinstance(fact, Draft) else _signature(fact)
    occurred_at = None if fact.occurred_at is None else timestamp(fact.occurred_at)
    before = _encode(_Before(actor, causation, correlation))[:-1] + b',"leaf_index":'
    between = (
        b","
        + _encode(_Between(occurred_at, on_behalf_of, sha256(fact.payload).hexdigest()))[1:-1]
        + b',"recorded_at":"'
    )
    after = b'",' + _encode(_After(fact.stream, fact.version, fact.topic))[1:]
    return LeafParts(before, between, after)


def _signature(entry: Entry) -> tuple[str | None, str | None, UUID | None, int | None]:
    return entry.actor, entry.on_behalf_of, entry.correlation, entry.causation


def leaf(fact: Draft | Entry, position: int, recorded_at: int) -> bytes:
    """The canonical leaf of a fact at a position: what auditors hash."""
    before, between, after = leaf_parts(fact)
    return b"%b%d%b%b%b" % (before, position - 1, between, timestamp(recorded_at).encode(), after)


def link(previous: bytes, leaf: bytes) -> bytes:
    """The hash of an entry: SHA-256 over the hash before it and its own leaf."""
    return sha256(previous + leaf).digest()


def timestamp(micros: int) -> str:
    """UTC with microseconds, as leaves show it: 2026-10-05T08:30:00.000000Z."""
    return moment(micros).isoformat(timespec="microseconds")[:-6] + "Z"
