"""The pages of this room, and its door in the frame."""

from collections.abc import Iterable

from flask import Flask

from web.acts import Act
from web.shell import N_, Door, open_doors
from web.solutions import (  # noqa: F401  # their routes hang themselves on the blueprint
    board,
    calendars,
    campaigns,
    courses,
    duties,
    offices,
    playbooks,
    programmes,
    regulations,
    self_checks,
    supports,
    undertakings,
)
from web.solutions.diagram import happens, term
from web.solutions.room import rooms
from web.wording import word


def init_app(app: Flask) -> None:
    app.register_blueprint(rooms)
    app.jinja_env.globals.update(step_term=term, step_happens=happens, action_options=action_options)
    open_doors(app, Door("solutions.board", N_("Bảy giải pháp"), "lightbulb", Act.READ_COMPLIANCE, order=50))


def action_options(actions: Iterable[str]) -> list[tuple[str, str]]:
    """Options of a choice among actions."""
    return [(code, f"{code} {word('solution', code)}") for code in actions]
