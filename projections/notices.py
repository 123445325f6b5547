"""What people were told by themselves, whether they saw it, which tasks climbed, and which days' rounds were made."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select

from domain.events.notice import (
    DailyRoundMade,
    Means,
    Nearness,
    NoticeAcknowledged,
    NoticeFact,
    TaskEscalated,
    TaskReminded,
)
from domain.names import PersonId, Role, UnitId
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.sheet import Sheet
from projections.tasks import Task, tasks
from projections.temporal import Temporal
from projections.view import View

AT_ONCE = 500


class Notice(NamedTuple):
    """A notice to a person of a task, the newest of that task; `nth`: see the fact. Days are those it happened on."""

    notice: UUID
    person: PersonId
    unit: UnitId
    about: UUID
    task: str
    n: int
    due: date
    nearness: Nearness
    nth: int
    on: date
    told_at: int
    mailed_on: date | None
    read_on: date | None


class Mark(NamedTuple):
    """A task that climbed to a level above, with the term it had passed; `role` is whose level it is."""

    about: UUID
    task: str
    n: int
    unit: UnitId
    due: date
    level: int
    role: Role
    on: date


class RoundMade(NamedTuple):
    """A day whose round was made."""

    day: date


notices = Temporal("notices", Notice, now=("person", "about"))
marks = Temporal("escalations", Mark, key=3, now=("about",))
rounds = Temporal("rounds_made", RoundMade, now=("day",))
view = View("notices", notices, marks, rounds).following(NoticeFact)


@view.on(TaskReminded)
def reminded(sheet: Sheet, record: Record[TaskReminded]) -> None:
    fact = record.fact
    if fact.means is Means.MAIL:
        if row := sheet.row(notices, record.stream):
            sheet.put(notices, row._replace(mailed_on=fact.on))
        return
    for earlier in sheet.rows(notices, "about", fact.about):
        if (earlier.person, earlier.task, earlier.n) == (fact.person, fact.task, fact.n):
            sheet.end(notices, earlier.notice)
    of_task = (fact.unit, fact.about, fact.task, fact.n, fact.due, fact.nearness, fact.nth)
    sheet.put(notices, Notice(record.stream, fact.person, *of_task, fact.on, record.position, None, None))


@view.on(NoticeAcknowledged)
def read(sheet: Sheet, record: Record[NoticeAcknowledged]) -> None:
    if row := sheet.row(notices, record.stream):
        sheet.put(notices, row._replace(read_on=day_of(record)))


@view.on(TaskEscalated)
def escalated(sheet: Sheet, record: Record[TaskEscalated]) -> None:
    fact = record.fact
    sheet.put(marks, Mark(fact.about, fact.task, fact.n, fact.unit, fact.due, fact.level, fact.role, fact.on))


@view.on(DailyRoundMade)
def made(sheet: Sheet, record: Record[DailyRoundMade]) -> None:
    sheet.put(rounds, RoundMade(record.fact.on))


# Questions

c = notices.c
NEWEST_FIRST = Order(Notice, {"on": c.on, "due": c.due}, c.told_at, "-on")


class Sought(NamedTuple):
    """Which of a person's notices: read or not, of tasks still owed or not; what is None does not narrow."""

    read: bool | None = None
    owed: bool | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.read is not None:
            yield c.read_on.is_not(None) if self.read else c.read_on.is_(None)
        if self.owed is not None:
            yield _owed() if self.owed else ~_owed()


def _owed() -> ColumnElement[bool]:
    """The task is still owed, by the term it had."""
    same = (tasks.c.about == c.about) & (tasks.c.n == c.n) & (tasks.c.due == c.due) & (tasks.c.kind == c.task)
    return select(tasks.c.about).where(same, tasks.at()).exists()


UNREAD = Sought(read=False, owed=True)
"""What the bell counts: a task that is done needs no reading."""


def notices_of(db: Connection, person: PersonId, sought: Sought, part: Part, at: int | None = None) -> Listed[Notice]:
    """What a person was told, the newest first."""
    query = notices.select(at).where(c.person == person, *sought.conditions())
    return taken(db, query, NEWEST_FIRST, part)


def by_id(db: Connection, ids: Collection[UUID]) -> list[Notice]:
    """Notices by their ids, as far as no newer one took their place."""
    return notices.read(db, notices.select().where(c.notice.in_(ids)).order_by(c.told_at))


def count_unread(db: Connection, person: PersonId) -> int:
    query = select(func.count()).select_from(notices.table)
    return int(db.execute(query.where(notices.at(), c.person == person, *UNREAD.conditions())).scalar_one())


def to_mail(db: Connection) -> list[Notice]:
    """Unread notices of tasks still owed that no mail told of yet, person by person."""
    waiting = notices.select().where(c.mailed_on.is_(None), *UNREAD.conditions())
    return notices.read(db, waiting.order_by(c.person, c.due, c.told_at))


def mailed_on(db: Connection, day: date) -> frozenset[PersonId]:
    """Whom a mail told of something on a day."""
    return frozenset(db.execute(select(c.person).where(c.mailed_on == day).distinct()).scalars())


def known(db: Connection, ids: Collection[UUID]) -> set[UUID]:
    """Which of these notices were ever told."""
    asked, found = sorted(ids), set[UUID]()
    for first in range(0, len(asked), AT_ONCE):
        found.update(db.execute(select(c.notice).where(c.notice.in_(asked[first : first + AT_ONCE]))).scalars())
    return found


def marks_about(db: Connection, things: Collection[UUID], at: int | None = None) -> dict[tuple[UUID, str, int], Mark]:
    """The tasks about some streams that climbed; a mark speaks of a task as long as it has the term that passed."""
    found = marks.read(db, marks.select(at).where(marks.c.about.in_(things))) if things else []
    return {(one.about, one.task, one.n): one for one in found}


def marks_of(db: Connection, owed: Collection[Task]) -> dict[tuple[UUID, str, int], Mark]:
    """The marks of some tasks, as far as their term has not moved since."""
    found = marks_about(db, {task.about for task in owed})
    terms = {(task.about, task.kind.value, task.n): task.due for task in owed}
    return {key: mark for key, mark in found.items() if terms.get(key) == mark.due}


def level_of(task: Task, found: dict[tuple[UUID, str, int], Mark]) -> int:
    """How many levels above were told that it is overdue."""
    mark = found.get((task.about, task.kind.value, task.n))
    return mark.level if mark else 0


def mark_on(db: Connection, thing: UUID) -> Mark | None:
    """The highest level that anything still owed about a thing has climbed to."""
    owed = (tasks.c.about == marks.c.about) & (tasks.c.n == marks.c.n) & (tasks.c.due == marks.c.due)
    so = owed & (tasks.c.kind == marks.c.task) & tasks.at()
    query = marks.select().join_from(marks.table, tasks.table, so).where(marks.c.about == thing)
    return next(iter(marks.read(db, query.order_by(marks.c.level.desc()))), None)


def last_round(db: Connection) -> date | None:
    """The newest day whose round was made."""
    newest: date | None = db.execute(select(func.max(rounds.c.day)).where(rounds.at())).scalar_one()
    return newest
