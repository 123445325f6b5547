"""A worker: keeps its shares of the views up, lets steps move, and stands by for the round, mail and signing."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from projections import VIEWS
from projections.runner import Runner
from projections.sheet import where_it_broke
from web.house import House
from web.rounds.keeper import Keeper, Pace
from web.rounds.sharing import Sharing, dealt
from workflows.journal import following

LOOK = 0.05
"""Seconds between two looks at the journal's end."""
WITH_THE_REST = 0
"""Whoever holds this share keeps names and search up too, and lets steps move."""


@dataclass
class Worker:
    """One process's part of the work; `work` goes on until told to end, whatever is away for a while."""

    here: House
    pace: Pace = field(default_factory=Pace)
    holder: str = field(default_factory=lambda: str(uuid4()))
    ending: threading.Event = field(default_factory=threading.Event)
    _said: dict[str, str] = field(default_factory=dict)
    _reached: tuple[int, tuple[int, ...]] = (-1, ())

    def __post_init__(self) -> None:
        self.sharing = Sharing(self.here.leases, self.holder, self.pace.lease)

    def work(self) -> None:
        """Views in this thread; the leases and the round in threads of their own."""
        keeper = Keeper(self.here, self.pace, self.holder)
        beside = [threading.Thread(target=one, daemon=True) for one in (self._keep_shares, keeper.keep)]
        for thread in beside:
            thread.start()
        while not self.ending.wait(LOOK):
            self._attempt(self.read_on)
        keeper.end()
        for thread in beside:
            thread.join(timeout=30)

    def read_on(self) -> None:
        """Bring the views of its shares to the journal's end, where either has changed since."""
        shares, head = self.sharing.mine, self.here.journal.head()
        if not shares or (head, shares) == self._reached:
            return
        if WITH_THE_REST in shares:
            following.catch_up(self.here.keys, self.here.journal)
        Runner(self.here.views.engine, self.here.journal, dealt(VIEWS, shares)).catch_up()
        if WITH_THE_REST in shares and not self._let_steps_move(head):
            return
        self._reached = head, shares

    def _let_steps_move(self, head: int) -> bool:
        """As far as every view has come, the others' too; whether that was far enough."""
        come = min(one.position for one in self.here.views.status())
        self.here.steps.catch_up(come)
        return come >= head

    def _keep_shares(self) -> None:
        self._attempt(self.sharing.renew)
        while not self.ending.wait(self.pace.lease / 5):
            self._attempt(self.sharing.renew)
        self._attempt(self.sharing.end)

    def _attempt(self, duty: Callable[[], object]) -> None:
        """What goes wrong is said once, and tried again."""
        name = getattr(duty, "__name__", "work")
        try:
            duty()
            self._said.pop(name, None)
        except Exception as wrong:  # noqa: BLE001  # a database that is away is waited for
            told = where_it_broke(wrong)
            if told != self._said.get(name):
                print(f"worker: {told}", file=sys.stderr, flush=True)  # noqa: T201  # nobody asked: it is said here
            self._said[name] = told
