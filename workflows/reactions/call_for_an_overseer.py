"""A cell has nobody in charge of it: it is called for, once, until somebody is."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.names import UnitId
from workflows.requests.oversight import LookForOverseer


def calls(without: Iterable[UnitId], known: Iterable[UnitId], on: date) -> Iterator[LookForOverseer]:
    """Gaps that are new, and known ones that are none any more; `known` are those told of before."""
    missing, told = set(without), set(known)
    for cell in sorted(missing - told):
        yield LookForOverseer(cell, on, missing=True)
    for cell in sorted(told - missing):
        yield LookForOverseer(cell, on, missing=False)
