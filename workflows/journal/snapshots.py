"""The library's snapshots. Streams here are short, so nothing of ours takes any; the interface asks for them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from eventsourcing.persistence import AggregateRecorder, IntegrityError, StoredEvent

from workflows.journal.store import Store
from workflows.journal.tables import SNAPSHOT


class SnapshotRecorder(AggregateRecorder):
    """States of aggregates at versions, beside the journal."""

    def __init__(self, store: Store) -> None:
        self._engine = store.engine
        self._transaction = store.transaction
        self._sqlite = store.engine.dialect.name == "sqlite"

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        rows = [
            {"stream": self._id(e.originator_id), "version": e.originator_version, "topic": e.topic, "state": e.state}
            for e in stored_events
        ]
        if not rows:
            return
        try:
            with self._transaction(self._engine) as connection:
                connection.execute(sa.insert(SNAPSHOT), rows)
        except sa.exc.IntegrityError as error:
            raise IntegrityError(str(error.orig)) from error

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        version = SNAPSHOT.c.version
        found = sa.select(SNAPSHOT).where(SNAPSHOT.c.stream == self._id(originator_id))
        found = found if gt is None else found.where(version > gt)
        found = found if lte is None else found.where(version <= lte)
        found = found.order_by(version.desc() if desc else version).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(found).all()
        return [StoredEvent(self._uuid(row.stream), row.version, row.topic, row.state) for row in rows]

    def _id(self, stream: UUID | str) -> object:
        return UUID(str(stream)).bytes if self._sqlite else stream

    def _uuid(self, stream: UUID | bytes) -> UUID:
        return UUID(bytes=stream) if isinstance(stream, bytes) else stream
