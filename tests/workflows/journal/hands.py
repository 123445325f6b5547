"""Hands that write, and facts for them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from domain.events.meeting import MeetingScheduled
from domain.events.unit import UnitRegistered, UnitRenamed
from domain.names import MeetingKind, PersonId, UnitId, UnitKind
from domain.record import Hand

SECRETARY = PersonId("p-secretary")
INSPECTOR = PersonId("p-inspector")
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
CELL = UnitRegistered("CB-17", "Chi bộ 17", UnitKind.CELL)
RENAMED = UnitRenamed("Chi bộ Mười bảy", NOON.date())


def hand(by: PersonId = SECRETARY, command: UUID | None = None) -> Hand:
    """A hand with a command of its own."""
    return Hand(by, NOON, command or uuid4())


def meeting(day: int = 5) -> MeetingScheduled:
    at = NOON + timedelta(days=day)
    return MeetingScheduled(UnitId(UUID(int=17)), MeetingKind.REGULAR, at.date(), at, "Hội trường")
