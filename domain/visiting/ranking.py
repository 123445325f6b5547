"""Why a cell should be visited: its score, part by part, and why one visitor fits it better than another."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from domain.names import PersonId, UnitId, UnitType
from domain.visiting.terms import Terms


class Why(StrEnum):
    """What speaks for a visit."""

    OVERDUE = "overdue"
    RECURRENCE = "recurrence"
    SILENCE = "silence"
    MONTH_SINCE_VISIT = "month_since_visit"
    NEVER_VISITED = "never_visited"
    TYPE = "type"
    IN_CHARGE = "in_charge"
    FRESH_EYES = "fresh_eyes"


class Reason(NamedTuple):
    """A part of a score: how many of what, the points they bring, and where in the journal what was counted stands."""

    why: Why
    amount: int
    points: float
    facts: tuple[int, ...] = ()


class Ranked(NamedTuple):
    """A cell as the ranking sees it. `months_since`: whole months since the last visit, None where there was none."""

    cell: UnitId
    type: UnitType | None
    overdue: int = 0
    recurred: int = 0
    silent: int = 0
    months_since: int | None = None
    last_visitor: PersonId | None = None
    overseers: tuple[PersonId, ...] = ()


def reasons(cell: Ranked, terms: Terms) -> tuple[Reason, ...]:
    """What speaks for a visit to the cell, the weightiest first."""
    return tuple(sorted(_reasons(cell, terms), key=lambda reason: -reason.points))


def _reasons(cell: Ranked, terms: Terms) -> Iterator[Reason]:
    counted = {
        Why.OVERDUE: cell.overdue,
        Why.RECURRENCE: cell.recurred,
        Why.SILENCE: cell.silent,
        Why.MONTH_SINCE_VISIT: cell.months_since or 0,
    }
    for why, amount in counted.items():
        if amount:
            yield Reason(why, amount, min(amount, terms.most[why]) * terms.weights[why])
    if cell.months_since is None:
        yield Reason(Why.NEVER_VISITED, 1, terms.weights[Why.NEVER_VISITED])
    if cell.type and (points := terms.types.get(cell.type)):
        yield Reason(Why.TYPE, 1, points)


def fitness(cell: Ranked, visitor: PersonId, terms: Terms) -> tuple[Reason, ...]:
    """What speaks for this visitor."""
    fits = {Why.IN_CHARGE: visitor in cell.overseers, Why.FRESH_EYES: visitor != cell.last_visitor}
    return tuple(Reason(why, 1, terms.visitors[why]) for why, so in fits.items() if so)


def points(some: tuple[Reason, ...]) -> float:
    return sum(reason.points for reason in some)
