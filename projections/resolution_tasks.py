"""The tasks that resolutions give: what comes up at the next meeting, what was reviewed, what is carried forward."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection

from domain.calendar import local_day
from domain.events import meeting as told
from domain.names import BodyKind, MeetingId, PersonId, UnitId
from domain.record import Record
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View


class ResolutionTaskState(StrEnum):
    """How far a task of a resolution has come; what is not done goes on to the next meeting by itself."""

    GIVEN = "given"
    CARRIED = "carried"
    DONE = "done"


class ResolutionTask(NamedTuple):
    """A task by the meeting that gave it and its number there; what it is stands at `given_at`.

    `waits` is the unit while the task is not done. `came_up_on` is the first meeting after it that resolved anything;
    `reviewed_on` the last one at which it was looked at; `carried` counts the meetings that left it unfinished.
    """

    meeting: MeetingId
    n: int
    unit: UnitId
    body: BodyKind | None
    waits: UnitId | None
    key: str
    owner: PersonId
    given_on: date
    due: date
    state: ResolutionTaskState
    came_up_on: date | None
    reviewed_on: date | None
    carried: int
    given_at: int


@dataclass(frozen=True)
class Whose:
    """The meeting's unit and body, and the day it was held or is set for."""

    unit: UnitId
    body: BodyKind | None
    on: date


tasks = Temporal("resolution_tasks", ResolutionTask, key=2, now=("unit state given_on", "waits", "came_up_on unit"))
LOOKED_AT = frozenset({told.MeetingScheduled, told.MeetingRescheduled, told.MeetingHeld, told.ResolutionPassed})
view = View("resolution_tasks", tasks).following(told.MeetingFact, ignores=View.told(told.MeetingFact) - LOOKED_AT)


@view.on(told.MeetingScheduled)
def scheduled(sheet: Sheet, record: Record[told.MeetingScheduled]) -> None:
    fact = record.fact
    sheet.keep(record.stream, Whose(fact.unit, fact.body.kind if fact.body else None, fact.on))


@view.on(told.MeetingRescheduled, told.MeetingHeld)
def moved(sheet: Sheet, record: Record[told.MeetingRescheduled | told.MeetingHeld]) -> None:
    if whose := sheet.working(Whose, record.stream):
        on = record.fact.on if isinstance(record.fact, told.MeetingRescheduled) else local_day(record.fact.started_at)
        sheet.keep(record.stream, Whose(whose.unit, whose.body, on))


@view.on(told.ResolutionPassed)
def resolved(sheet: Sheet, record: Record[told.ResolutionPassed]) -> None:
    """Earlier tasks come up, then the resolution's own are given."""
    whose = sheet.working(Whose, record.stream)
    if whose is None:
        return
    reviewed = {review.task: review.done for review in record.fact.reviewed}
    for task in sheet.rows(tasks, "waits", whose.unit):
        if task.body == whose.body and task.meeting != record.stream and task.given_on <= whose.on:
            sheet.put(tasks, _came_up(task, whose.on, reviewed.get(task.key)))
    for n, given in enumerate(record.fact.tasks, start=1):
        key = f"{record.fact.number}#{n}"
        row = ResolutionTask(
            MeetingId(record.stream), n, whose.unit, whose.body, whose.unit, key, given.owner, whose.on, given.due,
            ResolutionTaskState.GIVEN, None, None, 0, record.position,
        )  # fmt: skip
        sheet.put(tasks, row)
    sheet.drop(Whose, record.stream)


def _came_up(task: ResolutionTask, on: date, done: bool | None) -> ResolutionTask:
    """The task after a meeting: done, looked at and going on, or not looked at; what is not done is carried forward."""
    task = task._replace(came_up_on=task.came_up_on or on)
    if done is not None:
        task = task._replace(reviewed_on=on)
    if done:
        return task._replace(state=ResolutionTaskState.DONE, waits=None)
    return task._replace(state=ResolutionTaskState.CARRIED, carried=task.carried + 1)


# Questions

c = tasks.c
SORTS = Order(
    ResolutionTask, {"given_on": c.given_on, "due": c.due, "unit": units.c.sort}, c.given_at * 1000 + c.n, "-given_on"
)


class Sought(NamedTuple):
    """Which tasks a list shows; what is None does not narrow it."""

    state: ResolutionTaskState | None = None
    unit: UUID | None = None
    open: bool | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.state is not None:
            yield c.state == self.state
        if self.unit is not None:
            yield c.unit == self.unit
        if self.open is not None:
            yield c.waits.is_not(None) if self.open else c.waits.is_(None)


def resolution_tasks_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[ResolutionTask]:
    query = tasks.select(at).join_from(tasks.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


class ComingUp(NamedTuple):
    """At which meeting tasks come up: of a unit or one of its bodies, on a day."""

    meeting: UUID
    unit: UUID
    body: BodyKind | None
    on: date


def coming_up(db: Connection, at_meeting: ComingUp, at: int | None = None) -> list[ResolutionTask]:
    """The unfinished tasks that earlier resolutions gave, the oldest first."""
    query = tasks.select(at).where(c.waits == at_meeting.unit, c.body.is_not_distinct_from(at_meeting.body))
    query = query.where(c.meeting != at_meeting.meeting, c.given_on <= at_meeting.on)
    return tasks.read(db, query.order_by(c.given_at, c.n))
