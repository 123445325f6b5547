"""Group commit, led by one thread: what arrives while a commit runs goes into the next one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Condition

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
        self._turn = Condition()
        self._led = False
        self._arrived: list[_Waiting] = []

    def record(self, ask: Ask) -> Receipt:
        """The receipt, after the commit; or the reason why this command fell, raised."""
        mine = _Waiting(ask)
        with self._turn:
            self._arrived.append(mine)
        while self._must_lead(mine):
            self._lead_one_group()
        if isinstance(mine.outcome, Exception):
            raise mine.outcome
        assert mine.outcome is not None
        return mine.outcome

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No group is committed meanwhile: for long transactions of imports."""
        self._must_lead(None)
        try:
            yield
        finally:
            self._hand_over()

    def _must_lead(self, mine: _Waiting | None) -> bool:
        """Waits until the command is settled by another thread, or the lead is free: then it is taken."""
        with self._turn:
            while (mine is None or mine.outcome is None) and self._led:
                self._turn.wait()
            if mine is not None and mine.outcome is not None:
                return False
            self._led = True
            return True

    def _lead_one_group(self) -> None:
        with self._turn:
            group, self._arrived = self._arrived[:LARGEST_GROUP], self._arrived[LARGEST_GROUP:]
        outcomes: Sequence[Outcome] = [OutcomeUnknown()] * len(group)
        try:
            outcomes = self._commit([waiting.ask for waiting in group])
        finally:  # nobody waits for ever, whatever became of the thread that led
            for waiting, outcome in zip(group, outcomes, strict=True):
                waiting.outcome = outcome
            self._hand_over()

    def _hand_over(self) -> None:
        with self._turn:
            self._led = False
            self._turn.notify_all()
