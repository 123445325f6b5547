"""The story of contributions (ghi nhận đóng góp): of how many members, and how they were acknowledged; never whose."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.events.fact import Fact
from domain.names import UnitId


class ContributionForm(StrEnum):
    """Biểu dương tại buổi sinh hoạt, biểu dương bằng văn bản, đề nghị khen thưởng."""

    AT_THE_MEETING = "at_the_meeting"
    IN_WRITING = "in_writing"
    PUT_FORWARD = "put_forward"


@dataclass(frozen=True, slots=True)
class ContributionsAcknowledged(Fact):
    """A cell acknowledged the contributions of so many members."""

    unit: UnitId
    on: date
    members: int
    form: ContributionForm


ContributionFact = ContributionsAcknowledged
