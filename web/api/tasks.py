"""What the signed-in person owes, most urgent first."""

from dataclasses import dataclass

from projections import tasks_owed
from projections.notices import level_of, marks_of
from projections.task_kinds import TaskKind
from projections.tasks import Task
from web import policy
from web.api.lists import Paged, asked_well, list_of
from web.api.operations import Answer, gives, room
from web.api.shown import Named, Showing, shape_of
from web.house import house
from web.owing import owing
from web.policy import caller

rooms = room("tasks", "What one owes.")

TASK = shape_of(Task, "TaskOwed", Named(frozenset({"opened_at"}), more=(("overdue", bool), ("escalated", int))))
TASKS = list_of(TASK, "TaskList")


@dataclass(frozen=True, kw_only=True)
class TasksSought(Paged):
    """Which of one's tasks."""

    kind: tuple[TaskKind, ...] = ()


@rooms.get("/tasks")
@policy.signed_in
@gives(TASKS, seeks=TasksSought)
def list_tasks(asked: TasksSought) -> Answer:
    """What the caller owes: by name, or by a role at a unit; what has no term comes last.

    `escalated` says how many levels above were told that it is overdue.
    """
    today = house().now().date()
    with house().reading() as db, asked_well():
        listed = tasks_owed.tasks_of(db, owing(caller()), asked.part, kinds=asked.kind)
        showing = Showing(db, listed.items)
        marks = marks_of(db, listed.items)
    items = tuple(
        showing.show(task, TASK, overdue=task.due is not None and task.due < today, escalated=level_of(task, marks))
        for task in listed.items
    )
    return Answer(TASKS(items=items, next=listed.next, total=listed.total))
