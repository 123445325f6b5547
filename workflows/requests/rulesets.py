"""Local rule sets on top of the shipped ones."""

from dataclasses import dataclass
from datetime import date

from domain.names import RuleCode, RuleSetId, UnitId, UnitType
from workflows.requests.shapes import Code, Line


@dataclass(frozen=True)
class AdoptRuleSet:
    ruleset: Code
    based_on: RuleSetId
    in_force_from: date
    basis: Line
    parameters: dict[RuleCode, dict[str, float]]
    scope: UnitId | None = None
    type: UnitType | None = None


@dataclass(frozen=True)
class AmendRuleSet:
    from_: date
    basis: Line
    parameters: dict[RuleCode, dict[str, float]]


@dataclass(frozen=True)
class RepealRuleSet:
    until: date
    basis: Line
