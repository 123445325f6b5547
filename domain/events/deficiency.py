"""The story of one deficiency (hạn chế, khuyết điểm) from its finding to its case."""

from dataclasses import dataclass

from domain.events.fact import Fact
from domain.names import CauseCode, DeficiencyCode, RemediationId, Sealed, Severity, Source, Target, UnitId


@dataclass(frozen=True, slots=True)
class DeficiencyRecorded(Fact):
    """A deficiency was found. `self_reported`: the unit found it on itself. `quote` is its wording, word for word."""

    unit: UnitId
    target: Target
    code: DeficiencyCode
    source: Source
    quote: Sealed
    severity: Severity
    causes: tuple[CauseCode, ...] = ()
    self_reported: bool = False


@dataclass(frozen=True, slots=True)
class DeficiencyAcknowledged(Fact):
    """The unit owned up to it."""


@dataclass(frozen=True, slots=True)
class DeficiencyContested(Fact):
    """The unit disputes it."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class ContestUpheld(Fact):
    """The unit was right: the deficiency falls."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class ContestRejected(Fact):
    """The deficiency stands."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class DeficiencyWithdrawn(Fact):
    """The finding was taken back."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class CausesAnalysed(Fact):
    """Why it came about, by the catalogue's causes; the newest analysis counts."""

    causes: tuple[CauseCode, ...]


@dataclass(frozen=True, slots=True)
class DeficiencyTakenUp(Fact):
    """A remediation case took the deficiency in."""

    case: RemediationId


@dataclass(frozen=True, slots=True)
class DeficiencyRemedied(Fact):
    """The case closed with this deficiency verified."""

    case: RemediationId


DeficiencyFact = (
    DeficiencyRecorded
    | DeficiencyAcknowledged
    | DeficiencyContested
    | ContestUpheld
    | ContestRejected
    | DeficiencyWithdrawn
    | CausesAnalysed
    | DeficiencyTakenUp
    | DeficiencyRemedied
)
