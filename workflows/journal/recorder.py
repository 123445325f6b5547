"""The library's recorder interfaces on our store, the same on SQLite and PostgreSQL."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    InfrastructureFactory,
    IntegrityError,
    Notification,
    OperationalError,
    ProcessRecorder,
    StoredEvent,
    TrackingRecorder,
)
from eventsourcing.persistence import Tracking as Tracked
from eventsourcing.utils import Environment, resolve_topic

from workflows.journal.appending import Appending
from workflows.journal.conflicts import AlreadyTracked, JournalUnreachable, OutcomeUnknown, StaleVersion
from workflows.journal.entry import Ask, Draft, Entry, Tracking
from workflows.journal.migration import open_store
from workflows.journal.snapshots import SnapshotRecorder
from workflows.journal.store import LAST
from workflows.journal.subscription import Following

DATABASE_URL = "DATABASE_URL"


class JournalRecorder(ApplicationRecorder):
    """Events in streams and, by position, in the whole journal."""

    def __init__(self, appending: Appending) -> None:
        self.appending = appending
        self.store = appending.store

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        drafts = tuple(_draft(event) for event in stored_events)
        tracking: Tracking | None = kwargs.get("tracking") and self._tracking(kwargs["tracking"])
        if not drafts and tracking is None:
            return []
        try:
            return list(self.appending.record(Ask(drafts, tracking=tracking, exact=False)).positions)
        except (StaleVersion, AlreadyTracked) as conflict:
            raise IntegrityError(str(conflict)) from conflict
        except (JournalUnreachable, OutcomeUnknown) as lost:
            raise OperationalError(str(lost)) from lost

    def _tracking(self, tracked: Tracked) -> Tracking:
        raise IntegrityError(f"this recorder follows nobody: {tracked}")

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        name = "history_backwards" if desc else "history"
        given = {"gt": -LAST if gt is None else gt, "lte": lte or LAST, "count": limit or LAST}
        return [_stored(entry) for entry in self.store.entries(name, stream=originator_id, **given)]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        first = (start or 0) + (0 if inclusive_of_start else 1)
        given: dict[str, object] = {"first": first, "last": LAST if stop is None else stop, "count": limit}
        name = "span_of_topics" if topics else "span"
        given |= {"topics": list(topics)} if topics else {}
        return [_notification(entry) for entry in self.store.entries(name, **given)]

    def max_notification_id(self) -> int | None:
        return self.store.head() or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Following:
        return Following(self, self.appending.bell, gt, topics)


class FollowerRecorder(TrackingRecorder):
    """How far a follower has come: moved by compare and set, so that two runs never both apply a position."""

    def __init__(self, appending: Appending, follower: str) -> None:
        self.store = appending.store
        self.follower = follower

    def insert_tracking(self, tracking: Tracked) -> None:
        try:
            self.store.track(self._tracking(tracking))
        except AlreadyTracked as conflict:
            raise IntegrityError(str(conflict)) from conflict

    def max_tracking_id(self, application_name: str) -> int | None:
        return self.store.tracked(self.follower, application_name)

    def _tracking(self, tracked: Tracked) -> Tracking:
        return Tracking(self.follower, tracked.application_name, tracked.notification_id)


class FollowingRecorder(FollowerRecorder, JournalRecorder, ProcessRecorder):
    """Records events and how far their cause was followed in one transaction."""

    def __init__(self, appending: Appending, follower: str) -> None:
        JournalRecorder.__init__(self, appending)
        FollowerRecorder.__init__(self, appending, follower)


class JournalFactory(InfrastructureFactory[TrackingRecorder]):
    """Opens the database named by `DATABASE_URL`; it makes no tables, `migrate` does."""

    def __init__(self, env: Environment | dict[str, str] | None) -> None:
        super().__init__(env)
        self.appending = Appending(open_store(self.env.get(DATABASE_URL) or ""))

    def application_recorder(self) -> JournalRecorder:
        return JournalRecorder(self.appending)

    def aggregate_recorder(self, purpose: str = "snapshots") -> SnapshotRecorder:
        return SnapshotRecorder(self.appending.store)

    def tracking_recorder(self, tracking_recorder_class: type[TrackingRecorder] | None = None) -> TrackingRecorder:
        topic = self.env.get(self.TRACKING_RECORDER_TOPIC)
        kind = tracking_recorder_class or (resolve_topic(topic) if topic else FollowerRecorder)
        return cast(type[FollowerRecorder], kind)(self.appending, self.env.name)

    def process_recorder(self) -> FollowingRecorder:
        return FollowingRecorder(self.appending, self.env.name)

    def close(self) -> None:
        self.appending.store.close()


def _draft(event: StoredEvent) -> Draft:
    return Draft(cast(UUID, event.originator_id), event.originator_version, event.topic, event.state)


def _stored(entry: Entry) -> StoredEvent:
    return StoredEvent(entry.stream, entry.version, entry.topic, entry.payload)


def _notification(entry: Entry) -> Notification:
    return Notification(entry.stream, entry.version, entry.topic, entry.payload, entry.position)
