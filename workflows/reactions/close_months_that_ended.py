"""A month ended and its grace day passed: each cell's verdicts are recorded, and deficiencies proposed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from domain.cell_month import Sight
from domain.judging import InForce
from domain.month_closing import Closing, close_month
from domain.names import DeficiencyCode, Month, PersonId, UnitId
from domain.record import Hand
from workflows.journal.journal import Command, Writing

BY_ITSELF = PersonId("nenep")
"""Who writes what follows by itself."""


class MonthToClose(NamedTuple):
    """A month as a view holds it, and the rule sets in force for its cell."""

    sight: Sight
    in_force: InForce


def month_stream(cell: UnitId, month: Month) -> UUID:
    """Where the closing of a cell's month is recorded."""
    return uuid5(cell, f"month {month}")


def proposal_stream(cell: UnitId, month: Month, code: DeficiencyCode) -> UUID:
    """One proposal a cell, month and deficiency."""
    return uuid5(cell, f"proposal {month} {code}")


def closings(months: Iterable[MonthToClose], on: date, hand: Hand) -> Iterator[Command]:
    """The commands that close the months given; each is its own and is recorded once, however often it is asked."""
    for sight, in_force in months:
        yield _closing(close_month(sight, in_force, on), hand)


def _closing(closing: Closing, hand: Hand) -> Command:
    closed, proposed = closing
    stream = month_stream(closed.cell, closed.month)
    own = hand._replace(command=uuid5(stream, "closed"), correlation=stream)
    proposals = [Writing(proposal_stream(p.cell, p.month, p.code), 0, (p,)) for p in proposed]
    return Command(own, (Writing(stream, 0, (closed,)), *proposals))
