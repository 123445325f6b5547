"""The doors of the secretaries' room."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from flask import Blueprint, Flask

from domain.names import Role
from web.acts import Act, may_somewhere
from web.policy import caller
from web.shell import N_, Door, open_doors
from web.wording import word

rooms = Blueprint("secretaries", __name__)
OF_A_CELL = frozenset({Role.SECRETARY, Role.OVERSEER})


def init_app(app: Flask) -> None:
    from web.secretaries import cases, meeting_acts, meetings, scores, supervisions, tasks, visits  # noqa: F401  # they hang their routes in

    app.register_blueprint(rooms)
    app.jinja_env.filters.update(hour=hour, pair=pair)
    app.jinja_env.globals.update(worded=worded, may_do=may_do)
    open_doors(
        app,
        Door("secretaries.tasks", N_("Việc"), "list-checks", None, 5, on_phone=True, roles=OF_A_CELL),
        Door("secretaries.meetings", N_("Lịch họp"), "calendar-days", Act.READ_MEETING, 40, on_phone=True),
        Door("secretaries.minutes", N_("Biên bản"), "file-text", Act.HOLD_MEETING, 41, on_phone=True),
        Door("secretaries.work", N_("Khắc phục"), "folder-open", Act.REMEDY, 42, on_phone=True, roles=OF_A_CELL),
        Door("secretaries.help_", N_("Trợ giúp"), "circle-help", None, 90, on_phone=True, roles=OF_A_CELL),
    )


def hour(moment: datetime) -> str:
    """07:30, as a time field takes it."""
    return moment.strftime("%H:%M")


def pair(thing: object, value: str, text: str) -> tuple[object, object]:
    """An option of a choice: what is sent, what is read."""
    return getattr(thing, value), getattr(thing, text)


def worded(kind: str, codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Options of a choice among codes."""
    return [(code.value, word(kind, code)) for code in codes]


def may_do(act: str) -> bool:
    """Whether the caller may do this anywhere: for doors and buttons of lists."""
    return may_somewhere(caller().held, Act(act))
