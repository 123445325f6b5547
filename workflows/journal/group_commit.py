"""Group commit, led by one thread: what arrives while a commit runs goes into the next one."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from workflows.journal.conflicts import OutcomeUnknown
from workflows.journal.entry import Ask, Receipt
from workflows.journal.settlement import Outcome

LARGEST_GROUP = 256


class _Turn:
    """One thread's wait: for its outcome, or for the lead. Nobody else is woken by it."""

    def __init__(self) -> None:
        self._gate = Lock()
        self._gate.acquire()

    def wait(self) -> None:
        self._gate.acquire()

    def come(self) -> None:
        self._gate.release()


class _Waiting(_Turn):
    """A command on its way, and what became of it."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.ask = ask
        self.outcome: Outcome | None = None


class GroupCommit:
    """Threads never compete for the database: whoever finds the lead free commits for all that wait."""

    def __init__(self, commit: Callable[[Sequence[Ask]], Sequence[Outcome]]) -> None:
        self._commit = commit
        self._lock = Lock()
        self._led = False
        self._arrived: deque[_Waiting] = deque()
        self._to_be_alone: deque[_Turn] = deque()

    def record(self, ask: Ask) -> Receipt:
        """The receipt, after the commit; or the reason why this command fell, raised."""
        mine = _Waiting(ask)
        with self._lock:
            self._arrived.append(mine)
            leads, self._led = not self._led, True
        if not leads:
            mine.wait()
        if mine.outcome is None:
            self._lead_one_group()
        if isinstance(mine.outcome, Exception):
            raise mine.outcome
        assert mine.outcome is not None  # whoever leads stands first in the group
        return mine.outcome

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No group is committed meanwhile: for long transactions of imports."""
        mine = _Turn()
        with self._lock:
            leads, self._led = not self._led, True
            if not leads:
                self._to_be_alone.append(mine)
        if not leads:
            mine.wait()
        try:
            yield
        finally:
            self._hand_over()

    def _lead_one_group(self) -> None:
        with self._lock:
            group = [self._arrived.popleft() for _ in range(min(LARGEST_GROUP, len(self._arrived)))]
        outcomes: Sequence[Outcome] = [OutcomeUnknown()] * len(group)
        try:
            outcomes = self._commit([waiting.ask for waiting in group])
        finally:  # nobody waits for ever, whatever became of the thread that led
            self._hand_over()
            for waiting, outcome in zip(group, outcomes, strict=True):
                waiting.outcome = outcome
                waiting.come()

    def _hand_over(self) -> None:
        """To whoever waits to be alone, else to the first command that arrived meanwhile, else to nobody."""
        with self._lock:
            heir = self._to_be_alone.popleft() if self._to_be_alone else next(iter(self._arrived), None)
            self._led = heir is not None
        if heir is not None:
            heir.come()
