"""All that is known of one cell (chi bộ) in one month, folded from facts: what a rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol, Self, TypeVar
from uuid import UUID

from domain.calendar import last_day
from domain.cell_traits import CellTraits
from domain.events.meeting import MeetingHeld
from domain.events.month import MonthClosed
from domain.events.visit import VisitPlanned
from domain.meeting_seen import FactSeen, MeetingSeen
from domain.names import MeetingId, MeetingKind, Month, UnitId
from domain.record import Record
from domain.visit_seen import VisitSeen

EVERY_KIND = frozenset(MeetingKind)
REGULAR = frozenset({MeetingKind.REGULAR, MeetingKind.COMBINED})
"""Kinds that count as the month's regular meeting (sinh hoạt định kỳ)."""
THEMATIC = frozenset({MeetingKind.THEMATIC, MeetingKind.COMBINED})
"""Kinds that count as a thematic meeting (sinh hoạt chuyên đề)."""


class SeenThrough(Protocol):
    """A meeting or a visit: it has a stream of its own."""

    @property
    def id(self) -> UUID: ...

    def after(self, record: Record[Any]) -> Self: ...


Seen = TypeVar("Seen", bound=SeenThrough)


@dataclass(frozen=True, slots=True)
class CellMonth:
    """A cell's month: the cell as it was, its meetings and the visits to them.

    A meeting belongs to the month it was held in, or is set for while it is not held. `closed`: the grace day has
    passed, so that a missing fact now speaks.
    """

    cell: CellTraits
    month: Month
    meetings: tuple[MeetingSeen, ...] = ()
    visits: tuple[VisitSeen, ...] = ()
    closed: bool = False

    def after(self, record: Record[Any]) -> CellMonth:
        """Fold a fact of the cell, of its meetings or of visits to it. What concerns another cell changes nothing."""
        fact = record.fact
        if isinstance(fact, MonthClosed):
            mine = fact.cell == self.cell.unit and fact.month == self.month
            return replace(self, closed=True) if mine else self
        if record.stream == self.cell.unit:
            return replace(self, cell=self.cell.after(record))
        if isinstance(fact, VisitPlanned) or any(visit.id == record.stream for visit in self.visits):
            return self._after_visit(record)
        return self._after_meeting(record)

    def _after_meeting(self, record: Record[Any]) -> CellMonth:
        meetings = _folded(self.meetings, record, MeetingSeen.opening, self.cell.unit)
        return self if meetings is self.meetings else replace(self, meetings=meetings)

    def _after_visit(self, record: Record[Any]) -> CellMonth:
        visits = _folded(self.visits, record, VisitSeen.opening, self.cell.unit)
        return self if visits is self.visits else replace(self, visits=visits)

    def of(self, cell: CellTraits) -> CellMonth:
        """The same month, the cell told whole."""
        return CellMonth(cell, self.month, self.meetings, self.visits, self.closed)

    def took(self, meeting: MeetingSeen) -> CellMonth:
        """The month with a meeting that came to it from another one, or stands there anew."""
        return replace(self, meetings=(*self._meetings_but(meeting.id), meeting))

    def visited(self, visit: VisitSeen) -> CellMonth:
        """The month with a visit that came to it from another one."""
        return replace(self, visits=(*(seen for seen in self.visits if seen.id != visit.id), visit))

    def was_spared(self, visit: UUID) -> CellMonth:
        """The month without a visit that was moved to another one."""
        return replace(self, visits=tuple(seen for seen in self.visits if seen.id != visit))

    def gave_up(self, meeting: MeetingId) -> CellMonth:
        """The month without a meeting that was moved to another one."""
        return replace(self, meetings=self._meetings_but(meeting))

    def _meetings_but(self, meeting: MeetingId) -> tuple[MeetingSeen, ...]:
        return tuple(seen for seen in self.meetings if seen.id != meeting)

    def meeting(self, meeting: MeetingId) -> MeetingSeen | None:
        return next((seen for seen in self.own_meetings if seen.id == meeting), None)

    @property
    def own_visits(self) -> tuple[VisitSeen, ...]:
        """The visits of this month; one that was moved away or called off is left out."""
        return tuple(seen for seen in self.visits if seen.month == self.month and not seen.cancelled)

    @property
    def own_meetings(self) -> tuple[MeetingSeen, ...]:
        """The meetings of this month; one that was moved away is left out."""
        return tuple(seen for seen in self.meetings if seen.month == self.month)

    def held(self, kinds: frozenset[MeetingKind]) -> tuple[MeetingSeen, ...]:
        """Meetings of these kinds that took place, in the order in which they did."""
        took_place = [seen for seen in self.own_meetings if seen.held is not None and seen.kind in kinds]
        if len(took_place) > 1:
            took_place.sort(key=lambda seen: (seen.day, seen.id))
        return tuple(took_place)

    @property
    def owed(self) -> bool:
        """Whether the cell owes this month its meeting: it does when it exists at the month's end."""
        return self.cell.exists_on(last_day(self.month))

    @property
    def there(self) -> bool:
        """Whether there is anything to judge: the month is owed, or a meeting was held in it after all."""
        return self.owed or any(seen.held for seen in self.own_meetings)

    @property
    def silent(self) -> bool:
        """The month is closed and nothing at all was recorded of it (a colour of its own, apart from broken)."""
        return self.closed and self.owed and not self.own_meetings and not self.own_visits

    @property
    def facts(self) -> tuple[int, ...]:
        """Journal positions of all that is known of the month, the cell's own set-day and attributes included."""
        seen = [fact.position for fact in self._facts_seen()]
        return tuple(sorted({*seen, *self.cell.positions_on(last_day(self.month))}))

    def late(self, days: float) -> frozenset[int]:
        """Positions of facts entered more than so many days after they happened: a mark, not a verdict."""
        return frozenset(fact.position for fact in self._facts_seen() if fact.lag > days)

    def _facts_seen(self) -> Iterator[FactSeen]:
        for meeting in self.own_meetings:
            yield from meeting.facts
        for visit in self.own_visits:
            yield from visit.facts


def _folded(
    things: tuple[Seen, ...], record: Record[Any], opening: Callable[[Record[Any], UnitId], Seen | None], cell: UnitId
) -> tuple[Seen, ...]:
    """The things with the one of the record's stream folded on, or with a new one that the record opens."""
    if any(thing.id == record.stream for thing in things):
        return tuple(thing.after(record) if thing.id == record.stream else thing for thing in things)
    opened = opening(record, cell)
    return things if opened is None else (*things, opened)


class Sight(NamedTuple):
    """What a rule may look at: a month, up to three months before it (newest first), and one meeting in turn."""

    month: CellMonth
    earlier: tuple[CellMonth, ...] = ()
    meeting: MeetingSeen | None = None

    @property
    def closed(self) -> bool:
        return self.month.closed

    def months(self) -> dict[Month, CellMonth]:
        """The months in sight by name."""
        return {seen.month: seen for seen in (self.month, *self.earlier)}

    def facing(self, meeting: MeetingSeen) -> Sight:
        """The same month with one of its meetings in turn."""
        return Sight(self.month, self.earlier, meeting)

    def held_meeting(self) -> tuple[MeetingSeen, MeetingHeld]:
        """The meeting in turn and how it was held; only a held meeting is ever put before a rule."""
        meeting = self.meeting
        if meeting is None or meeting.held is None:
            raise LookupError("no held meeting in sight")
        return meeting, meeting.held

    def at_close(self) -> Sight:
        """The same, once the grace day has passed."""
        return self._replace(month=replace(self.month, closed=True))
