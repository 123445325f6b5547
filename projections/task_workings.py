"""What the tasks keep in mind between two facts, beside the states of the domain."""

from dataclasses import dataclass, field
from datetime import date

from domain.names import BodyKind, Office, Target
from domain.visit import Visit


@dataclass(frozen=True)
class VisitSeen:
    """A visit, and until when its feedback is to be acknowledged."""

    visit: Visit = field(default_factory=Visit)
    due: date | None = None


@dataclass(frozen=True)
class AgainstOverseers:
    """A finding against the inspection committee or an overseer: the leaders act where inspectors else do."""

    at: int


def leaders_act(target: Target) -> bool:
    """Whether leaders act on what is against this target, where inspectors else do."""
    inspectors = target.body is BodyKind.INSPECTION_COMMITTEE
    return inspectors or target.office in (Office.OVERSEER, Office.INSPECTION_COMMITTEE_MEMBER)
