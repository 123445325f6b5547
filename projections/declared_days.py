"""Days that the administrators declared off or worked, beside the country's calendar."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from domain.events.calendar import CalendarFact, DayDeclarationWithdrawn, DayOffDeclared, WorkingDayDeclared
from domain.record import Record
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.view import View


class DeclaredDay(NamedTuple):
    """A day, whether it is worked here, and by which document."""

    day: date
    works: bool
    basis: str


days = Temporal("declared_days", DeclaredDay, now=("day",))
view = View("declared_days", days).following(CalendarFact)


@view.on(DayOffDeclared)
def off(sheet: Sheet, record: Record[DayOffDeclared]) -> None:
    sheet.put(days, DeclaredDay(record.fact.on, works=False, basis=record.fact.basis))


@view.on(WorkingDayDeclared)
def worked(sheet: Sheet, record: Record[WorkingDayDeclared]) -> None:
    sheet.put(days, DeclaredDay(record.fact.on, works=True, basis=record.fact.basis))


@view.on(DayDeclarationWithdrawn)
def withdrawn(sheet: Sheet, record: Record[DayDeclarationWithdrawn]) -> None:
    sheet.end(days, record.fact.on)


def declared_days(db: Connection, at: int | None = None) -> list[DeclaredDay]:
    """Every day that was declared and stands, in order."""
    return days.read(db, days.select(at).order_by(days.c.day))
