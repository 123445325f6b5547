"""The story of a proposal by members (kiến nghị, đề xuất của đảng viên): raised, answered. Never who raised it."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import Sealed, UnitId


@dataclass(frozen=True, slots=True)
class MembersProposalRaised(Fact):
    """Members of a cell asked for something; its committee, or whoever it turns to, answers by a day."""

    unit: UnitId
    what: Sealed
    on: date
    answer_by: date


@dataclass(frozen=True, slots=True)
class MembersProposalAnswered(Fact):
    """The members were told what became of it."""

    text: Sealed
    on: date


MembersProposalFact = MembersProposalRaised | MembersProposalAnswered
