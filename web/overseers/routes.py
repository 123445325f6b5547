"""The pages of this room, and its doors in the frame."""

from flask import Flask

from domain.names import Role
from web.acts import Act
from web.overseers import charge, coverage, guidance, making, programmes, proposed, visits  # noqa: F401  # their routes
from web.overseers.room import rooms
from web.shell import N_, Door, open_doors

READERS = frozenset({Role.OVERSEER, Role.LEADER, Role.INSPECTOR, Role.AUDITOR})
SUPERIORS = N_("Cấp trên theo dõi")


def init_app(app: Flask) -> None:
    app.register_blueprint(rooms)
    mine = frozenset({Role.OVERSEER})
    open_doors(
        app,
        Door("overseers.charge", N_("Phụ trách"), "shield-check", Act.VISIT, 8, on_phone=True, roles=mine),
        Door("overseers.visits", N_("Dự sinh hoạt"), "eye", Act.READ_VISIT, 51, SUPERIORS, roles=READERS),
        Door("overseers.proposed", N_("Đề xuất dự"), "route", Act.READ_VISIT, 52, SUPERIORS, roles=READERS),
        Door("overseers.coverage", N_("Độ phủ"), "target", Act.READ_VISIT, 53, SUPERIORS, roles=READERS),
        Door("overseers.gaps", N_("Người phụ trách"), "user-plus", Act.READ_VISIT, 54, SUPERIORS, roles=READERS),
        Door("overseers.guidance", N_("Văn bản hướng dẫn"), "megaphone", Act.READ_VISIT, 55, SUPERIORS),
        Door(
            "overseers.programmes",
            N_("Chương trình năm"),
            "calendar-check",
            Act.READ_VISIT,
            56,
            SUPERIORS,
            roles=READERS,
        ),
    )
