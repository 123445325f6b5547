"""What goes into the journal and what stands in it, in the plain types of Python."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Microseconds since 1970 in UTC; a moment without a zone is refused by Python itself."""
    return (moment - EPOCH) // MICROSECOND


def moment(micros: int) -> datetime:
    """The moment in UTC, exact to the microsecond."""
    return EPOCH + timedelta(microseconds=micros)


class Signature(NamedTuple):
    """Who wrote, for whom, and what it follows from. All absent where the library writes for itself."""

    actor: str | None = None
    on_behalf_of: str | None = None
    correlation: UUID | None = None
    causation: int | None = None


class Draft(NamedTuple):
    """A fact that is to become an entry: it has a version in its stream, but no position yet."""

    stream: UUID
    version: int
    topic: str
    payload: bytes
    occurred_at: int | None = None
    signature: Signature = Signature()


class Entry(NamedTuple):
    """One line of the journal as stored. Times are microseconds since 1970 in UTC.

    `command_facts` and `fingerprint` stand on the first fact of a command alone: how many facts the command recorded,
    and what the command contained.
    """

    position: int
    stream: UUID
    version: int
    topic: str
    payload: bytes
    actor: str | None
    on_behalf_of: str | None
    command: UUID | None
    command_facts: int | None
    fingerprint: bytes | None
    correlation: UUID | None
    causation: int | None
    occurred_at: int | None
    recorded_at: int
    hash: bytes

    @property
    def event_id(self) -> UUID:
        return event_id(self.stream, self.version)


def event_id(stream: UUID, version: int) -> UUID:
    """The same on every machine: a fact is known by its stream and its version there."""
    return uuid5(stream, str(version))


class Head(NamedTuple):
    """The end of the journal, and the store's clock while the end is held."""

    position: int
    hash: bytes
    recorded_at: int
    now: int


class Claim(NamedTuple):
    """A name that one stream alone may bear at a time, such as a unit's code."""

    name: str
    holder: UUID


class Receipt(NamedTuple):
    """What became of a command: the positions of its facts, and the versions its streams have after it."""

    positions: tuple[int, ...]
    versions: dict[UUID, int]


class Answer(NamedTuple):
    """The stored answer to a command, and the fingerprint of what it contained."""

    fingerprint: bytes
    receipt: Receipt


class Tracking(NamedTuple):
    """How far a follower has come in an application's journal."""

    follower: str
    application: str
    position: int


class Ask(NamedTuple):
    """One command as the store takes it; it stands or falls as a whole.

    `exact` asks that versions follow one another without a gap; `guards` are streams that must not have moved;
    `recorded_at` and `hash` are brought along by imports, `hash` being what the last draft's hash must become.
    """

    drafts: tuple[Draft, ...]
    command: UUID | None = None
    command_facts: int | None = None
    fingerprint: bytes | None = None
    claims: tuple[Claim, ...] = ()
    releases: tuple[str, ...] = ()
    guards: tuple[tuple[UUID, int], ...] = ()
    tracking: Tracking | None = None
    recorded_at: int | None = None
    hash: bytes | None = None
    exact: bool = True

    @property
    def streams(self) -> set[UUID]:
        return {draft.stream for draft in self.drafts} | {stream for stream, _ in self.guards}

    @property
    def is_lone(self) -> bool:
        """Whether nothing but one new fact of a command is to be recorded, as is most often."""
        plain = Ask(self.drafts, self.command, self.command_facts, self.fingerprint)
        return len(self.drafts) == 1 and self.command is not None and self.command_facts == 1 and self == plain

    @property
    def names(self) -> set[str]:
        return {claim.name for claim in self.claims} | set(self.releases)
