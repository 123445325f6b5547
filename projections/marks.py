"""The log's marks: moments by which people find their way back, months closed, conclusions issued, rules adopted."""

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, select

from domain.events.month import MonthClosed
from domain.events.ruleset import RuleSetAdopted
from domain.events.supervision import SupervisionConcluded
from domain.record import Record
from projections.sheet import Sheet
from projections.temporal import Temporal, so_today
from projections.view import View


class MarkKind(StrEnum):
    """What a mark marks."""

    MONTH = "month"
    CONCLUSION = "conclusion"
    RULES = "rules"


class Mark(NamedTuple):
    """A moment to look back to: a month's name, a conclusion's number, a rule set's name; as it was at `position`."""

    kind: MarkKind
    name: str
    position: int


marks = Temporal("log_marks", Mark, key=2)
FOLLOWED = MonthClosed | SupervisionConcluded | RuleSetAdopted
view = View("log_marks", marks).following(FOLLOWED)


@view.on(MonthClosed)
def closed(sheet: Sheet, record: Record[MonthClosed]) -> None:
    """A month is marked where its first cell was closed: before that, all of it was still open."""
    _mark(sheet, Mark(MarkKind.MONTH, record.fact.month, record.position))


@view.on(SupervisionConcluded)
def concluded(sheet: Sheet, record: Record[SupervisionConcluded]) -> None:
    _mark(sheet, Mark(MarkKind.CONCLUSION, record.fact.number, record.position))


@view.on(RuleSetAdopted)
def adopted(sheet: Sheet, record: Record[RuleSetAdopted]) -> None:
    _mark(sheet, Mark(MarkKind.RULES, record.fact.ruleset, record.position))


def _mark(sheet: Sheet, mark: Mark) -> None:
    if sheet.row(marks, mark.kind, mark.name) is None:
        sheet.put(marks, mark)


# Questions


def all_marks(db: Connection) -> list[Mark]:
    """Every mark up to today, in the order of the log, whatever the moment of the reading."""
    query = select(*(marks.c[name] for name in marks.shown)).where(so_today(marks.table))
    return marks.read(db, query.order_by(marks.c.position))
