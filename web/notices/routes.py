"""Notices of tasks whose term is near or has passed: listed, counted beside the bell, read."""

from datetime import date
from typing import NamedTuple

from flask import Blueprint, Flask, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.events.notice import Nearness
from domain.names import Role
from projections.notices import UNREAD, Notice, Sought, count_unread, notices_of
from projections.task_kinds import TaskKind
from projections.tasks import Task
from projections.unit_tree import Unit, units_by_id
from web import policy
from web.answers import recorded
from web.asking import from_form, record
from web.house import house
from web.inspection.lists import shown
from web.languages import gettext
from web.policy import caller
from web.secretaries.tasks import OF_CASES, href, where_decided
from web.working_days import work_calendar
from workflows.requests.notices import ReadNotices, read_notices

rooms = Blueprint("bell", __name__)
TONES = {Nearness.COMING_DUE: "info", Nearness.DUE: "warn", Nearness.OVERDUE: "bad", Nearness.ESCALATED: "bad"}


class Told(NamedTuple):
    """A notice as its person reads it: of which unit, how many working days are left, and where the task is done."""

    notice: Notice
    unit: Unit | None
    days: int
    href: str

    @property
    def nearness(self) -> Nearness:
        """As it is today: what was due when it was told may be overdue by now."""
        due = self.notice.nearness is Nearness.DUE
        return Nearness.OVERDUE if due and self.days < 0 else self.notice.nearness

    @property
    def tone(self) -> str:
        return TONES[self.nearness]


def init_app(app: Flask) -> None:
    app.register_blueprint(rooms)


@rooms.get("/notices")
@policy.signed_in
def notices() -> str:
    everything = "all" in request.args
    sought, me = Sought() if everything else UNREAD, caller().person
    with house().reading() as db:
        listed = shown(lambda part: notices_of(db, me, sought, part), None, request.args.get("cursor"))
        units = units_by_id(db, {one.unit for one in listed.items})
    told = [_told(one, units.get(one.unit), house().now().date()) for one in listed.items]
    return render_template("notices/notices.html", told=told, listed=listed, everything=everything)


@rooms.get("/notices/unread")
@policy.signed_in
def unread() -> str:
    """The number beside the bell, asked for by every page once it is there."""
    with house().reading() as db:
        number = count_unread(db, caller().person)
    return render_template("notices/_unread.html", number=number)


@rooms.post("/notices/read")
@policy.signed_in
def read() -> AnyResponse:
    record(read_notices, from_form(ReadNotices))
    return recorded(url_for("bell.notices"), gettext("Đã ghi là đã xem."))


def _told(one: Notice, unit: Unit | None, today: date) -> Told:
    return Told(one, unit, work_calendar().working_days_between(today, one.due), _href(one))


def _href(one: Notice) -> str:
    """Where the task is done; whoever is told of it from above looks at the case in their own room."""
    kind = TaskKind(one.task)
    task = Task(one.about, kind, one.n, one.unit, Role.SECRETARY, None, None, one.due, one.on, one.told_at)
    above = one.nearness is Nearness.ESCALATED and kind in OF_CASES
    return where_decided(task) if above else href(task)
