"""What is to be decided: one queue, most urgent first; what rules propose about a month of a cell stands together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from flask import g, render_template

from domain.names import DeficiencyCode, Role, UnitId
from projections.listing import EXACT
from projections.notices import Mark, marks_of
from projections.reading import Reading
from projections.task_kinds import TaskKind
from projections.tasks import Task
from projections.tasks_owed import Owing, count_tasks, most_pressing, tasks_of
from projections.unit_tree import Unit, units_by_id
from web import policy
from web.asking import from_query
from web.house import house
from web.inspection.lists import shown
from web.inspection.room import rooms
from web.owing import owing
from web.policy import Act, caller
from web.secretaries.tasks import href
from web.working_days import work_calendar
from workflows.requests.shapes import Line

SUPERIORS = frozenset({Role.INSPECTOR, Role.OVERSEER, Role.LEADER})
SOON = 3
"""Working days."""


@dataclass(frozen=True)
class QueueAsked:
    """Which kind of decision is looked at."""

    kind: TaskKind | None = None
    sort: Line | None = None
    cursor: Line | None = None


class Decision(NamedTuple):
    """A row of the queue: what, about whom, until when; `codes` where several proposals stand together."""

    task: Task
    unit: Unit
    codes: tuple[DeficiencyCode, ...]
    days: int | None
    href: str
    mark: Mark | None = None

    @property
    def tone(self) -> str:
        if self.days is None:
            return "info"
        return "bad" if self.days < 0 else "warn" if self.days <= SOON else "ok"


@rooms.get("/decisions")
@policy.needs(Act.READ_PROPOSAL, of=policy.anywhere)
def decisions() -> str:
    asked = from_query(QueueAsked)
    with house().reading() as db:
        kinds = (asked.kind,) if asked.kind else ()
        listed = shown(lambda part: tasks_of(db, _mine(), part, kinds=kinds), asked.sort, asked.cursor)
        units = units_by_id(db, {task.unit for task in listed.items})
        marks = marks_of(db, listed.items)
    if asked.kind is None:
        g.owed = EXACT if listed.total is None else listed.total
    queue = [
        one._replace(mark=marks.get((one.task.about, one.task.kind.value, one.task.n)))
        for one in together(listed.items, units)
    ]
    return render_template("inspection/decisions.html", queue=queue, listed=listed, asked=asked, kinds=decided_here())


def together(tasks: Iterable[Task], units: dict[UnitId, Unit]) -> Iterator[Decision]:
    """The rows of tasks; proposals that one closing made of one cell's month are one row."""
    today = house().now().date()
    for _, group in groupby(tasks, key=_kept_together):
        first, *others = group
        codes = tuple(task.code for task in (first, *others) if task.code)
        yield Decision(first, units[first.unit], codes, _days(today, first.due), href(first))


def waiting() -> int:
    """How much the caller has to decide: the number in the frame, asked once a request."""
    if "owed" not in g:
        with house().reading() as db:
            g.owed = count_tasks(db, _mine(), house().now().date()).owed
    return int(g.owed)


def most_pressing_here(db: Reading, limit: int) -> tuple[list[Decision], int]:
    """The top of the queue, and how long it is; one query, which the number in the frame needs no more."""
    found, g.owed = most_pressing(db, _mine(), limit)
    units = {one.unit.unit: one.unit for one in found}
    return list(together([one.task for one in found], units)), g.owed


def decided_here() -> list[TaskKind]:
    """Kinds of decisions, in the order in which a case goes."""
    by_unit = {TaskKind.SUBMIT_PLAN, TaskKind.MEND_PLAN, TaskKind.DO_STEP, TaskKind.REPORT_RESULTS}
    by_unit |= {TaskKind.REPORT_ON_ITSELF}
    of_cells = {TaskKind.HOLD_MEETING, TaskKind.FILE_MINUTES, TaskKind.ACKNOWLEDGE_FEEDBACK}
    of_cells |= {TaskKind.ACKNOWLEDGE_RULES, TaskKind.DO_MEMBER_TASK, TaskKind.CONFIRM_MEMBER_TASK}
    of_cells |= {TaskKind.ACKNOWLEDGE_GUIDANCE}
    of_cells |= {TaskKind.ACKNOWLEDGE_BRIEFING, TaskKind.REVIEW_COMMITMENT, TaskKind.FINISH_THEME_PAPER}
    of_cells |= {TaskKind.ANSWER_MEMBERS_PROPOSAL}
    return [kind for kind in TaskKind if kind not in by_unit | of_cells]


def _mine() -> Owing:
    """What the caller owes as a superior; what they owe as a secretary stands in the secretaries' room."""
    whole = owing(caller())
    return whole._replace(reach=tuple(one for one in whole.reach if one[0] in SUPERIORS))


def _kept_together(task: Task) -> tuple[object, ...]:
    if task.kind is TaskKind.DECIDE_PROPOSAL:
        return task.kind, task.unit, task.since
    return task.kind, task.about, task.n


def _days(today: date, due: date | None) -> int | None:
    return None if due is None else work_calendar().working_days_between(today, due)
