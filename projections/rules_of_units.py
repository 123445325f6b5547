"""The terms that hold for a unit, for a view that remembers where each unit stands, its type, and the local rule sets.

What was shown before a rule set was adopted stays; what is told from there on bears the new terms.
"""

from datetime import date, timedelta
from typing import Any

from domain.events import ruleset as of_rules
from domain.events import unit as of_unit
from domain.names import RuleCode, UnitId
from domain.record import Record
from projections.cell_file import EVERYWHERE, LocalRuleSets, Superior, in_force_at
from projections.sheet import Sheet
from projections.view import View

STORIES = of_unit.UnitFact | of_rules.RuleSetFact
FOLLOWED = frozenset({of_unit.UnitRegistered, of_unit.UnitMoved}) | View.told(of_rules.RuleSetFact)
IGNORED = View.told(STORIES) - FOLLOWED
"""What else is told of units changes no term."""


def remember(sheet: Sheet, record: Record[Any]) -> None:
    """The handler of every fact in `FOLLOWED`."""
    match record.fact:
        case of_unit.UnitRegistered(parent=parent, type=type_):
            sheet.keep(record.stream, Superior(parent, type_))
        case of_unit.UnitMoved(parent=parent):
            known = sheet.working(Superior, record.stream)
            sheet.keep(record.stream, Superior(parent, known.type if known else None))
        case _:
            sheet.keep(EVERYWHERE, (sheet.working(LocalRuleSets, EVERYWHERE) or LocalRuleSets()).after(record))


def minutes_due(sheet: Sheet, unit: UnitId, held: date) -> date:
    """The unit's term for minutes on the day of the meeting; without one they are due at once."""
    here = sheet.working(Superior, unit)
    ruleset = in_force_at(sheet, unit, here.type if here else None)(held)
    return held + timedelta(days=int(ruleset.parameters.get(RuleCode("R-MIN"), {}).get("filed_days", 0)))
