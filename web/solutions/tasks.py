"""Where the tasks that solutions leave are done."""

from typing import Any

from flask import url_for

from projections.tasks import Task, TaskKind

THINGS = {
    TaskKind.RECORD_ATTENDANCE: ("solutions.course", "course"),
    TaskKind.ASSESS_LEARNERS: ("solutions.course", "course"),
    TaskKind.ACKNOWLEDGE_RULES: ("solutions.duty_rules_of", "rules"),
    TaskKind.DO_MEMBER_TASK: ("solutions.member_task", "member_task"),
    TaskKind.CONFIRM_MEMBER_TASK: ("solutions.member_task", "member_task"),
    TaskKind.PLAN_SUPPORT: ("solutions.support", "support"),
    TaskKind.APPROVE_SUPPORT: ("solutions.support", "support"),
    TaskKind.ASSIGN_MENTOR: ("solutions.support", "support"),
    TaskKind.REACH_MILESTONE: ("solutions.support", "support"),
    TaskKind.END_SUPPORT: ("solutions.support", "support"),
}
"""The page of the thing that a task is about, and what its address calls it."""


def where_worked_on(task: Task) -> str | None:
    """The page on which it is done; None for a task that is no solution's."""
    if task.kind is TaskKind.FILL_OFFICE:
        return url_for("solutions.offices")
    endpoint, name = THINGS.get(task.kind, ("", ""))
    about: dict[str, Any] = {name: task.about}
    return url_for(endpoint, **about) if endpoint else None
