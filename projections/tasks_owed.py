"""Questions to the tasks: what a person owes, what is owed about a thing."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, select, union

from domain.names import PersonId, Role
from projections.columns import Day
from projections.listing import Listed, Order, Part, taken
from projections.ranges import in_range
from projections.scope import here
from projections.task_kinds import TaskKind
from projections.tasks import Task, tasks
from projections.temporal import so_at
from projections.unit_tree import Unit, units

c = tasks.c
own = tasks.table.alias("own")
KEY = tasks.shown[: tasks.key]
OWN = [own.c[name] for name in KEY]
NO_TERM = literal(date.max, Day())
OF_MEETINGS = (TaskKind.HOLD_MEETING, TaskKind.FILE_MINUTES)
SORTS = Order(
    Task,
    {"due": func.coalesce(c.due, NO_TERM), "since": c.since, "kind": c.kind, "unit": units.c.sort},
    c.opened_at * 1000 + c.n,
    "due",
)
"""Most urgent first: by term, what has none last."""


class Owing(NamedTuple):
    """Who is asked about: a person, and for each role the paths at and below which the person holds it.

    Meetings set for a day before `meetings_since` are no longer called for: their month was judged without them.
    """

    person: PersonId
    reach: tuple[tuple[Role, tuple[str, ...]], ...]
    meetings_since: date | None = None


class TaskCount(NamedTuple):
    """How many tasks there are, and how many of them are overdue."""

    owed: int
    overdue: int


def _theirs(owing: Owing, at: int | None) -> ColumnElement[bool]:
    """Theirs by name or by a role: questions of their own, so that an index answers each; `or` would look at all."""
    named = select(*OWN).where(so_at(own, at), own.c.person == owing.person)
    by_role = (_by_role(role, paths, at) for role, paths in owing.reach)
    found = union(named, *by_role).subquery()
    theirs = and_(*(c[name] == found.c[name] for name in KEY))
    if owing.meetings_since is None:
        return theirs
    return theirs & (c.kind.not_in(OF_MEETINGS) | (c.due >= owing.meetings_since))


def _by_role(role: Role, paths: Sequence[str], at: int | None) -> Select[Any]:
    over = units.table.alias()
    here = so_at(over, at), in_range(over.c.path, paths), own.c.unit == over.c.unit
    return select(*OWN).where(so_at(own, at), own.c.role == role, *here)


def _with_units(at: int | None) -> ColumnElement[bool]:
    return tasks.at(at) & here(c.unit)


def tasks_of(
    db: Connection, owing: Owing, part: Part, at: int | None = None, kinds: Collection[TaskKind] = ()
) -> Listed[Task]:
    """What a person owes, most urgent first; `kinds` narrows it."""
    query = select(*(c[name] for name in tasks.shown)).where(_with_units(at), _theirs(owing, at))
    return taken(db, query.where(c.kind.in_(kinds)) if kinds else query, SORTS, part)


class Pressing(NamedTuple):
    """A task, and the unit it is owed about."""

    task: Task
    unit: Unit


def most_pressing(db: Connection, owing: Owing, limit: int) -> tuple[list[Pressing], int]:
    """What a person does first, with its units, and how much there is in all; one query."""
    shown = [c[name] for name in tasks.shown]
    query = select(*shown, *(units.c[name] for name in units.shown), func.count().over())
    query = query.where(_with_units(None), _theirs(owing, None))
    query = query.order_by(func.coalesce(c.due, NO_TERM), c.opened_at, c.n).limit(limit)
    found = [tuple(line) for line in db.execute(query)]
    listed = [Pressing(Task(*line[: len(shown)]), Unit(*line[len(shown) : -1])) for line in found]
    return listed, int(found[0][-1]) if found else 0


def count_tasks(db: Connection, owing: Owing, today: date, at: int | None = None) -> TaskCount:
    late = func.coalesce(func.sum(case((c.due < today, 1), else_=0)), 0)
    query = select(func.count(), late).where(_with_units(at), _theirs(owing, at))
    return TaskCount(*db.execute(query).one())


def tasks_about(db: Connection, things: Collection[UUID], at: int | None = None) -> list[Task]:
    """What is owed about some streams, such as a case and its deficiencies."""
    query = tasks.select(at).where(c.about.in_(things))
    return tasks.read(db, query.order_by(func.coalesce(c.due, NO_TERM), c.opened_at, c.n))


def tasks_at(db: Connection, scope: Sequence[str], limit: int, at: int | None = None) -> list[Task]:
    """What is owed at the units of a scope, most urgent first."""
    query = select(*(c[name] for name in tasks.shown)).where(_with_units(at), in_range(units.c.path, scope))
    return tasks.read(db, query.order_by(func.coalesce(c.due, NO_TERM), c.opened_at, c.n).limit(limit))
