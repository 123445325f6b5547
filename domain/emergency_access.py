"""One emergency access: taken for a while with a reason, ended, reviewed by another person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from domain import refusals
from domain.events.emergency_access import EmergencyAccessEnded, EmergencyAccessOpened, EmergencyAccessReviewed
from domain.names import PersonId, Sealed, UnitId
from domain.record import Hand, Record

LONGEST = timedelta(hours=1)
SHORTEST = timedelta(minutes=5)


@dataclass(frozen=True)
class EmergencyAccess:
    """What a decision on an emergency access needs to know."""

    person: PersonId | None = None
    unit: UnitId | None = None
    until: datetime | None = None
    reviewed: bool = False

    def take(self, hand: Hand, unit: UnitId, reason: Sealed, minutes: int) -> EmergencyAccessOpened:
        lasts = timedelta(minutes=minutes)
        if not SHORTEST <= lasts <= LONGEST:
            raise refusals.EmergencyAccessTooLong(SHORTEST // timedelta(minutes=1), LONGEST // timedelta(minutes=1))
        return EmergencyAccessOpened(hand.by, unit, reason, hand.at + lasts)

    def end(self, hand: Hand) -> EmergencyAccessEnded:
        if self.known() <= hand.at:
            raise refusals.EmergencyAccessOver
        return EmergencyAccessEnded()

    def review(self, hand: Hand, justified: bool, note: Sealed) -> EmergencyAccessReviewed:
        self.known()
        if self.reviewed:
            raise refusals.EmergencyAccessAlreadyReviewed
        if self.person in hand.people:
            raise refusals.ReviewsOwnEmergencyAccess
        return EmergencyAccessReviewed(justified, note)

    def known(self) -> datetime:
        """Until when it lasts, if it was taken."""
        if self.until is None:
            raise refusals.NotThere
        return self.until

    def after(self, record: Record[Any]) -> EmergencyAccess:
        match record.fact:
            case EmergencyAccessOpened(person=person, unit=unit, until=until):
                return EmergencyAccess(person, unit, until)
            case EmergencyAccessEnded():
                return replace(self, until=min(self.known(), record.occurred_at))
            case EmergencyAccessReviewed():
                return replace(self, reviewed=True)
            case _:
                return self
