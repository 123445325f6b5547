"""The doors of the auditors' room."""

from flask import Blueprint, Flask

from domain.names import Role
from web.acts import Act
from web.sealed import last_seal
from web.shell import N_, Door, open_doors
from web.stamping import last_time_stamp

rooms = Blueprint("audit", __name__)
CHECKING = N_("Thanh tra, đối chiếu")


def init_app(app: Flask) -> None:
    from web.audit import bundle, entry, first, history, integrity, known, reads, replay  # noqa: F401  # they hang their routes in

    app.register_blueprint(rooms)
    app.jinja_env.globals.update(last_seal=last_seal, last_time_stamp=last_time_stamp)
    open_doors(
        app,
        Door("audit.first", N_("Kiểm tra"), "shield-check", order=5, roles=frozenset({Role.AUDITOR})),
        Door("audit.history", N_("Lịch sử sự kiện"), "history", Act.READ_HISTORY, 60, CHECKING),
        Door("audit.reads", N_("Ai đã xem gì"), "eye", Act.READ_HISTORY, 60, CHECKING),
        Door("audit.integrity", N_("Tính toàn vẹn"), "shield-check", Act.READ_HISTORY, 61, CHECKING),
        Door(
            "administration.emergency_accesses",
            N_("Truy cập khẩn cấp"),
            "key-round",
            Act.READ_EMERGENCY_ACCESS,
            62,
            CHECKING,
        ),
    )
