"""The story of a cell's month: closed with its verdicts; what the rules propose and what people make of it."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import DeficiencyCode, DeficiencyId, MeetingId, Month, RuleCode, RuleSetId, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class MonthClosed(Fact):
    """A cell's month was judged after its grace day.

    `verdicts` maps a rule to k(ept), b(roken), n(ot applicable) or u(nknown); `looked_at` are the positions of the
    facts that were known; `version` is that of the rules' code and parameters.
    """

    cell: UnitId
    month: Month
    on: date
    ruleset: RuleSetId
    version: int
    verdicts: dict[RuleCode, str]
    looked_at: tuple[int, ...]
    silent: bool


@dataclass(frozen=True, slots=True)
class MonthRejudged(Fact):
    """A person looked at a closed month again, of which today's facts say otherwise than was recorded.

    `stands` maps each rule to what counts from now on, `derived` to what the facts gave when the person decided. What
    was recorded at the closing stays.
    """

    cell: UnitId
    month: Month
    on: date
    ruleset: RuleSetId
    stands: dict[RuleCode, str]
    derived: dict[RuleCode, str]
    reason: Sealed
    looked_at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DeficiencyProposed(Fact):
    """The rules broken in a month point to a deficiency; a person confirms or dismisses it."""

    cell: UnitId
    month: Month
    code: DeficiencyCode
    rules: tuple[RuleCode, ...]
    ruleset: RuleSetId
    looked_at: tuple[int, ...]
    meeting: MeetingId | None = None


@dataclass(frozen=True, slots=True)
class ProposalConfirmed(Fact):
    """An inspector made the proposal a deficiency."""

    deficiency: DeficiencyId


@dataclass(frozen=True, slots=True)
class ProposalDismissed(Fact):
    """An inspector found no deficiency here."""

    reason: Sealed


MonthFact = MonthClosed | MonthRejudged
ProposalFact = DeficiencyProposed | ProposalConfirmed | ProposalDismissed
