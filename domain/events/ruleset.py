"""The story of the rule sets: adopted, amended, repealed, and local values."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import RuleCode, RuleSetId, UnitId, UnitType
from domain.scores import ScoreSheet


@dataclass(frozen=True, slots=True)
class RuleSetAdopted(Fact):
    """A rule set beyond the shipped ones is in force from a day on, in a subtree and for a type where named.

    `parameters` hold, for each rule it overrides, the values by name; `sheet` is the locality's own score sheet.
    """

    ruleset: RuleSetId
    based_on: RuleSetId
    in_force_from: date
    basis: str
    parameters: dict[RuleCode, dict[str, float]]
    scope: UnitId | None = None
    type: UnitType | None = None
    sheet: ScoreSheet | None = None


@dataclass(frozen=True, slots=True)
class RuleSetAmended(Fact):
    """Values of an adopted rule set are others from a day on; what was judged before stays."""

    from_: date
    basis: str
    parameters: dict[RuleCode, dict[str, float]]


@dataclass(frozen=True, slots=True)
class RuleSetRepealed(Fact):
    """The rule set is no longer in force after a day."""

    until: date
    basis: str


RuleSetFact = RuleSetAdopted | RuleSetAmended | RuleSetRepealed
