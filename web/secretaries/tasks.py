"""What the signed-in person owes: one card for the most urgent, one verb; then the rest."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from flask import render_template, url_for

from projections.listing import Part
from projections.notices import Mark, marks_of
from projections.reading import Reading
from projections.task_kinds import TaskKind
from projections.tasks import Task
from projections.tasks_owed import tasks_of
from projections.unit_tree import Unit, units_by_id
from web import policy
from web.acts import Act, may_somewhere
from web.house import house
from web.owing import owing
from web.policy import caller
from web.secretaries.routes import rooms
from web.solutions.tasks import where_worked_on
from web.working_days import work_calendar

SHOWN = 40
OF_MEETINGS = frozenset({TaskKind.HOLD_MEETING, TaskKind.FILE_MINUTES, TaskKind.DECIDE_CLASS})
OF_REGULATIONS = frozenset(
    {
        TaskKind.NEGOTIATE_REGULATION,
        TaskKind.SIGN_REGULATION,
        TaskKind.MEND_CLAUSE,
        TaskKind.RENEW_REGULATION,
    }
)
OF_CALENDARS = frozenset({TaskKind.DECIDE_CALENDAR, TaskKind.MEND_CALENDAR})
OF_CASES = frozenset({TaskKind.SUBMIT_PLAN, TaskKind.MEND_PLAN, TaskKind.DO_STEP, TaskKind.REPORT_RESULTS})
OF_SUPERVISIONS = frozenset(
    {
        TaskKind.DECIDE_SUPERVISION,
        TaskKind.ANNOUNCE_SUPERVISION,
        TaskKind.HOLD_SESSION,
        TaskKind.DRAFT_REPORT,
        TaskKind.HOLD_CONFERENCE,
        TaskKind.CONCLUDE_SUPERVISION,
        TaskKind.END_FOLLOW_UP,
    }
)
PICTURES = {
    TaskKind.HOLD_MEETING: "calendar-clock",
    TaskKind.FILE_MINUTES: "file-text",
    TaskKind.DO_STEP: "camera",
    TaskKind.SUBMIT_PLAN: "pencil",
    TaskKind.MEND_PLAN: "rotate-ccw",
    TaskKind.REPORT_RESULTS: "send",
    TaskKind.REPORT_ON_ITSELF: "pencil",
}


class Owed(NamedTuple):
    """A task as its owner reads it: where it is, how many working days are left (below zero: overdue)."""

    task: Task
    unit: Unit | None
    days: int | None
    href: str
    picture: str
    mark: Mark | None = None

    @property
    def tone(self) -> str:
        if self.days is None:
            return "info"
        return "bad" if self.days < 0 else "warn" if self.days <= 3 else "info"


@rooms.get("/tasks")
@policy.signed_in
def tasks() -> str:
    with house().reading() as db:
        listed = tasks_of(db, owing(caller()), Part(limit=SHOWN))
        owed = _owed(db, listed.items)
    return render_template("secretaries/tasks.html", owed=owed, total=listed.total)


@rooms.get("/help")
@policy.signed_in
def help_() -> str:
    return render_template("secretaries/help.html")


def _owed(db: Reading, found: list[Task]) -> list[Owed]:
    units = units_by_id(db, {task.unit for task in found})
    marks, today = marks_of(db, found), house().now().date()
    return [
        Owed(
            task, units.get(task.unit), _days(today, task.due), href(task), PICTURES.get(task.kind, "flag"),
            marks.get((task.about, task.kind.value, task.n)),
        )
        for task in found
    ]  # fmt: skip


def _days(today: date, due: date | None) -> int | None:
    return None if due is None else work_calendar().working_days_between(today, due)


def href(task: Task) -> str:
    """Where the task is done."""
    about: UUID = task.about
    if task.kind is TaskKind.DECIDE_CLASS:
        return url_for("secretaries.score", meeting=about)
    if task.kind in OF_MEETINGS:
        return url_for("secretaries.meeting", meeting=about)
    if task.kind in OF_CASES:
        return url_for("secretaries.case", case=about)
    if task.kind is TaskKind.REPORT_ON_ITSELF:
        return url_for("secretaries.supervised", supervision=about)
    if task.kind in OF_REGULATIONS:
        return url_for("solutions.regulation", regulation=about)
    if task.kind in OF_CALENDARS:
        return url_for("solutions.calendar", calendar=about)
    if task.kind is TaskKind.INSPECT_ITSELF:
        return url_for("solutions.inspection", inspection=about)
    return where_worked_on(task) or where_decided(task)


def where_decided(task: Task) -> str:
    """Superiors decide in their own room."""
    if task.kind in OF_SUPERVISIONS:
        return url_for("inspection.supervision", supervision=task.about)
    match task.kind:
        case TaskKind.DECIDE_PROPOSAL:
            return url_for("inspection.proposal", proposal=task.about)
        case TaskKind.OPEN_CASE | TaskKind.DECIDE_CONTEST:
            return url_for("inspection.deficiency", deficiency=task.about)
        case TaskKind.MAKE_VISIT if may_somewhere(caller().held, Act.VISIT):
            return url_for("overseers.make", visit=task.about)
        case TaskKind.ACKNOWLEDGE_GUIDANCE:
            return url_for("overseers.one_guidance", guidance=task.about)
        case TaskKind.REVIEW_EMERGENCY_ACCESS:
            return url_for("administration.emergency_access", access=task.about)
        case TaskKind.AGREE_TO_RULE_CHANGE:
            return url_for("leadership.rule_change", change=task.about)
        case TaskKind.ASSIGN_OVERSEER:
            return url_for("overseers.gaps")
        case TaskKind.MAKE_VISIT | TaskKind.GIVE_FEEDBACK | TaskKind.ACKNOWLEDGE_FEEDBACK:
            return url_for("secretaries.visit", visit=task.about)
        case TaskKind.ACKNOWLEDGE_BRIEFING:
            return url_for("solutions.campaign", campaign=task.about)
        case TaskKind.REVIEW_COMMITMENT | TaskKind.FINISH_THEME_PAPER | TaskKind.ANSWER_MEMBERS_PROPOSAL:
            return url_for("solutions.undertaking", undertaking=task.about)
        case _:
            return url_for("inspection.case", case=task.about)
