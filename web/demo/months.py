"""What is known of each cell's months while the stories play, and the round that closes them."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from domain.calendar import VIETNAM, grace_day
from domain.cell_month import CellMonth, Sight
from domain.cell_traits import CellTraits
from domain.events.month import DeficiencyProposed
from domain.judging import looks_back_from
from domain.meeting_seen import MeetingSeen
from domain.names import Month, UnitId
from domain.record import Record
from domain.rulesets import national
from domain.visit_seen import VisitSeen
from web.demo.shape import PlannedUnit
from web.demo.stage import Stage
from workflows.reactions.close_months_that_ended import BY_ITSELF, MonthToClose, closings

THE_ROUND = time(0, 15)
"""When the daily round runs."""
A_MOMENT = timedelta(milliseconds=40)


class MonthsKept:
    """Folds the facts of cells, meetings and visits as they are told; lets go of months that no rule looks back on."""

    def __init__(self) -> None:
        self._traits: dict[UUID, CellTraits] = {}
        self._seen: dict[UUID, MeetingSeen | VisitSeen] = {}
        self._of: dict[tuple[UUID, Month], list[UUID]] = defaultdict(list)
        self._cell_of: dict[UUID, UUID] = {}

    def listen(self, record: Record[Any]) -> None:
        stream = record.stream
        if seen := self._seen.get(stream):
            self._seen[stream] = seen.after(record)
        elif traits := self._traits.get(stream):
            self._traits[stream] = traits.after(record)
        else:
            self._open(record)

    def register(self, cell: UnitId) -> None:
        """From now on this cell's facts are kept."""
        self._traits[cell] = CellTraits(cell)

    def _open(self, record: Record[Any]) -> None:
        cell = getattr(record.fact, "unit", None)
        if cell in self._traits:
            opened = MeetingSeen.opening(record, cell) or VisitSeen.opening(record, cell)
            if opened is not None:
                self._seen[record.stream] = opened
                self._of[cell, opened.month].append(record.stream)

    def sight(self, cell: UnitId, month: Month) -> Sight:
        """The month as the rules see it, before it is closed."""
        return Sight(self._month(cell, month), tuple(self._month(cell, before) for before in looks_back_from(month)))

    def _month(self, cell: UnitId, month: Month) -> CellMonth:
        seen = [self._seen[stream] for stream in self._of.get((cell, month), ()) if stream in self._seen]
        meetings = tuple(one for one in seen if isinstance(one, MeetingSeen))
        visits = tuple(one for one in seen if isinstance(one, VisitSeen))
        return CellMonth(self._traits[cell], month, meetings, visits)

    def let_go(self, newest: Month) -> None:
        """What lies further back than rules look from the month after the newest is no longer needed."""
        needed = {newest, *looks_back_from(newest)}
        for key in [key for key in self._of if key[1] <= newest and key[1] not in needed]:
            for stream in self._of.pop(key):
                self._seen.pop(stream, None)


class Proposed:
    """A proposal with the stream it stands in."""

    __slots__ = ("fact", "stream")

    def __init__(self, stream: UUID, fact: DeficiencyProposed) -> None:
        self.stream, self.fact = stream, fact


def closing_time(month: Month) -> datetime:
    """The first round after the month's grace day."""
    terms = national(grace_day(month, 1)).terms
    return datetime.combine(grace_day(month, terms.grace_day) + timedelta(days=1), THE_ROUND, VIETNAM)


def close_month(stage: Stage, kept: MonthsKept, cell: PlannedUnit, month: Month) -> list[Proposed]:
    """Record a cell's verdicts, as the daily round does; what was proposed."""
    sight = kept.sight(stage.unit(cell.code), month)
    hand = stage.hand(BY_ITSELF, f"close {cell.code} {month}")
    proposed = []
    for command in closings([MonthToClose(sight, national)], stage.now.astimezone(VIETNAM).date(), hand):
        stage.journal.record(command.hand, *command.writings)
        proposed = [Proposed(writing.stream, writing.facts[0]) for writing in command.writings[1:]]  # type: ignore[arg-type]  # all are proposals
        stage.journal.forget(command.writings[0].stream)
    return proposed
