"""The plan of visits that is proposed: greedy, explained line by line, with a bound that no plan can pass."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from domain.names import PersonId, UnitId
from domain.visiting.ranking import Ranked, Reason, fitness, points, reasons
from domain.visiting.terms import Terms

ROUNDS = 60
"""How often the prices of visitors are tried anew; each round gives a bound, the least of them counts."""


class Visitor(NamedTuple):
    """Someone who goes: how many visits are left in the period, and the cells they may be sent to."""

    person: PersonId
    left: int
    may_visit: frozenset[UnitId]


class Proposed(NamedTuple):
    """A line of the plan: why this cell, why this visitor."""

    cell: UnitId
    visitor: PersonId
    why_cell: tuple[Reason, ...]
    why_visitor: tuple[Reason, ...]

    @property
    def points(self) -> float:
        return points(self.why_cell) + points(self.why_visitor)


class Plan(NamedTuple):
    """The lines, the weightiest first; what they add up to, and what no plan within the quotas can exceed."""

    lines: tuple[Proposed, ...]
    total: float
    bound: float

    @property
    def share(self) -> float:
        """How much of the bound the plan reaches, in percent."""
        return 100.0 if not self.bound else min(100.0, 100 * self.total / self.bound)


Values = Mapping[UnitId, Mapping[PersonId, float]]
"""What a visit of each visitor to each cell is worth."""


def propose(cells: Sequence[Ranked], visitors: Sequence[Visitor], terms: Terms) -> Plan:
    """The dearest pair first, as long as its cell is free and its visitor has visits left."""
    visitors = [visitor for visitor in visitors if visitor.left > 0]
    values = worth(cells, visitors, terms)
    taken = _greedy(values, {visitor.person: visitor.left for visitor in visitors})
    known = {cell.cell: cell for cell in cells}
    lines = tuple(
        Proposed(cell, person, reasons(known[cell], terms), fitness(known[cell], person, terms))
        for cell, person in taken.items()
    )
    total = sum(line.points for line in lines)
    return Plan(lines, total, bound(values, visitors, total))


def worth(cells: Sequence[Ranked], visitors: Sequence[Visitor], terms: Terms) -> Values:
    """The points of every pair that may be."""
    return {
        cell.cell: {
            visitor.person: points(reasons(cell, terms)) + points(fitness(cell, visitor.person, terms))
            for visitor in visitors
            if cell.cell in visitor.may_visit
        }
        for cell in cells
    }


def _greedy(values: Values, left: dict[PersonId, int]) -> dict[UnitId, PersonId]:
    pairs = ((-value, str(cell), person, cell) for cell, by in values.items() for person, value in by.items())
    taken: dict[UnitId, PersonId] = {}
    for _, _, person, cell in sorted(pairs):
        if cell not in taken and left[person] > 0:
            taken[cell] = person
            left[person] -= 1
    return taken


def bound(values: Values, visitors: Sequence[Visitor], reached: float) -> float:
    """The Lagrangian bound: each visit of a visitor costs a price, each cell takes the visitor that leaves it most.

    Whatever the prices, no plan within the quotas is worth more than what the cells keep and the quotas cost; prices
    of visitors that more cells want than they have visits rise, the others fall.
    """
    quotas = {visitor.person: visitor.left for visitor in visitors}
    best = sorted((max(by.values(), default=0.0) for by in values.values()), reverse=True)
    visits = sum(quotas.values())
    marginal = best[visits] if visits < len(best) else 0.0
    return min(_priced(values, quotas, _Prices(dict.fromkeys(quotas, marginal), reached)), default=0.0)


class _Prices(NamedTuple):
    """Where prices begin, and what a plan is known to reach."""

    first: dict[PersonId, float]
    reached: float


def _priced(values: Values, quotas: Mapping[PersonId, int], begin: _Prices) -> Iterator[float]:
    """A bound a round. Where all prices begin, the last visit is worth just about nothing to the next cell.

    A step goes as far as would close the gap to what was reached (Polyak's step).
    """
    prices, reached = dict(begin.first), begin.reached
    for _ in range(ROUNDS):
        kept, wanted = 0.0, Counter[PersonId]()
        for by in values.values():
            most, person = max(((value - prices[who], who) for who, value in by.items()), default=(0.0, None))
            if most > 0 and person is not None:
                kept += most
                wanted[person] += 1
        found = kept + sum(quotas[who] * price for who, price in prices.items())
        yield found
        pulls = {who: wanted[who] - quota for who, quota in quotas.items() if prices[who] or wanted[who] > quota}
        step = (found - reached) / max(1, sum(pull * pull for pull in pulls.values()))
        for who, pull in pulls.items():
            prices[who] = max(0.0, prices[who] + step * pull)
