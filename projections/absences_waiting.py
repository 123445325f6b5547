"""Meetings from which somebody was absent without reason, and of whom it is not yet known what followed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from domain.names import MeetingId
from projections.duties import absences
from projections.meeting_calendar import meetings
from projections.scope import seen
from projections.unit_tree import units

LOOKED_BACK, AT_MOST = timedelta(days=92), 20


class Missed(NamedTuple):
    """A meeting: so many were absent without reason, so many of those absences were handled."""

    meeting: MeetingId
    unit: str
    on: date
    unexcused: int
    handled: int


def meetings_with_absences(db: Connection, scope: Sequence[str], today: date) -> list[Missed]:
    """Of the last three months, the newest first."""
    m, a = meetings.c, absences.c
    counted = select(func.count()).where(absences.at(), a.meeting == m.meeting).scalar_subquery()
    query = select(m.meeting, units.c.name, m.on, m.unexcused, counted)
    query = query.join_from(meetings.table, units.table, seen(m.unit, scope))
    since = (m.on >= today - LOOKED_BACK) & (m.on <= today)
    waiting = query.where(meetings.at(), since, m.unexcused > counted).order_by(m.on.desc(), units.c.sort)
    return [Missed(*line) for line in db.execute(waiting.limit(AT_MOST))]
