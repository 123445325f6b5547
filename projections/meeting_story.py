"""A meeting on one page: its row, its unit, and the newest meeting before it that resolved anything, at once."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from domain.names import MeetingId
from projections.meeting_calendar import Meeting, meetings
from projections.scope import here
from projections.temporal import so_at
from projections.unit_tree import Unit, units


class MeetingStory(NamedTuple):
    """A meeting, its unit as it is today, and the meeting whose resolution comes up at it."""

    meeting: Meeting
    unit: Unit
    resolved_before: MeetingId | None


def story_of_meeting(db: Connection, meeting: UUID) -> MeetingStory | None:
    """The story of a meeting, or None where there is no such meeting."""
    before_it = meetings.table.alias("earlier")
    c, earlier = meetings.c, before_it.c
    alike = (earlier.unit == c.unit) & earlier.body.is_not_distinct_from(c.body) & (earlier.on < c.on)
    before = select(earlier.meeting).where(alike, earlier.resolution.is_not(None), so_at(before_it))
    newest = before.order_by(earlier.on.desc()).limit(1).correlate(meetings.table).scalar_subquery()
    of_unit = [units.c[name] for name in units.shown]
    query = meetings.select().add_columns(*of_unit, newest).join_from(meetings.table, units.table, here(c.unit))
    line = db.execute(query.where(c.meeting == meeting)).one_or_none()
    width = len(meetings.shown)
    return MeetingStory(Meeting(*line[:width]), Unit(*line[width:-1]), line[-1]) if line else None
