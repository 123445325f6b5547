"""A rule set: which rules are in force from when until when, where, with which values, on what legal basis."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from domain.names import RuleCode, RuleSetId, UnitId, UnitType
from domain.scores import ScoreSheet


class Terms(NamedTuple):
    """What holds beside the rules: the grace day of the next month, after how many days an entry is late, within how
    many months a deficiency comes back, and after how many months since closure one asks whether the remedy held."""

    grace_day: int
    late_after_days: int
    recurrence_months: int
    effect_asked_after_months: tuple[int, ...]


@dataclass(frozen=True)
class RuleSet:
    """Rules with their values. A rule that `parameters` does not name is not part of it.

    `version` rises with every change to the values, and with any change to the code that judges by them.
    """

    id: RuleSetId
    version: int
    in_force_from: date
    in_force_until: date | None
    basis: str
    parameters: dict[RuleCode, dict[str, float]]
    terms: Terms
    sources: dict[RuleCode, dict[str, str]] = field(default_factory=dict)
    sheet: ScoreSheet | None = None
    scope: UnitId | None = None
    type: UnitType | None = None
    based_on: RuleSetId | None = None

    def in_force_on(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)
