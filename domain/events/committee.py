"""The story of one review of a committee (rà soát cấp ủy) by its superior."""

from dataclasses import dataclass
from datetime import date

from domain.capacity_names import CommitteeState
from domain.events.fact import Fact
from domain.names import BodyKind, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class CommitteeReviewed(Fact):
    """The superior looked at a unit's committee and said what it needs; with so many seats, so many of them filled."""

    unit: UnitId
    body: BodyKind
    on: date
    state: CommitteeState
    seats: int
    filled: int
    note: Sealed | None = None


CommitteeFact = CommitteeReviewed
