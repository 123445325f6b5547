"""Closing a cell's month: its verdicts become a fact, and what they point to is proposed to people."""

from datetime import date
from typing import NamedTuple

from domain.cell_month import Sight
from domain.events.month import DeficiencyProposed, MonthClosed
from domain.judging import LETTER, InForce, judge_month, ruleset_of, suggested
from domain.names import DeficiencyCode
from domain.rules.rule import Verdict


class Closing(NamedTuple):
    """The month's verdicts as one fact, and a proposal for each deficiency that broken rules point to."""

    closed: MonthClosed
    proposed: tuple[DeficiencyProposed, ...]


def close_month(sight: Sight, in_force: InForce, on: date) -> Closing:
    """Judge a month whose grace day has passed. No deficiency is opened by a machine: it proposes."""
    at_close = sight.at_close()
    verdicts = judge_month(at_close, in_force)
    month, ruleset = at_close.month, ruleset_of(at_close.month, in_force)
    closed = MonthClosed(
        cell=month.cell.unit,
        month=month.month,
        on=on,
        ruleset=ruleset.id,
        version=ruleset.version,
        verdicts={verdict.rule: LETTER[verdict.verdict] for verdict in verdicts},
        looked_at=month.facts,
        silent=month.silent,
    )
    return Closing(closed, tuple(_proposal(closed, code, why) for code, why in suggested(verdicts).items()))


def _proposal(closed: MonthClosed, code: DeficiencyCode, why: tuple[Verdict, ...]) -> DeficiencyProposed:
    return DeficiencyProposed(
        cell=closed.cell,
        month=closed.month,
        code=code,
        rules=tuple(verdict.rule for verdict in why),
        ruleset=closed.ruleset,
        looked_at=tuple(sorted({position for verdict in why for position in verdict.facts})),
        meeting=next((verdict.meeting for verdict in why if verdict.meeting), None),
    )
