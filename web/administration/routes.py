"""The doors of the administrators' room."""

from flask import Blueprint, Flask

from web.acts import Act
from web.shell import N_, Door, open_doors

rooms = Blueprint("administration", __name__)
SETTING_UP = N_("Quản trị")


def init_app(app: Flask) -> None:
    from web.administration import emergency, people, register, unit_acts, users, working_days  # noqa: F401  # they hang their routes in

    app.register_blueprint(rooms)
    open_doors(
        app,
        Door("administration.register", N_("Sổ tổ chức"), "network", Act.REGISTER_UNITS, 70, SETTING_UP, on_phone=True),
        Door("administration.users", N_("Người dùng"), "users", Act.ADMIT_USERS, 71, SETTING_UP, on_phone=True),
        Door("administration.bring_in", N_("Nhập sổ"), "upload", Act.REGISTER_UNITS, 72, SETTING_UP),
        Door(
            "administration.working_days",
            N_("Ngày làm việc"),
            "calendar-check",
            Act.SETTLE,
            73,
            SETTING_UP,
            on_phone=True,
        ),
    )
