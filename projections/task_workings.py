"""What the tasks keep in mind between two facts, beside the states of the domain."""

from dataclasses import dataclass, field
from datetime import date

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
