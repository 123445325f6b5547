"""Brings commands into the store: in groups, each on its own feet, and asks again where an answer was lost."""

import time
from collections.abc import Sequence

from workflows.journal.conflicts import CommitLost, JournalUnreachable, OutcomeUnknown
from workflows.journal.entry import Ask, Receipt
from workflows.journal.group_commit import GroupCommit
from workflows.journal.settlement import Outcome
from workflows.journal.store import Store
from workflows.journal.subscription import Bell

PAUSES = (0.0, 0.05, 0.25, 1.0)
"""Seconds before each attempt to reach the database."""


class Appending:
    """The one way into a store for all threads of a process."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.bell = Bell()
        self._group = GroupCommit(self._commit)

    def record(self, ask: Ask) -> Receipt:
        """Settle one command, together with those of other threads; raises the reason why it fell."""
        receipt = self._group.record(ask)
        self.bell.ring()
        return receipt

    def record_whole(self, asks: Sequence[Ask]) -> list[Receipt]:
        """Settle many commands in a transaction of their own; all of them fall with the first that does."""
        with self._group.alone():
            outcomes = self.store.append(asks, whole=True)
        self.bell.ring()
        return [outcome for outcome in outcomes if isinstance(outcome, Receipt)]

    def _commit(self, asks: Sequence[Ask]) -> list[Outcome]:
        """Outcomes of a group. A lost answer is no conflict: the same commands are asked again, by their ids."""
        lost: Exception = JournalUnreachable()
        for pause in PAUSES:
            if pause:  # even a sleep of no length gives the processor away
                time.sleep(pause)
            try:
                return self.store.append(asks)
            except CommitLost:
                lost = OutcomeUnknown()
                if any(ask.command_facts is None for ask in asks):
                    break
            except self.store.unreachable as error:
                lost.__cause__ = error
            except self.store.refused as error:
                return [error] if len(asks) == 1 else [self._commit([ask])[0] for ask in asks]
        return [lost for _ in asks]
