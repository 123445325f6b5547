"""The journal out and in again, one JSON object a line: the same positions, times and hashes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID

import msgspec

from domain.events.fact import Parked
from workflows.journal.appending import Appending
from workflows.journal.codec import Codec
from workflows.journal.conflicts import LineNotUnderstood
from workflows.journal.entry import Ask, Claim, Draft, Entry, Signature, micros, moment
from workflows.journal.store import BATCH, LAST, Store

T = TypeVar("T")


class Line(msgspec.Struct, omit_defaults=True):
    """One entry as other programs see it. `fact` is the very text that is hashed; `payload` stands where it is no JSON.

    A history from elsewhere needs `stream`, `version`, `topic`, `fact` and `recorded_at`; without `hash` it is new.
    """

    stream: UUID
    version: int
    topic: str
    recorded_at: datetime
    position: int | None = None
    fact: msgspec.Raw = msgspec.Raw()
    payload: bytes | None = None
    by: str | None = None
    on_behalf_of: str | None = None
    command: UUID | None = None
    command_facts: int | None = None
    fingerprint: bytes | None = None
    correlation: UUID | None = None
    causation: int | None = None
    occurred_at: datetime | None = None
    claims: tuple[tuple[str, UUID], ...] = ()
    releases: tuple[str, ...] = ()
    hash: str | None = None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Line).decode


def export(store: Store, first: int = 1, last: int = LAST) -> Iterator[bytes]:
    """A line for each entry between two positions, without line ends."""
    while entries := store.entries("span", first=first, last=last, count=BATCH):
        yield from _lines(store, entries)
        first = entries[-1].position + 1


def _lines(store: Store, entries: Sequence[Entry]) -> Iterator[bytes]:
    span = {"first": entries[0].position, "last": entries[-1].position}
    claims: dict[object, list[tuple[str, UUID]]] = {}
    releases: dict[object, list[str]] = {}
    for position, name, holder in store.claims_taken(**span):
        claims.setdefault(position, []).append((name, holder))
    for position, name in store.claims_released(**span):
        releases.setdefault(position, []).append(name)
    for entry in entries:
        line = _line(entry)
        line.claims = tuple(claims.get(entry.position, ()))
        line.releases = tuple(releases.get(entry.position, ()))
        yield _encode(line)


def _line(entry: Entry) -> Line:
    readable = _is_one_line_of_json(entry.payload)
    return Line(
        entry.stream, entry.version, entry.topic, moment(entry.recorded_at), entry.position,
        fact=msgspec.Raw(entry.payload if readable else b""), payload=None if readable else entry.payload,
        by=entry.actor, on_behalf_of=entry.on_behalf_of, command=entry.command, command_facts=entry.command_facts,
        fingerprint=entry.fingerprint, correlation=entry.correlation, causation=entry.causation,
        occurred_at=None if entry.occurred_at is None else moment(entry.occurred_at), hash=entry.hash.hex(),
    )  # fmt: skip


def _is_one_line_of_json(payload: bytes) -> bool:
    try:
        msgspec.json.decode(payload, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeError):
        return False
    return b"\n" not in payload


def import_lines(appending: Appending, codec: Codec, lines: Iterable[bytes | str]) -> int:
    """Append lines in their order, a batch a transaction; how many were recorded.

    Raises `CopyDiffers`, `OutOfOrder`, `StaleVersion` or `LineNotUnderstood`; batches before that one stay.
    """
    asks = (_ask(codec, number, line) for number, line in enumerate(lines, start=1) if line.strip())
    return sum(len(appending.record_whole(batch)) for batch in batches(asks, BATCH))


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most `size`, taken as they come."""
    source = iter(things)
    while batch := list(islice(source, size)):
        yield batch


def _ask(codec: Codec, number: int, text: bytes | str) -> Ask:
    try:
        line = _decode(text)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise LineNotUnderstood(number) from error
    payload = bytes(line.fact) or line.payload or b""
    if line.hash is None and isinstance(codec.decode(line.topic, payload), Parked):
        raise LineNotUnderstood(number)
    return _faithful(line, payload)


def _faithful(line: Line, payload: bytes) -> Ask:
    signature = Signature(line.by, line.on_behalf_of, line.correlation, line.causation)
    occurred_at = None if line.occurred_at is None else micros(line.occurred_at)
    return Ask(
        (Draft(line.stream, line.version, line.topic, payload, occurred_at, signature),),
        line.command,
        line.command_facts,
        line.fingerprint,
        tuple(Claim(*claim) for claim in line.claims),
        line.releases,
        recorded_at=micros(line.recorded_at),
        hash=bytes.fromhex(line.hash) if line.hash else None,
        exact=line.hash is None,
    )
