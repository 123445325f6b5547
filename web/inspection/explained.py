"""A cell's month explained: what the rules say of the facts known today."""

from uuid import UUID

from domain.judging import judge_month
from domain.names import Month
from domain.rules.rule import Verdict
from projections.months_judged import month_in_sight
from projections.reading import Reading
from web.house import house


def explained(db: Reading, cell: UUID, month: Month) -> tuple[Verdict, ...]:
    """Every rule's verdict with its reasons, judged again by the rule sets in force."""
    sight, in_force = month_in_sight(db, cell, month, house().journal.at)
    return judge_month(sight, in_force)
