"""The story of superiors who lead, guide and inspect (S3): yearly programmes, guidance, an overseer for every cell."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import PersonId, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class VisitQuota:
    """So many visits of a person in a period, to cells at a unit and below it."""

    visitor: PersonId
    unit: UnitId
    visits: int
    from_: date
    until: date


@dataclass(frozen=True, slots=True)
class VisitProgrammeApproved(Fact):
    """The yearly programme of supervision (chương trình kiểm tra, giám sát) of a unit was approved."""

    unit: UnitId
    year: int
    number: str
    dated: date
    quotas: tuple[VisitQuota, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitQuotaAllotted(Fact):
    """A visitor's quota in a period of the programme; it takes the place of the earlier one, if any."""

    quota: VisitQuota


@dataclass(frozen=True, slots=True)
class ProposedVisitDeclined(Fact):
    """A visit that the ranking proposed is not made: the cell is left out of the proposal until a day."""

    cell: UnitId
    until: date
    reason: Sealed


@dataclass(frozen=True, slots=True)
class GuidanceIssued(Fact):
    """A unit guided units below it by a document (hướng dẫn, công văn chỉ đạo)."""

    unit: UnitId
    addressees: tuple[UnitId, ...]
    number: str
    dated: date
    title: str
    text: Sealed | None = None
    acknowledge_by: date | None = None


@dataclass(frozen=True, slots=True)
class GuidanceAcknowledged(Fact):
    """An addressee took the guidance in."""

    unit: UnitId


@dataclass(frozen=True, slots=True)
class OverseerGapFound(Fact):
    """Nobody is in charge of the cell (cấp ủy viên phụ trách)."""

    cell: UnitId
    on: date


@dataclass(frozen=True, slots=True)
class OverseerGapClosed(Fact):
    """Somebody is in charge of the cell again, or the cell ended."""

    cell: UnitId
    on: date


OversightFact = (
    VisitProgrammeApproved
    | VisitQuotaAllotted
    | ProposedVisitDeclined
    | GuidanceIssued
    | GuidanceAcknowledged
    | OverseerGapFound
    | OverseerGapClosed
)
