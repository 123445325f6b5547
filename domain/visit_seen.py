"""One visit to a cell (dự sinh hoạt) as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from domain.calendar import local_day, month_of
from domain.events.fact import Fact
from domain.events.visit import FeedbackGiven, VisitCancelled, VisitMade, VisitMoved, VisitPlanned
from domain.meeting_seen import FactSeen
from domain.names import Grade, MeetingId, Month, Rating, UnitId, VisitId, VisitKind
from domain.record import Record


@dataclass(frozen=True, slots=True)
class VisitSeen:
    """A superior's visit: planned for a day, made or not, rated or not, fed back or not.

    `theme_fits`: what the visitor said of the theme, if anything.
    """

    id: VisitId
    kind: VisitKind
    on: date
    meeting: MeetingId | None = None
    made: bool = False
    ratings: dict[Rating, Grade] | None = None
    theme_fits: bool | None = None
    cancelled: bool = False
    fed_back: bool = False
    facts: tuple[FactSeen, ...] = ()

    @classmethod
    def opening(cls, record: Record[Any], cell: UnitId) -> VisitSeen | None:
        """The visit that a record opens for this cell; a visit to a committee is none of the cell's."""
        fact = record.fact
        if not isinstance(fact, VisitPlanned) or fact.unit != cell or fact.body is not None:
            return None
        return cls(VisitId(record.stream), fact.kind, fact.on, fact.meeting)._noting(record)

    def after(self, record: Record[Any]) -> Self:
        """Fold one more fact of the visit's stream; the newest word counts."""
        match record.fact:
            case VisitPlanned(kind=kind, on=on, meeting=meeting):
                return replace(self, kind=kind, on=on, meeting=meeting)._noting(record)
            case VisitMoved(on=on, meeting=meeting):
                return replace(self, on=on, meeting=meeting or self.meeting)._noting(record)
            case VisitCancelled():
                return replace(self, cancelled=True)._noting(record)
            case VisitMade(ratings=ratings, theme_fits=theme_fits):
                return replace(self, made=True, ratings=ratings, theme_fits=theme_fits)._noting(record)
            case FeedbackGiven():
                return replace(self, fed_back=True)._noting(record)
        return self

    def _noting(self, record: Record[Any]) -> Self:
        lag = (local_day(record.recorded_at) - local_day(record.occurred_at)).days
        return replace(self, facts=(*self.facts, FactSeen(type(record.fact).__name__, record.position, lag)))

    @property
    def month(self) -> Month:
        return month_of(self.on)

    def positions(self, *kinds: type[Fact]) -> tuple[int, ...]:
        """Where the facts of these kinds stand in the journal; of every kind when none is named."""
        names = {kind.__name__ for kind in kinds}
        return tuple(fact.position for fact in self.facts if not names or fact.name in names)
