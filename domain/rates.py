"""Rates out of small numbers: shares with an interval, and differences that may be chance, said to be so.

Source: E. B. Wilson (1927) for a share, R. G. Newcombe (1998), method 10, for the difference of two.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

Z = 1.959964
"""Nineteen times out of twenty the interval holds the true share."""
SMALL = 30
"""Fewer cases than this are said to be few."""


class Interval(NamedTuple):
    """From the least to the most that is likely."""

    low: float
    high: float


class Rate(NamedTuple):
    """So many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where there is nothing to share."""
        return self.part / self.whole if self.whole else None

    @property
    def is_small(self) -> bool:
        return self.whole < SMALL

    @property
    def interval(self) -> Interval | None:
        """Where the true share likely lies (95 %)."""
        if not self.whole:
            return None
        n, p, z2 = self.whole, self.part / self.whole, Z * Z
        middle, spread = p + z2 / (2 * n), Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return Interval(max(0.0, (middle - spread) / (1 + z2 / n)), min(1.0, (middle + spread) / (1 + z2 / n)))

    def plus(self, other: Rate) -> Rate:
        return Rate(self.part + other.part, self.whole + other.whole)


class Difference(NamedTuple):
    """How far one share lies from another, and what of it is likely."""

    value: float
    interval: Interval

    @property
    def is_clear(self) -> bool:
        """Not to be explained by chance alone."""
        return self.interval.low > 0 or self.interval.high < 0


def difference(before: Rate, after: Rate) -> Difference | None:
    """After less before; None where one of them is of nothing."""
    one, other = before.interval, after.interval
    if one is None or other is None:
        return None
    p, q = before.part / before.whole, after.part / after.whole
    low = (q - p) - sqrt((q - other.low) ** 2 + (one.high - p) ** 2)
    high = (q - p) + sqrt((other.high - q) ** 2 + (p - one.low) ** 2)
    return Difference(q - p, Interval(low, high))
