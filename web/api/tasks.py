"""What the signed-in person owes, most urgent first."""

from dataclasses import dataclass

from domain.names import Role
from projections import tasks_owed
from projections.tasks import Task, TaskKind
from projections.tasks_owed import Owing
from web import policy
from web.api.lists import Paged, asked_well, list_of
from web.api.operations import Answer, gives, room
from web.api.shown import Named, Showing, shape_of
from web.house import house
from web.policy import Caller, caller

rooms = room("tasks", "What one owes.")

TASK = shape_of(Task, "TaskOwed", Named(frozenset({"opened_at"}), more=(("overdue", bool),)))
TASKS = list_of(TASK, "TaskList")


@dataclass(frozen=True, kw_only=True)
class TasksSought(Paged):
    """Which of one's tasks."""

    kind: tuple[TaskKind, ...] = ()


@rooms.get("/tasks")
@policy.signed_in
@gives(TASKS, seeks=TasksSought)
def list_tasks(asked: TasksSought) -> Answer:
    """What the caller owes: by name, or by a role at a unit; what has no term comes last."""
    today = house().now().date()
    with house().reading() as db, asked_well():
        listed = tasks_owed.tasks_of(db, owing(caller()), asked.part, kinds=asked.kind)
        showing = Showing(db, listed.items)
    items = tuple(showing.show(task, TASK, overdue=task.due is not None and task.due < today) for task in listed.items)
    return Answer(TASKS(items=items, next=listed.next, total=listed.total))


def owing(who: Caller) -> Owing:
    """The caller, and for each role the paths at which they hold it."""
    roles = {one.role for one in who.held}
    return Owing(who.person, tuple((role, _paths(who, role)) for role in sorted(roles)))


def _paths(who: Caller, role: Role) -> tuple[str, ...]:
    return tuple(sorted({one.path for one in who.held if one.role is role}))
