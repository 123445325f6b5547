"""The pages of this room, and its doors in the frame."""

from flask import Flask

from web.inspection import (  # noqa: F401  # their routes hang themselves on the blueprint
    background,
    case_list,
    cases,
    decisions,
    findings,
    months,
    new_finding,
    opening,
    overview,
    proposals,
    register,
    spoken,
    supervisions,
    units,
)
from web.inspection.room import READERS, rooms
from web.shell import N_, Door, open_doors


def init_app(app: Flask) -> None:
    app.register_blueprint(rooms)
    spoken.init_app(app)
    open_doors(
        app,
        Door("inspection.overview", N_("Tổng quan"), "layout-dashboard", order=10, roles=READERS, on_phone=True),
        Door(
            "inspection.decisions",
            N_("Cần quyết"),
            "inbox",
            order=20,
            roles=READERS,
            on_phone=True,
            count=decisions.waiting,
        ),
        Door("inspection.differing_months", N_("Tháng cần xem lại"), "scale", order=25, roles=READERS),
        Door("inspection.deficiencies", N_("Khuyết điểm"), "flag", order=30, roles=READERS),
        Door("inspection.cases", N_("Khắc phục"), "folder-open", order=40, roles=READERS, on_phone=True),
        Door("inspection.supervisions", N_("Giám sát"), "search", order=50, roles=READERS),
        Door("inspection.units", N_("Tổ chức đảng"), "building-2", order=60, roles=READERS, on_phone=True),
    )
