"""Several workers share what is to be kept up: each holds a fair part of it, and loses it within seconds when it dies.

A lease only spares work: two that hold the same share for a moment apply no position twice, as a view's mark moves by
compare-and-set.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from projections.view import View
from workflows.journal.leases import Leases

WORKER, SHARE = "worker ", "share "
SHARES = 4
"""Into so many parts the views are dealt."""


@dataclass
class Sharing:
    """One worker's part; `renew` well before `seconds` are over."""

    leases: Leases
    holder: str
    seconds: float
    mine: tuple[int, ...] = ()

    def renew(self) -> tuple[int, ...]:
        """Keep what is held, give back what is more than fair, take over what nobody holds."""
        self.leases.take(WORKER + self.holder, self.holder, self.seconds)
        fair = math.ceil(SHARES / max(1, len(self.leases.held(WORKER))))
        kept: list[int] = []
        for share in sorted(range(SHARES), key=lambda one: one not in self.mine):  # first those that are held already
            if len(kept) >= fair:
                self._give_back(share)
            elif self.leases.take(f"{SHARE}{share}", self.holder, self.seconds):
                kept.append(share)
        self.mine = tuple(kept)
        return self.mine

    def end(self) -> None:
        """Leave everything to the others."""
        for share in self.mine:
            self.leases.give_back(f"{SHARE}{share}", self.holder)
        self.leases.give_back(WORKER + self.holder, self.holder)
        self.mine = ()

    def _give_back(self, share: int) -> None:
        if share in self.mine:
            self.leases.give_back(f"{SHARE}{share}", self.holder)


def dealt(views: Sequence[View], shares: tuple[int, ...]) -> list[View]:
    """The views of some shares."""
    return [view for number, view in enumerate(views) if number % SHARES in shares]
