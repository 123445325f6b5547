"""The story of a unit's duty rules (quy định trách nhiệm): issued edition by edition, and acknowledged."""

from dataclasses import dataclass
from datetime import date

from domain.capacity_names import DutyOf
from domain.events.fact import Fact
from domain.names import Sealed, UnitId


@dataclass(frozen=True, slots=True)
class DutyRulesIssued(Fact):
    """A document lays down duties; a new edition takes the place of the one before."""

    unit: UnitId
    of: DutyOf
    edition: int
    number: str
    dated: date
    in_force: date
    text: Sealed | None = None


@dataclass(frozen=True, slots=True)
class DutyRulesAcknowledged(Fact):
    """So many of those concerned have signed that they know the edition; counted, never who."""

    edition: int
    acknowledged: int
    obliged: int


DutyRulesFact = DutyRulesIssued | DutyRulesAcknowledged
