"""Follows the journal as it grows: wakes at once for this process's appends, looks around for those of others."""

from collections import deque
from collections.abc import Sequence
from threading import Condition

from eventsourcing.persistence import ApplicationRecorder, Notification, Subscription

LOOK_AROUND = 0.1
"""Seconds after which another process's appends are seen."""
AT_ONCE = 500


class Bell:
    """Rung after each append of this process."""

    def __init__(self) -> None:
        self._condition = Condition()

    def ring(self) -> None:
        with self._condition:
            self._condition.notify_all()

    def wait(self) -> None:
        with self._condition:
            self._condition.wait(LOOK_AROUND)


class Following(Subscription[ApplicationRecorder]):
    """Positions have no gaps and never appear late, so whoever reads upwards misses nothing."""

    def __init__(self, recorder: ApplicationRecorder, bell: Bell, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder, gt, topics)
        self._bell = bell
        self._seen: deque[Notification] = deque()

    def stop(self) -> None:
        super().stop()
        self._bell.ring()

    def __next__(self) -> Notification:
        while not self._has_been_stopped and not self._seen:
            self._look()
        if self._has_been_stopped:
            raise StopIteration
        return self._seen.popleft()

    def _look(self) -> None:
        start = self._last_notification_id or 0
        found = self._recorder.select_notifications(start, AT_ONCE, topics=self._topics, inclusive_of_start=False)
        if found:
            self._seen.extend(found)
            self._last_notification_id = found[-1].id
        else:
            self._bell.wait()
