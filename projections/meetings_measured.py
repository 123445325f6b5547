"""What meetings of cells measure: what the time went to, and how many of those present spoke; counts, never who."""

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from domain.names import MeetingKind, UnitKind
from projections.columns import added_up
from projections.measured import Figure, Measured, Measures
from projections.meeting_calendar import HELD, meetings
from projections.scope import seen
from projections.unit_tree import units

m = meetings.c


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


REGULAR = m.kind.in_([MeetingKind.REGULAR, MeetingKind.COMBINED])
TIMED = and_(REGULAR, m.agenda_minutes > 0)
FIGURES = {
    "agenda_on_core_tasks": (added_up(m.core_minutes), added_up(m.agenda_minutes)),
    "study_every_month": (_count(and_(TIMED, m.study_minutes > 0)), _count(TIMED)),
    "criticism_held": (_count(and_(TIMED, m.criticism_minutes > 0)), _count(TIMED)),
    "questions_sent": (_count(m.questions > 0), func.count()),
    "members_speaking": (added_up(m.speakers), added_up(m.present)),
    "new_speakers": (added_up(m.new_speakers), added_up(case((m.new_speakers.is_not(None), m.speakers), else_=0))),
}
"""Each as a part of a whole. Items are looked for where the agenda is timed, new speakers where they were counted."""


def measures(db: Connection, asked: Measured) -> Measures:
    """Meetings of cells held in the span; one query for all figures."""
    columns = [column for pair in FIGURES.values() for column in pair]
    query = select(units.c.type, *columns).join_from(meetings.table, units.table, seen(m.unit, asked.scope))
    of_cells = and_(HELD, m.body.is_(None), units.c.kind == UnitKind.CELL)
    in_span = and_(meetings.at(asked.at), m.on >= asked.first, m.on <= asked.last)
    lines = db.execute(query.where(in_span, of_cells).group_by(units.c.type)).all()
    return {
        code: {line[0]: Figure(line[1 + 2 * n] or 0, line[2 + 2 * n] or 0) for line in lines}
        for n, code in enumerate(FIGURES)
    }
