"""Settles the commands of a group in memory, under the lock of the journal's end: each stands or falls alone."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from workflows.journal.chain import leaf, link
from workflows.journal.conflicts import ClaimTaken, CommandReused, Conflict, CopyDiffers, OutOfOrder, StaleVersion
from workflows.journal.entry import Answer, Ask, Claim, Draft, Entry, Head, Receipt, Tracking, moment

Outcome = Receipt | Exception


class Known(NamedTuple):
    """What the database says about everything that a group of commands touches. Streams without entries are absent."""

    commands: dict[UUID, Answer]
    versions: dict[UUID, int]
    holders: dict[str, UUID]


class Place(NamedTuple):
    """Where a fact comes to stand; the first fact of its command carries what is known of the command."""

    position: int
    recorded_at: int
    hash: bytes
    first: bool


class Taken(NamedTuple):
    """A claim that a command took at a position."""

    claim: Claim
    position: int


class Released(NamedTuple):
    """A name that a command gave up at a position."""

    name: str
    position: int


class Settlement:
    """What is to be written for a group of commands, after asking each in turn."""

    def __init__(self, head: Head, known: Known) -> None:
        self.head = head
        self.entries: list[Entry] = []
        self.names: list[Taken | Released] = []
        self.tracked: list[Tracking] = []
        self._known = known

    def outcome(self, ask: Ask) -> Outcome:
        """The receipt of a command that stands, or the reason why it falls; a fallen one leaves no trace."""
        try:
            return self._receipt(ask)
        except Conflict as conflict:
            return conflict

    def whole(self, asks: Iterable[Ask]) -> list[Outcome]:
        """All receipts; the first command that falls raises its reason."""
        return [self._receipt(ask) for ask in asks]

    def _receipt(self, ask: Ask) -> Receipt:
        if ask.command_facts is not None and ask.command in self._known.commands:
            return _answered_before(ask, self._known.commands[ask.command])
        versions = self._versions_after(ask)
        holders = self._holders_after(ask)
        entries = self._chained(ask)
        receipt = Receipt(tuple(entry.position for entry in entries), versions)
        self._keep_names(ask, holders)
        self._keep(ask, entries, receipt)
        return receipt

    def _versions_after(self, ask: Ask) -> dict[UUID, int]:
        for stream, version in ask.guards:
            if self._known.versions.get(stream, 0) != version:
                raise StaleVersion(stream, version)
        after: dict[UUID, int] = {}
        for draft in ask.drafts:
            latest = after.get(draft.stream, self._known.versions.get(draft.stream))
            if not _follows(draft, latest, ask.exact):
                raise StaleVersion(draft.stream, draft.version - 1)
            after[draft.stream] = draft.version
        return after

    def _holders_after(self, ask: Ask) -> dict[str, UUID]:
        """Who holds each name that the command touches, once it stands."""
        held = self._known.holders
        holders = {name: held[name] for name in ask.names if name in held and name not in ask.releases}
        for name, holder in ask.claims:
            if holders.setdefault(name, holder) != holder:
                raise ClaimTaken(name, holders[name])
        return holders

    def _chained(self, ask: Ask) -> list[Entry]:
        recorded_at = self._recorded_at(ask)
        position, previous = self.head.position, self.head.hash
        entries: list[Entry] = []
        for draft in ask.drafts:
            position += 1
            previous = link(previous, leaf(draft, position, recorded_at))
            entries.append(_entry(draft, ask, Place(position, recorded_at, previous, not entries)))
        if ask.hash is not None and previous != ask.hash:
            raise CopyDiffers(position)
        return entries

    def _recorded_at(self, ask: Ask) -> int:
        _, _, latest, now = self.head
        if ask.recorded_at is None:
            return max(latest, now)
        if not latest <= ask.recorded_at <= now:
            raise OutOfOrder(moment(ask.recorded_at), moment(latest), moment(now))
        return ask.recorded_at

    def _keep_names(self, ask: Ask, holders: dict[str, UUID]) -> None:
        position, held = self.head.position + 1, self._known.holders
        for name in ask.names:
            before = held.pop(name, None)
            if before is not None and (name in ask.releases or before != holders.get(name)):
                self.names.append(Released(name, position))
                before = None
            if name in holders and before is None:
                self.names.append(Taken(Claim(name, holders[name]), position))
        held.update(holders)

    def _keep(self, ask: Ask, entries: list[Entry], receipt: Receipt) -> None:
        self.tracked += [] if ask.tracking is None else [ask.tracking]
        self.entries += entries
        self._known.versions.update(receipt.versions)
        if ask.command is not None and ask.command_facts is not None:
            self._known.commands[ask.command] = Answer(ask.fingerprint or b"", receipt)
        if entries:
            last = entries[-1]
            self.head = Head(last.position, last.hash, last.recorded_at, self.head.now)


def _answered_before(ask: Ask, answer: Answer) -> Receipt:
    if answer.fingerprint != (ask.fingerprint or b""):
        raise CommandReused(ask.command)
    return answer.receipt


def _follows(draft: Draft, latest: int | None, exact: bool) -> bool:
    if exact:
        return draft.version == (latest or 0) + 1
    return latest is None or draft.version > latest


def _entry(draft: Draft, ask: Ask, place: Place) -> Entry:
    position, recorded_at, digest, first = place
    actor, on_behalf_of, correlation, causation = draft.signature
    return Entry(
        position, draft.stream, draft.version, draft.topic, draft.payload, actor, on_behalf_of, ask.command,
        ask.command_facts if first else None, ask.fingerprint if first else None,
        correlation, causation, draft.occurred_at, recorded_at, digest,
    )  # fmt: skip
