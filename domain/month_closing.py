"""Closing a cell's month: its verdicts become a fact, and what they point to is proposed to people.

What a closed month recorded never changes. Where later facts give otherwise, a person says what stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from domain import refusals
from domain.cell_month import Sight
from domain.events.month import DeficiencyProposed, MonthClosed, MonthRejudged
from domain.judging import LETTER, InForce, judge_month, ruleset_of, suggested
from domain.names import DeficiencyCode, RuleCode, Sealed
from domain.record import Record
from domain.rules.rule import Verdict

Letters = dict[RuleCode, str]


class Stands(StrEnum):
    """What a person lets stand: what was recorded, or what today's facts give."""

    RECORDED = "recorded"
    DERIVED = "derived"


class Closing(NamedTuple):
    """The month's verdicts as one fact, and a proposal for each deficiency that broken rules point to."""

    closed: MonthClosed
    proposed: tuple[DeficiencyProposed, ...]


class Rejudgement(NamedTuple):
    """What stands of a closed month, and what its newly broken rules point to."""

    rejudged: MonthRejudged
    proposed: tuple[DeficiencyProposed, ...]


@dataclass(frozen=True)
class ClosedMonth:
    """A month as it was closed, and what a person let stand since."""

    recorded: Letters | None = None
    stands: Letters | None = None

    def rejudge(self, sight: Sight, in_force: InForce, on: date, why: tuple[Stands, Sealed]) -> Rejudgement:
        """Let what was recorded stand, or what the facts give now."""
        if self.recorded is None or self.stands is None:
            raise refusals.MonthNotClosed
        chosen, reason = why
        at_close = sight.at_close()
        month, ruleset, verdicts = at_close.month, ruleset_of(at_close.month, in_force), judge_month(at_close, in_force)
        derived = _letters(verdicts)
        if derived == self.stands == self.recorded:
            raise refusals.NothingToRejudge
        stands = derived if chosen is Stands.DERIVED else self.recorded
        fact = MonthRejudged(
            month.cell.unit, month.month, on, ruleset.id, stands, derived, reason, looked_at=month.facts
        )
        newly = [one for one in verdicts if chosen is Stands.DERIVED and self.stands.get(one.rule) != derived[one.rule]]
        return Rejudgement(fact, tuple(_proposal(fact, code, told) for code, told in suggested(newly).items()))

    def after(self, record: Record[Any]) -> ClosedMonth:
        match record.fact:
            case MonthClosed(verdicts=verdicts):
                return ClosedMonth(verdicts, verdicts)
            case MonthRejudged(stands=stands):
                return replace(self, stands=stands)
            case _:
                return self


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
        verdicts=_letters(verdicts),
        looked_at=month.facts,
        silent=month.silent,
    )
    return Closing(closed, tuple(_proposal(closed, code, why) for code, why in suggested(verdicts).items()))


def _letters(verdicts: tuple[Verdict, ...]) -> Letters:
    return {verdict.rule: LETTER[verdict.verdict] for verdict in verdicts}


def _proposal(
    closed: MonthClosed | MonthRejudged, code: DeficiencyCode, why: tuple[Verdict, ...]
) -> DeficiencyProposed:
    return DeficiencyProposed(
        cell=closed.cell,
        month=closed.month,
        code=code,
        rules=tuple(verdict.rule for verdict in why),
        ruleset=closed.ruleset,
        looked_at=tuple(sorted({position for verdict in why for position in verdict.facts})),
        meeting=next((verdict.meeting for verdict in why if verdict.meeting), None),
    )
