"""A cell's months side by side, folded from all its streams: its own, its meetings', visits' and months' ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from domain.cell_month import CellMonth, Seen, Sight
from domain.cell_traits import CellTraits
from domain.events.month import MonthClosed
from domain.judging import looks_back_from
from domain.meeting_seen import MeetingSeen
from domain.names import Month, UnitId
from domain.record import Record
from domain.visit_seen import VisitSeen


@dataclass(frozen=True)
class CellHistory:
    """All that is known of a cell by month. A meeting that is moved takes its whole story to its new month."""

    cell: CellTraits
    meetings: dict[UUID, MeetingSeen] = field(default_factory=dict)
    visits: dict[UUID, VisitSeen] = field(default_factory=dict)
    closed: frozenset[Month] = frozenset()

    @classmethod
    def of(cls, cell: UnitId, records: Iterable[Record[Any]]) -> CellHistory:
        """Fold the records of every stream that concerns the cell, in journal order."""
        history = cls(CellTraits(cell))
        for record in records:
            history = history.after(record)
        return history

    def after(self, record: Record[Any]) -> CellHistory:
        """Fold one more fact. What concerns another cell, or a committee's own meeting, changes nothing."""
        cell, fact = self.cell.unit, record.fact
        if isinstance(fact, MonthClosed):
            return replace(self, closed=self.closed | {fact.month}) if fact.cell == cell else self
        if record.stream == cell:
            return replace(self, cell=self.cell.after(record))
        if (meeting := _seen(self.meetings, record, MeetingSeen.opening, cell)) is not None:
            return replace(self, meetings={**self.meetings, record.stream: meeting})
        if (visit := _seen(self.visits, record, VisitSeen.opening, cell)) is not None:
            return replace(self, visits={**self.visits, record.stream: visit})
        return self

    def month(self, month: Month) -> CellMonth:
        """What is known of one month; a month of which nothing is known is a quiet one."""
        meetings = tuple(seen for seen in self.meetings.values() if seen.month == month)
        visits = tuple(seen for seen in self.visits.values() if seen.month == month)
        return CellMonth(self.cell, month, meetings, visits, month in self.closed)

    def sight(self, month: Month) -> Sight:
        """The month as the rules see it, with the months before it that some of them look back on."""
        return Sight(self.month(month), tuple(self.month(earlier) for earlier in looks_back_from(month)))


def _seen(
    known: dict[UUID, Seen], record: Record[Any], opening: Callable[[Record[Any], UnitId], Seen | None], cell: UnitId
) -> Seen | None:
    """The meeting or visit of the record's stream, folded on or opened by it; None when it is none of the cell's."""
    thing = known.get(record.stream)
    return opening(record, cell) if thing is None else thing.after(record)
