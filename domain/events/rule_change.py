"""The story of a change of the rules by two people: proposed by one, agreed to or declined by another."""

from dataclasses import dataclass

from domain.events.fact import Fact
from domain.events.ruleset import RuleSetAdopted, RuleSetAmended, RuleSetRepealed
from domain.names import RuleSetId, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class RuleChangeProposed(Fact):
    """A local rule set is proposed to be adopted, amended or repealed: exactly one of these, as it would be recorded.

    `unit`: where it would hold; the uppermost one where it would hold everywhere.
    """

    unit: UnitId
    ruleset: RuleSetId
    adopts: RuleSetAdopted | None = None
    amends: RuleSetAmended | None = None
    repeals: RuleSetRepealed | None = None


@dataclass(frozen=True, slots=True)
class RuleChangeAgreed(Fact):
    """Another person agreed; the rule set's own fact was recorded by the same command."""


@dataclass(frozen=True, slots=True)
class RuleChangeDeclined(Fact):
    """It does not come to be: another person declined it, or whoever proposed it took it back."""

    reason: Sealed


RuleChangeFact = RuleChangeProposed | RuleChangeAgreed | RuleChangeDeclined
