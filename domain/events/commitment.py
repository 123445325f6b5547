"""The story of a yearly commitment (bản cam kết hằng năm), of a unit or of one of its members: made, reviewed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.events.fact import Fact
from domain.names import PersonId, Sealed, UnitId


class CommitmentResult(StrEnum):
    """Kết quả thực hiện cam kết: thực hiện tốt, một phần, chưa thực hiện."""

    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class CommitmentMade(Fact):
    """A unit committed itself for a year, or a member did (`person`); it is reviewed by a day."""

    unit: UnitId
    year: int
    text: Sealed
    review_by: date
    person: PersonId | None = None


@dataclass(frozen=True, slots=True)
class CommitmentReviewed(Fact):
    """What came of it, as the cell saw it."""

    result: CommitmentResult
    on: date
    note: Sealed | None = None


CommitmentFact = CommitmentMade | CommitmentReviewed
