"""The story of one remediation case (vụ việc khắc phục), from its opening to its effect."""

from dataclasses import dataclass, field
from datetime import date

from domain.events.fact import Fact
from domain.events.furthering import StepFurthered, StepRestarted
from domain.names import (
    Basis,
    CauseCode,
    Classification,
    DeficiencyCode,
    DeficiencyId,
    PersonId,
    RemediationId,
    Sealed,
    SolutionCode,
    UnitId,
)


@dataclass(frozen=True, slots=True)
class Limitation:
    """A deficiency as the case took it in: who found it, and whether its unit did so itself."""

    deficiency: DeficiencyId
    unit: UnitId
    code: DeficiencyCode
    found_by: tuple[PersonId, ...]
    self_reported: bool
    causes: tuple[CauseCode, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A line of the five-column plan: limitation, remedy of a solution, time, product, and who answers for it.

    `playbook_step`: the step of the solution's playbook that it was taken from.
    """

    deficiency: DeficiencyId
    solution: SolutionCode
    remedy: Sealed
    due: date
    product: Sealed
    owner: PersonId
    playbook_step: str | None = None


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step brought, in the report."""

    step: int
    text: Sealed


@dataclass(frozen=True, slots=True)
class RemediationOpened(Fact):
    """Deficiencies were handed to a unit to put right by a day that a document sets.

    `playbooks`: the versions of the solutions that the case keeps; what is not named is the first.
    """

    unit: UnitId
    limitations: tuple[Limitation, ...]
    due: date
    basis: Basis
    recurrence_of: RemediationId | None = None
    playbooks: dict[SolutionCode, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanSubmitted(Fact):
    """The unit proposed its plan."""

    steps: tuple[PlanStep, ...]


@dataclass(frozen=True, slots=True)
class PlanApproved(Fact):
    """The inspection committee agreed to the plan."""


@dataclass(frozen=True, slots=True)
class PlanReturned(Fact):
    """The plan went back to the unit."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class EvidenceFiled(Fact):
    """A file came in for a step; `sha256` names its content, `name` the file as sent."""

    step: int
    sha256: str
    name: Sealed
    size: int
    media_type: str
    classification: Classification
    note: Sealed | None = None
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepDone(Fact):
    """A step of the plan was carried out. Steps count from 1."""

    step: int
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ResultReported(Fact):
    """The unit reported what the plan brought."""

    results: tuple[StepResult, ...]


@dataclass(frozen=True, slots=True)
class DeficiencyVerified(Fact):
    """A deficiency was checked and found put right."""

    deficiency: DeficiencyId
    reason: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ResultSentBack(Fact):
    """A deficiency was checked and found not put right yet."""

    deficiency: DeficiencyId
    reason: Sealed


@dataclass(frozen=True, slots=True)
class DeficiencyDropped(Fact):
    """A deficiency left the case: withdrawn, or its contest upheld."""

    deficiency: DeficiencyId


@dataclass(frozen=True, slots=True)
class DeficiencyJoined(Fact):
    """A finding joined the reopened case."""

    limitation: Limitation


@dataclass(frozen=True, slots=True)
class CausesNoted(Fact):
    """The causes of a deficiency in this case were analysed."""

    deficiency: DeficiencyId
    causes: tuple[CauseCode, ...]


@dataclass(frozen=True, slots=True)
class ContestNoted(Fact):
    """A deficiency in this case is disputed (`open`), or its contest was decided."""

    deficiency: DeficiencyId
    open: bool


@dataclass(frozen=True, slots=True)
class ExtensionRequested(Fact):
    """The unit asked for more time."""

    until: date
    reason: Sealed


@dataclass(frozen=True, slots=True)
class ExtensionGranted(Fact):
    """The deadline moved."""

    until: date
    reason: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ExtensionRefused(Fact):
    """The deadline stays."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class RemediationClosed(Fact):
    """Follow-up ended (kết thúc theo dõi)."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class EffectivenessCheckAsked(Fact):
    """Some months after closure an inspector is asked whether the remedy held; `recurred`: signs that it did not."""

    on: date
    after_months: int
    recurred: tuple[DeficiencyCode, ...] = ()


@dataclass(frozen=True, slots=True)
class EffectivenessConfirmed(Fact):
    """The remedy held."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class EffectivenessDenied(Fact):
    """The remedy did not hold."""

    reason: Sealed


@dataclass(frozen=True, slots=True)
class RemediationReopened(Fact):
    """The closed case goes on, for the deficiencies named."""

    reason: Sealed
    deficiencies: tuple[DeficiencyId, ...]


@dataclass(frozen=True, slots=True)
class CommentMade(Fact):
    """Someone added a remark to the case."""

    text: Sealed


RemediationFact = (
    RemediationOpened | PlanSubmitted | PlanApproved | PlanReturned | EvidenceFiled | StepDone | StepFurthered |
    StepRestarted | ResultReported | DeficiencyVerified | ResultSentBack | DeficiencyDropped | DeficiencyJoined |
    CausesNoted | ContestNoted | ExtensionRequested | ExtensionGranted | ExtensionRefused | RemediationClosed |
    EffectivenessCheckAsked | EffectivenessConfirmed | EffectivenessDenied | RemediationReopened | CommentMade
)  # fmt: skip
