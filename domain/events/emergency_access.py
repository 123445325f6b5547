"""The story of an emergency access: taken by an administrator who reads no cases, ended, looked at by the committee."""

from dataclasses import dataclass
from datetime import datetime

from domain.events.fact import Fact
from domain.names import PersonId, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class EmergencyAccessOpened(Fact):
    """The person may read everything of the unit and below it until a moment, and change nothing by it."""

    person: PersonId
    unit: UnitId
    reason: Sealed
    until: datetime


@dataclass(frozen=True, slots=True)
class EmergencyAccessEnded(Fact):
    """It was given up before its time, or taken away."""


@dataclass(frozen=True, slots=True)
class EmergencyAccessReviewed(Fact):
    """The inspection committee looked at it, and says whether it was called for."""

    justified: bool
    note: Sealed


EmergencyAccessFact = EmergencyAccessOpened | EmergencyAccessEnded | EmergencyAccessReviewed
