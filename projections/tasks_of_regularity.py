"""What is owed for regularity: a calendar to decide or to mend, a self-inspection to do."""

from domain.events import regularity as told
from domain.month_calendar import MonthCalendar
from domain.names import Role
from domain.record import Record
from domain.self_inspection import SelfInspection
from projections.sheet import Sheet
from projections.task_kinds import TaskKind
from projections.tasks import blank, owe, view

__all__ = ["view"]


@view.on(*view.told(told.CalendarFact))
def of_calendars(sheet: Sheet, record: Record[told.CalendarFact]) -> None:
    calendar = (sheet.working(MonthCalendar, record.stream) or MonthCalendar()).after(record)
    sheet.keep(record.stream, calendar)
    if calendar.unit is None or calendar.approved:
        owe(sheet, record.stream, ())
        return
    owed = blank(record, calendar.unit)
    decide = owed._replace(kind=TaskKind.DECIDE_CALENDAR, role=Role.OVERSEER)
    owe(sheet, record.stream, [decide if calendar.waits else owed._replace(kind=TaskKind.MEND_CALENDAR)])


@view.on(*view.told(told.SelfInspectionFact))
def of_self_inspections(sheet: Sheet, record: Record[told.SelfInspectionFact]) -> None:
    inspection = (sheet.working(SelfInspection, record.stream) or SelfInspection()).after(record)
    sheet.keep(record.stream, inspection)
    if inspection.unit is None or inspection.done:
        owe(sheet, record.stream, ())
    else:
        owed = blank(record, inspection.unit)
        owe(sheet, record.stream, [owed._replace(kind=TaskKind.INSPECT_ITSELF, due=inspection.due)])
