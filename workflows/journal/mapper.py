"""What the library sees of a fact: where it stands, and the fact itself under its bare topic."""

from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from domain.events.fact import Fact
from workflows.journal.codec import Codec


class Occurrence(NamedTuple):
    """A fact at a version of a stream, without its metadata: the library has no place for any."""

    originator_id: UUID
    originator_version: int
    fact: Fact


class RecordMapper(Mapper[UUID]):
    """Topics are bare names from the catalogue; nothing is imported to read one."""

    def __init__(self, codec: Codec) -> None:
        super().__init__(JSONTranscoder())
        self._codec = codec

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        fact: Any = domain_event.fact  # type: ignore[attr-defined]  # the journal maps occurrences alone
        topic, payload = self._codec.topic(fact), self._codec.encode(fact)
        return StoredEvent(domain_event.originator_id, domain_event.originator_version, topic, payload)

    def to_domain_event(self, stored_event: StoredEvent) -> Occurrence:
        fact = self._codec.decode(stored_event.topic, stored_event.state)
        return Occurrence(UUID(str(stored_event.originator_id)), stored_event.originator_version, fact)
