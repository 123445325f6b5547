"""Group commit, led by one thread: what arrives while a commit runs goes into the next one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from workflows.journal.conflicts import OutcomeUnknown
from workflows.journal.entry import Ask, Receipt
from workflows.journal.settlement import Outcome

LARGEST_GROUP = 256


class _Waiting:
    """A command on its way, and what became of it."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.outcome: Outcome | None = None


class GroupCommit:
    """Threads never compete for the database: whoever finds the lead free commits for all that wait."""

    def __init__(self, commit: Callable[[Sequence[Ask]], Sequence[Outcome]]) -> None:
        self._commit = commit
        self._lead = Lock()
        self._arrivals = Lock()
        self._arrived: list[_Waiting] = []

    def record(self, ask: Ask) -> Receipt:
        """The receipt, after the commit; or the reason why this command fell, raised."""
        mine = _Waiting(ask)
        with self._arrivals:
            self._arrived.append(mine)
        with self._lead:
            while mine.outcome is None:
                self._lead_one_group()
        if isinstance(mine.outcome, Exception):
            raise mine.outcome
        return mine.outcome

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No group is committed meanwhile: for long transactions of imports."""
        with self._lead:
            yield

    def _lead_one_group(self) -> None:
        with self._arrivals:
            group, self._arrived = self._arrived[:LARGEST_GROUP], self._arrived[LARGEST_GROUP:]
        outcomes: Sequence[Outcome] = [OutcomeUnknown()] * len(group)
        try:
            outcomes = self._commit([waiting.ask for waiting in group])
        finally:  # nobody waits for ever, whatever became of the thread that led
            for waiting, outcome in zip(group, outcomes, strict=True):
                waiting.outcome = outcome
