"""What a draft rule set would have meant: past months judged by it beside the rules in force then, and nothing kept."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from domain.calendar import last_day, months_on
from domain.events.ruleset import RuleSetAdopted
from domain.judging import OUTCOME, outcomes
from domain.names import Month, RuleCode, UnitId, UnitKind, UnitType
from domain.rulebook import Rulebook
from domain.rules import RULES
from domain.rules.rule import Outcome
from domain.rulesets.local import LocalRuleSet
from projections.cell_file import Superior, file_of, in_force_for, rulebook_of, sight_of, what_judges
from projections.compliance_board import view
from projections.kept_states import KeptStates
from projections.ranges import in_range
from projections.unit_tree import units

DRAFT = UUID(int=1)
CELLS_AT_ONCE = 250


class Span(NamedTuple):
    """The months that are looked at, and the paths whose cells are."""

    first: Month
    last: Month
    scope: Sequence[str]

    @property
    def months(self) -> list[Month]:
        months = [self.first]
        while months[-1] < self.last and (after := months_on(months[-1], 1)):
            months.append(after)
        return months


class Otherwise(NamedTuple):
    """A rule's verdict on a cell's month that would have come out otherwise."""

    cell: UnitId
    type: UnitType | None
    month: Month
    rule: RuleCode
    before: Outcome
    after: Outcome


class Tried(NamedTuple):
    """How many months of cells were judged twice, and what came out otherwise."""

    months: int
    otherwise: list[Otherwise]


def tried(db: Connection, draft: RuleSetAdopted, span: Span) -> Tried:
    """Judge every month of every cell in a span by both; the same functions as the board's, a month at a time."""
    months, otherwise = 0, list[Otherwise]()
    for month in span.months:
        for cells in _cells(db, month, span.scope):
            otherwise += _compared(KeptStates(db, view), cells, month, draft)
            months += len(cells)
    return Tried(months, otherwise)


def _cells(db: Connection, month: Month, scope: Sequence[str]) -> Iterator[dict[UnitId, UnitType | None]]:
    """The cells that stood in the month, some at a time."""
    day = last_day(month)
    standing = (units.c.since <= day) & (units.c.ended.is_(None) | (units.c.ended >= day))
    query = select(units.c.unit, units.c.type).where(units.at(), units.c.kind == UnitKind.CELL, standing)
    found = [tuple(line) for line in db.execute(query.where(in_range(units.c.path, scope)).order_by(units.c.path))]
    for first in range(0, len(found), CELLS_AT_ONCE):
        yield dict(found[first : first + CELLS_AT_ONCE])


def _compared(
    kept: KeptStates, cells: dict[UnitId, UnitType | None], month: Month, draft: RuleSetAdopted
) -> Iterator[Otherwise]:
    kept.learn_each(what_judges([*cells], month))
    kept.learn(Superior, cells)
    book = rulebook_of(kept)
    drafted = Rulebook({**book.local, DRAFT: LocalRuleSet(draft)})
    for cell, type_ in cells.items():
        file = file_of(kept, cell)
        sight = sight_of(kept, file, month)
        before, after = (outcomes(sight, in_force_for(kept, file.traits, one)) for one in (book, drafted))
        for rule, was, would in zip(RULES, before, after, strict=True):
            if was != would:
                yield Otherwise(cell, type_, month, rule.code, OUTCOME[was], OUTCOME[would])
