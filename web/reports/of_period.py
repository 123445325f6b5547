"""The paper of a year or of a month: its figures, worded."""

from collections.abc import Mapping
from typing import Any

from web.languages import gettext as _
from web.reports.paper import Paper, Sheet, Stamp, made_from
from web.wording import word

Report = Mapping[str, Any]
OUTCOMES = ("kept", "broken", "not_applicable", "unknown")


def period_paper(report: Report, stamp: Stamp) -> Paper:
    """From the report as JSON: `month` is there where it is a month's."""
    month = report.get("month")
    of_month = _("Báo cáo tháng %(month)s", month=_turned(month)) if month else ""
    title = of_month or _("Báo cáo năm %(year)s", year=report["year"])
    sheets = (_organisations, _meetings, _verdicts, _deficiencies, _solutions, _types)
    return Paper(title, made_from(report["as_at"], stamp), tuple(sheet(report) for sheet in sheets))


def _turned(month: str) -> str:
    """2026-10 as 10/2026."""
    year, _sep, number = month.partition("-")
    return f"{number}/{year}"


def _organisations(report: Report) -> Sheet:
    o = report["organisations"]
    rows = (
        (_("Tổ chức cơ sở đảng"), o["grassroots"]),
        (_("trong đó đảng bộ cơ sở"), o["party_bodies"]),
        (_("chi bộ cơ sở"), o["grassroots_cells"]),
        (_("Chi bộ trực thuộc"), o["subordinate_cells"]),
        (_("Chi bộ phải sinh hoạt"), o["meeting_cells"]),
        (_("Đảng viên"), o["members"]),
    )
    return Sheet(_("Tổ chức"), (), rows)


def _meetings(report: Report) -> Sheet:
    m, attended = report["meetings"], report["attended"]
    rows = (
        (_("Buổi định kỳ phải có"), m["due"]),
        (_("đã họp"), m["held"]),
        (_("đúng ngày"), m["on_time"]),
        (_("Buổi chuyên đề"), m["thematic"]),
        (_("Cấp ủy cơ sở được dự"), attended["committees"]),
        (_("Chi bộ được dự"), attended["cells"]),
        (_("Tổ chức được giám sát chuyên đề"), report["supervised"]["thematic"]),
    )
    return Sheet(_("Sinh hoạt và kiểm tra"), (), rows)


def _verdicts(report: Report) -> Sheet:
    heads = (_("Quy tắc"), *(word("outcome", outcome) for outcome in OUTCOMES))
    rows = [_row(code, "rule", [n[outcome] for outcome in OUTCOMES]) for code, n in report["verdicts"].items()]
    return Sheet(_("Quy tắc"), heads, rows)


def _deficiencies(report: Report) -> Sheet:
    told = ("found", "closed", "open", "overdue", "recurred")
    heads = (_("Hạn chế"), _("phát hiện"), _("đã đóng"), _("còn mở"), _("quá hạn"), _("tái phạm"))
    rows = [_row(code, "deficiency", [n[name] for name in told]) for code, n in report["deficiencies"].items()]
    return Sheet(_("Hạn chế"), heads, rows)


def _solutions(report: Report) -> Sheet:
    heads = (_("Giải pháp"), _("việc đã giao"), _("đã xong"))
    rows = [_row(code, "solution", [n["steps"], n["done"]]) for code, n in report["solutions"].items()]
    return Sheet(_("Giải pháp"), heads, rows)


def _types(report: Report) -> Sheet:
    heads = (_("Loại hình"), _("chi bộ"), _("đảng viên"), _("phải họp"), _("đã họp"), _("đúng ngày"))
    rows = [
        (
            word("unit_type", type_),
            *(of["organisations"][name] for name in ("meeting_cells", "members")),
            *(of["meetings"][name] for name in ("due", "held", "on_time")),
        )
        for type_, of in report["by_type"].items()
    ]
    return Sheet(_("Theo loại hình"), heads, rows)


def _row(code: str, kind: str, numbers: list[int]) -> tuple[str | int, ...]:
    return (f"{code} {word(kind, code)}", *numbers)
