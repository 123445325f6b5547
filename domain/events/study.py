"""The story of a study campaign (đợt quán triệt): opened, its briefings held, attended and acknowledged, ended."""

from dataclasses import dataclass
from datetime import date

from domain.events.fact import Fact
from domain.names import UnitId


@dataclass(frozen=True, slots=True)
class StudyCampaignOpened(Fact):
    """A committee calls units to study a matter, and asks them to acknowledge it by a day."""

    unit: UnitId
    matter: str
    invited: tuple[UnitId, ...]
    acknowledge_by: date
    document: str | None = None


@dataclass(frozen=True, slots=True)
class BriefingHeld(Fact):
    """A session of the campaign took place."""

    on: date


@dataclass(frozen=True, slots=True)
class BriefingAttended(Fact):
    """Of a unit so many committee members and members were there, and its head (người đứng đầu) or not."""

    unit: UnitId
    on: date
    committee: int
    head: bool
    members: int


@dataclass(frozen=True, slots=True)
class BriefingAcknowledged(Fact):
    """The unit took the matter in, and answers for telling its members."""

    unit: UnitId


@dataclass(frozen=True, slots=True)
class StudyCampaignEnded(Fact):
    """Nothing more is asked of the units."""


StudyFact = StudyCampaignOpened | BriefingHeld | BriefingAttended | BriefingAcknowledged | StudyCampaignEnded
