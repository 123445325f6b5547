"""The tasks whose term is near or has passed: whom to remind is found from them."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, select

from domain.calendar import first_day, month_of, months_after, months_on
from projections.scope import here
from projections.tasks import Task, tasks
from projections.tasks_owed import OF_MEETINGS
from projections.unit_tree import units

FARTHEST = timedelta(days=31)
"""No reminder comes so many days before a term: a few working days, however many holidays lie between."""


class Placed(NamedTuple):
    """A task, and the path of its unit."""

    task: Task
    path: str


def tasks_with_terms(db: Connection, on: date, months: int) -> list[Placed]:
    """What is owed with a term about a day or in the months before it; meetings of months judged without them are not
    called for any more."""
    c, of_meetings = tasks.c, tasks.c.kind.in_(OF_MEETINGS)
    since = first_day(months_on(month_of(on), -1) or month_of(on))
    query = (
        select(*(c[name] for name in tasks.shown), units.c.path)
        .where(tasks.at(), here(c.unit), c.due >= months_after(on, -months), c.due <= on + FARTHEST)
        .where(~of_meetings | (c.due >= since))
        .order_by(c.due, c.opened_at, c.about, c.n)
    )
    return [Placed(Task(*line[:-1]), line[-1]) for line in map(tuple, db.execute(query))]
