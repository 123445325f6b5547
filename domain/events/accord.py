"""The story of an agreement with an owner (quy chế phối hợp): dialogue, draft, clauses, signing, keeping, end."""

from dataclasses import dataclass
from datetime import date

from domain.accord_names import ClauseAnswer, ClauseKind, Counterpart, DialogueOutcome
from domain.events.fact import Fact
from domain.names import Sealed, UnitId


@dataclass(frozen=True, slots=True)
class OwnerDialogueHeld(Fact):
    """The cell talked with the owner or the management (trao đổi với chủ doanh nghiệp), and what came of it."""

    unit: UnitId
    on: date
    counterpart: Counterpart
    outcome: DialogueOutcome
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ClauseProposed:
    """A clause of a draft: what it is about, and its wording."""

    kind: ClauseKind
    wording: Sealed


@dataclass(frozen=True, slots=True)
class RegulationDrafted(Fact):
    """A coordination regulation (quy chế phối hợp) was drafted, clause by clause."""

    unit: UnitId
    clauses: tuple[ClauseProposed, ...]


@dataclass(frozen=True, slots=True)
class ClauseNegotiated(Fact):
    """The owner answered on a clause, counted from one: agreed, another wording wanted, refused."""

    clause: int
    answer: ClauseAnswer
    on: date
    wording: Sealed | None = None


@dataclass(frozen=True, slots=True)
class RegulationSigned(Fact):
    """Both sides signed; in force from a day until a day. `agreed` is what its clauses settle."""

    number: str
    signed_on: date
    in_force_from: date
    in_force_until: date
    agreed: tuple[ClauseKind, ...]


@dataclass(frozen=True, slots=True)
class RegulationReviewed(Fact):
    """Both sides looked back on how the regulation was kept (sơ kết)."""

    on: date
    result: Sealed


@dataclass(frozen=True, slots=True)
class RegulationProlonged(Fact):
    """Both sides agreed that it stays in force until a later day."""

    on: date
    in_force_until: date


@dataclass(frozen=True, slots=True)
class RenewalAsked(Fact):
    """The regulation ends soon: the cell is called on to prolong it, or to agree on another."""

    in_force_until: date


@dataclass(frozen=True, slots=True)
class RegulationExpired(Fact):
    """Its last day passed."""

    on: date


@dataclass(frozen=True, slots=True)
class RegulationEnded(Fact):
    """A side withdrew from it, or the draft was given up."""

    on: date
    reason: Sealed


@dataclass(frozen=True, slots=True)
class ClauseKept(Fact):
    """The clause was looked at and is kept."""

    clause: int
    kind: ClauseKind
    on: date


@dataclass(frozen=True, slots=True)
class ClauseBroken(Fact):
    """The clause was not kept on a day: something is to be done about it."""

    clause: int
    kind: ClauseKind
    on: date
    note: Sealed


RegulationFact = (
    RegulationDrafted
    | ClauseNegotiated
    | RegulationSigned
    | RegulationReviewed
    | RegulationProlonged
    | RenewalAsked
    | RegulationExpired
    | RegulationEnded
    | ClauseKept
    | ClauseBroken
)
AccordFact = OwnerDialogueHeld | RegulationFact
