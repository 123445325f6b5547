"""Where the tasks that solutions leave are done."""

from flask import url_for

from projections.tasks import Task, TaskKind

OF_SOLUTION_2 = frozenset(
    {
        *(TaskKind.FILL_OFFICE, TaskKind.RECORD_ATTENDANCE, TaskKind.ASSESS_LEARNERS),
        *(TaskKind.ACKNOWLEDGE_RULES, TaskKind.DO_MEMBER_TASK, TaskKind.CONFIRM_MEMBER_TASK),
    }
)
OF_SOLUTION_6 = frozenset(
    {
        *(TaskKind.PLAN_SUPPORT, TaskKind.APPROVE_SUPPORT, TaskKind.ASSIGN_MENTOR),
        *(TaskKind.REACH_MILESTONE, TaskKind.END_SUPPORT),
    }
)


def where_worked_on(task: Task) -> str | None:
    """The page of the thing; None for a task that is no solution's."""
    if task.kind in OF_SOLUTION_2:
        return url_for("solutions.one", number=2)
    return url_for("solutions.one", number=6) if task.kind in OF_SOLUTION_6 else None
