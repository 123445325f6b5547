"""The story of one thematic supervision (giám sát chuyên đề), as far as it is recorded today."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import DeficiencyId, PersonId, UnitId


@dataclass(frozen=True, slots=True)
class SupervisionProposed(Fact):
    """A body proposed to supervise some units on a matter over a period; `unit` is the supervising one."""

    unit: UnitId
    subjects: tuple[UnitId, ...]
    subject_matter: str
    period: str
    team: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class SupervisionConcluded(Fact):
    """The conclusion notice (thông báo kết luận) was issued; it sets the date to report by."""

    number: str
    dated: date
    report_by: date
    deficiencies: tuple[DeficiencyId, ...] = ()


SupervisionFact = SupervisionProposed | SupervisionConcluded
