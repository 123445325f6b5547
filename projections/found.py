"""A deficiency as the register shows it, and the table of them."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.names import (
    BodyKind,
    CauseCode,
    DeficiencyCode,
    DeficiencyId,
    Office,
    PersonId,
    RemediationId,
    Severity,
    SourceKind,
    TargetKind,
    UnitId,
)
from projections.temporal import Temporal


class DeficiencyState(StrEnum):
    """Where a deficiency stands."""

    RECORDED = "recorded"
    ACKNOWLEDGED = "acknowledged"
    CONTESTED = "contested"
    IN_REMEDIATION = "in_remediation"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Found(NamedTuple):
    """A deficiency. `quote_at` is where its wording stands; `recurrences`: how often it was closed in the unit before.

    `reported`: its case has reported results, so that its term no longer runs.
    """

    deficiency: DeficiencyId
    unit: UnitId
    target: TargetKind
    target_body: BodyKind | None
    target_office: Office | None
    code: DeficiencyCode
    severity: Severity
    causes: tuple[CauseCode, ...]
    source: SourceKind
    source_id: str
    self_reported: bool
    found_on: date
    found_by: tuple[PersonId, ...]
    quote_at: int
    state: DeficiencyState = DeficiencyState.RECORDED
    contested_at: int | None = None
    case: RemediationId | None = None
    due: date | None = None
    reported: bool = False
    closed_on: date | None = None
    recurrences: int = 0


deficiencies = Temporal("deficiencies", Found, now=("unit state due", "case", "code unit")).then("unit")
