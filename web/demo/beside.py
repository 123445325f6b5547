"""Views read on in a process of their own while the demo is still being recorded: two cores, half the time."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Event

from projections import VIEWS
from projections.database import view_engine
from projections.runner import Runner
from web.settings import Settings
from workflows.journal.journal import Journal

MANY_CELLS, HEAD_START = 100, 15_000
"""Below so many cells it is not worth a process; and the reader begins when there is enough to read."""
A_WHILE = 0.3


class Beside:
    """A reader in another process."""

    def __init__(self, settings: Settings) -> None:
        context = get_context("spawn")
        self._settings = settings
        self._told = context.Event()
        self._process = context.Process(target=_read_on, args=(settings, self._told), daemon=True)

    def start(self, recorded: int) -> None:
        """Once, as soon as there is enough to read."""
        if recorded >= HEAD_START and self._process.pid is None:
            self._process.start()

    def finish(self, said: Callable[[int], object]) -> None:
        """Everything is told; wait until it is read."""
        self._told.set()
        if self._process.pid is None:
            return
        with closing(Journal(self._settings.database_url)) as journal:
            views = Runner(view_engine(self._settings.database_url), journal, VIEWS)
            while self._process.is_alive():
                said(min(view.position for view in views.status()))
                self._process.join(A_WHILE)
            views.engine.dispose()

    def stop(self) -> None:
        """Whatever it was at is undone by its database."""
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()


@contextmanager
def views_beside(settings: Settings, cells: int) -> Iterator[Beside | None]:
    """A reader for a Bloc large enough, on a machine with more than one core; stopped where the telling is."""
    beside = Beside(settings) if cells >= MANY_CELLS and (os.cpu_count() or 1) > 1 else None
    try:
        yield beside
    except BaseException:
        if beside:
            beside.stop()
        raise


def _read_on(settings: Settings, told: Event) -> None:
    with closing(Journal(settings.database_url)) as journal:
        Runner(view_engine(settings.database_url), journal, VIEWS).follow(lambda: told.wait(A_WHILE))
