"""A figure is a ratio to a limit that was measured in the same run; absolutes do not travel between machines."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

REPEATS = 5


class Figure(NamedTuple):
    """One line of the table. `ratio` is to be at least `reach`, or at most where `at_most`; rates are per second."""

    name: str
    against: str
    ratio: float
    reach: float
    at_most: bool = False
    ours: float = 0.0
    limit: float = 0.0
    unit: str = "/s"

    @property
    def reached(self) -> bool:
        return self.ratio <= self.reach if self.at_most else self.ratio >= self.reach


def rates(*ways: Callable[[], float], repeats: int = REPEATS) -> list[float]:
    """The median rate of each way, the ways taking turns, so that a noisy minute falls on all of them."""
    seen: list[list[float]] = [[] for _ in ways]
    for _ in range(repeats):
        for way, found in zip(ways, seen, strict=True):
            gc.collect()
            found.append(way())
    return [statistics.median(found) for found in seen]


def times_a_second(act: Callable[[], object], seconds: float = 1.0) -> float:
    """How often an act can be done one after another."""
    done, begun = 0, time.perf_counter()
    while (spent := time.perf_counter() - begun) < seconds:
        act()
        done += 1
    return done / spent


def milliseconds(acts: Iterable[Callable[[], object]]) -> float:
    """The median time that one of the acts takes."""
    spent = []
    for act in acts:
        begun = time.perf_counter()
        act()
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def per_second(count: Callable[[], int]) -> float:
    """Things a second of one long act, which answers how many there were."""
    begun = time.perf_counter()
    return count() / (time.perf_counter() - begun)
