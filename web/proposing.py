"""The plan of visits proposed today, for pages and programs alike: quotas, cells, lines with their days."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from domain.calendar import day_in, first_day, month_of, months_on
from domain.names import PersonId, UnitId
from domain.visiting.proposing import Plan, Proposed, Visitor, propose
from domain.visiting.ranking import Reason, Why
from domain.visiting.terms import terms
from projections.overseers import overseeing
from projections.oversight import QuotaLeft, quotas_on
from projections.rank_facts import visit_facts
from projections.reading import Reading
from projections.visit_candidates import Candidate, Looked, candidates

USUALLY = 5
"""The day of a meeting where none is agreed."""


class Line(NamedTuple):
    """A line of the plan: the cell, the day of its next meeting, and why."""

    cell: Candidate
    on: date
    proposed: Proposed


class Proposal(NamedTuple):
    """What is proposed for the period of today in a scope, and the quotas it draws on; `plan` is the whole one."""

    plan: Plan
    lines: tuple[Line, ...]
    quotas: tuple[QuotaLeft, ...]
    cells: int

    @property
    def is_part(self) -> bool:
        """Whether more is proposed outside the scope, by the same plan."""
        return len(self.lines) < len(self.plan.lines)

    @property
    def visitors(self) -> list[PersonId]:
        return sorted({one.quota.visitor for one in self.quotas})

    @property
    def programme(self) -> object:
        """The programme that the first quota stands in; where a proposed visit is declined."""
        return self.quotas[0].quota.programme if self.quotas else None

    @property
    def until(self) -> date | None:
        return max((one.quota.last for one in self.quotas), default=None)


def proposed(db: Reading, scope: Sequence[str], today: date) -> Proposal:
    """What the one plan says of a scope: whoever looks sees the same lines, each their own; four queries."""
    near = quotas_on(db, scope, today)
    whole = _outermost((*scope, *(one.path for one in near)))
    quotas = tuple(quotas_on(db, whole, today)) if near else ()
    looked = Looked(whole, today, terms(), overseeing(db, whole, today))
    cells = candidates(db, looked) if quotas else []
    plan = propose([cell.ranked for cell in cells], _visitors(quotas, cells), terms())
    known = {cell.cell: cell for cell in cells if cell.path.startswith(tuple(scope))}
    lines = tuple(
        Line(known[one.cell], day_for(known[one.cell], today), one) for one in plan.lines if one.cell in known
    )
    going = {line.proposed.visitor for line in lines}
    drawn = tuple(one for one in quotas if one.quota.visitor in going or one.path.startswith(tuple(scope)))
    return Proposal(plan, lines, drawn, len(known))


def with_facts(db: Reading, lines: Sequence[Line], today: date) -> tuple[Line, ...]:
    """The lines with where in the journal stands what each of their reasons counts; one query."""
    looked = Looked((), today, terms(), {})
    facts = visit_facts(db, looked, {line.cell.cell: line.cell.path for line in lines})

    def borne(line: Line, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
        people = {Why.IN_CHARGE: line.proposed.visitor}
        cell = line.cell.cell
        return tuple(one._replace(facts=facts.of(cell, one.why, people.get(one.why, ""))) for one in reasons)

    return tuple(
        line._replace(
            proposed=line.proposed._replace(
                why_cell=borne(line, line.proposed.why_cell), why_visitor=borne(line, line.proposed.why_visitor)
            )
        )
        for line in lines
    )


def _outermost(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths of which none is above."""
    return tuple(sorted({one for one in paths if not any(one != up and one.startswith(up) for up in paths)}))


def _visitors(quotas: Sequence[QuotaLeft], cells: Sequence[Candidate]) -> list[Visitor]:
    """Each person once, with the visits left of all their quotas and the cells these reach."""
    left: dict[PersonId, int] = {}
    reach: dict[PersonId, set[UnitId]] = {}
    for one in quotas:
        person = one.quota.visitor
        left[person] = left.get(person, 0) + one.left
        reach.setdefault(person, set()).update(cell.cell for cell in cells if cell.path.startswith(one.path))
    return [Visitor(person, visits, frozenset(reach[person])) for person, visits in sorted(left.items())]


def day_for(cell: Candidate, today: date) -> date:
    """The day of the next meeting, else the cell's set day, this month or the next."""
    if cell.next_on is not None:
        return cell.next_on
    month = month_of(today)
    usual = [day_in(one, cell.set_day or USUALLY) for one in (month, months_on(month, 1) or month)]
    return next((day for day in usual if day >= today), first_day(month))
