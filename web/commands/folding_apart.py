"""Parts of the views folded by processes of their own, beside one another."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import closing
from multiprocessing import get_context

from projections import VIEWS
from projections.beside import Part
from workflows.journal.journal import Journal

LOOK_EVERY = 1.0


def fold_apart(parts: Sequence[Part], journal: str, said: Callable[[int], object]) -> None:
    """Fold each part in a process of its own, over the journal at that address; says now and then how far all are."""
    with ProcessPoolExecutor(len(parts), mp_context=get_context("spawn")) as pool:
        folding = [pool.submit(_fold, part, journal) for part in parts]
        while wait(folding, LOOK_EVERY).not_done:
            said(min(part.reached() for part in parts))
        for one in folding:
            one.result()


def _fold(part: Part, address: str) -> int:
    with closing(Journal(address)) as journal:
        return part.fold(journal, VIEWS)
