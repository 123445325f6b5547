"""The numbers of each view and of a replica: how far it has come, how far behind it is, how fast it reads."""

import threading
import time
from collections import deque
from collections.abc import Callable, Collection

from prometheus_client import CollectorRegistry, Gauge

from projections.runner import ViewStatus
from web.house import House

LOOKED_BACK = 60.0
"""Seconds over which a rate is told, as far as this process was asked that long ago."""


class Pace:
    """How many facts a second a view reads, by what was seen of it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[str, deque[tuple[float, int]]] = {}

    def seen(self, view: str, position: int) -> float:
        """Facts a second since the look a minute ago, or the first one; 0 at first, and where a view began anew."""
        now, looks = self._clock(), self._seen.setdefault(view, deque())
        looks.append((now, position))
        while len(looks) > 2 and now - looks[1][0] >= LOOKED_BACK:
            looks.popleft()
        then, before = looks[0]
        return max(position - before, 0) / (now - then) if now > then else 0.0


class ViewNumbers:
    """What is told of the views, by their names, and of the replica where one is named."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def each(name: str, about: str) -> Gauge:
            return Gauge(f"nenep_view_{name}", about, ("view",), registry=registry)

        self._registry, self._pace, self._one_at_a_time = registry, Pace(), threading.Lock()
        self._replica: ReplicaNumbers | None = None
        self._position = each("position", "Up to which position of the journal a view has read.")
        self._lag = each("lag", "Facts that a view has yet to read.")
        self._behind = each("lag_seconds", "The age of the first fact that a view has yet to read.")
        self._rate = each("rate", "Facts a second that a view has read, over the last minute.")
        self._parked = each("parked", "Facts that a view could not take in.")

    def look(self, here: House, head: int) -> None:
        """See how things stand, in one look at the journal for all that is behind."""
        status = here.views.status()
        reached = here.replica.position() if here.replica else None
        positions = {view.position for view in status} | ({reached} if reached is not None else set())
        waiting = seconds_behind(here, head, positions)
        with self._one_at_a_time:
            for view in status:
                self._tell(view, waiting[view.position])
            if here.replica:
                self._replica = self._replica or ReplicaNumbers(self._registry)
                self._replica.tell(reached, head, waiting)

    def _tell(self, view: ViewStatus, seconds: float) -> None:
        told = {self._position: view.position, self._lag: view.lag, self._parked: view.parked, self._behind: seconds}
        for gauge, number in told.items():
            gauge.labels(view.view).set(number)
        self._rate.labels(view.view).set(self._pace.seen(view.view, view.position))


class ReplicaNumbers:
    """Of the replica that pages are read from."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._up = Gauge("nenep_replica_up", "1 where the replica answers; 0: pages leave it out.", registry=registry)
        about = "Facts that pages read from the replica lack; not a number while it is away."
        self._lag = Gauge("nenep_replica_lag", about, registry=registry)
        about = "The age of the first fact that pages read from the replica lack; 0 where none is lacking."
        self._behind = Gauge("nenep_replica_lag_seconds", about, registry=registry)

    def tell(self, reached: int | None, head: int, waiting: dict[int, float]) -> None:
        self._up.set(reached is not None)
        self._lag.set(float("nan") if reached is None else max(head - reached, 0))
        self._behind.set(float("nan") if reached is None else waiting[reached])


def seconds_behind(here: House, head: int, positions: Collection[int]) -> dict[int, float]:
    """Of who has read up to a position: the age of the first fact that it has yet to read, in seconds."""
    unread = here.journal.at({one + 1 for one in positions if one < head})
    now = here.now()
    ages = {record.position - 1: max((now - record.recorded_at).total_seconds(), 0.0) for record in unread.values()}
    return {one: ages.get(one, 0.0) for one in positions}
