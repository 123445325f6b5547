"""A cell's month as the board shows it."""

from datetime import date
from typing import NamedTuple

from domain.cell_month import REGULAR, Sight
from domain.judging import InForce, ruleset_of
from domain.names import Month, RuleCode, RuleSetId, UnitId
from domain.rules import RULES

CODES = tuple(rule.code for rule in RULES)
ON_ITS_DAY = CODES.index(RuleCode("R-DAY"))
KEPT, BROKEN = "k", "b"


class CellMonthRow(NamedTuple):
    """A cell's month, a letter a rule (k, b, n, u) in the order of the rulebook.

    `verdicts` is what the facts known today give; `recorded` is what closing the month put down, and stands until a
    person let `rejudged` stand, looking at `weighed`. `differs`: the facts give otherwise, and nobody has weighed that.
    `kept` and `broken` count what stands. `silent`: closed, and nothing at all was recorded.
    """

    unit: UnitId
    month: Month
    verdicts: str
    recorded: str | None
    ruleset: RuleSetId
    recorded_ruleset: RuleSetId | None
    owed: bool
    held: bool
    on_time: bool
    silent: bool
    kept: int
    broken: int
    closed_on: date | None
    closed_at: int | None
    rejudged: str | None = None
    weighed: str | None = None
    rejudged_on: date | None = None
    differs: bool = False


def blank(cell: UnitId, month: Month) -> CellMonthRow:
    nothing = {"owed": False, "held": False, "on_time": False, "silent": False, "kept": 0, "broken": 0}
    return CellMonthRow(cell, month, "", None, RuleSetId(""), None, **nothing, closed_on=None, closed_at=None)  # type: ignore[arg-type]  # as said


def seen(row: CellMonthRow, sight: Sight, in_force: InForce) -> CellMonthRow:
    month = sight.month
    row = row._replace(owed=month.owed, held=bool(month.held(REGULAR)), silent=month.silent)
    return row._replace(ruleset=ruleset_of(month, in_force).id)


def standing(row: CellMonthRow) -> CellMonthRow:
    """Count what stands: what a person let stand, else what closing the month recorded, else what the facts give."""
    stands = row.rejudged or row.recorded or row.verdicts
    row = row._replace(kept=stands.count(KEPT), broken=stands.count(BROKEN))
    differs = row.recorded is not None and row.verdicts not in (stands, row.weighed)
    return row._replace(on_time=stands[ON_ITS_DAY] == KEPT, differs=differs)
