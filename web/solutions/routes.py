"""The pages of this room, and its door in the frame."""

from flask import Flask

from web.acts import Act
from web.shell import N_, Door, open_doors
from web.solutions import board, campaigns, regulations, undertakings  # noqa: F401  # their routes hang themselves on the blueprint  # noqa: F401  # its routes hang themselves on the blueprint
from web.solutions.diagram import happens, term
from web.solutions.room import rooms


def init_app(app: Flask) -> None:
    app.register_blueprint(rooms)
    app.jinja_env.globals.update(step_term=term, step_happens=happens)
    open_doors(app, Door("solutions.board", N_("Bảy giải pháp"), "lightbulb", Act.READ_COMPLIANCE, order=50))
