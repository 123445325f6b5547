"""The pages of this room, and its door in the frame."""

from flask import Flask

from web.acts import Act
from web.shell import N_, Door, open_doors
from web.solutions import board  # noqa: F401  # its routes hang themselves on the blueprint
from web.solutions.room import rooms


def init_app(app: Flask) -> None:
    app.register_blueprint(rooms)
    open_doors(app, Door("solutions.board", N_("Bảy giải pháp"), "lightbulb", Act.READ_COMPLIANCE, order=50))
