"""Reports to take away: a year, a month, a case, in the forms that offices use."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, request, send_file

from domain.names import Month
from web import policy
from web.acts import Act
from web.fields import FIRST_YEAR, LAST_YEAR
from web.house import house
from web.inspection.case_file import opened, place_of
from web.reports import PAPERS, Form, Paper, Stamp
from web.reports.of_case import case_paper
from web.reports.of_period import period_paper
from web.sealed import last_seal
from web.stamping import last_time_stamp
from web.year_report import month_report, year_report

rooms = Blueprint("papers", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(rooms)


@rooms.get("/reports/<int:year>/paper")
@policy.needs(Act.READ_REPORT, of=policy.anywhere)
def year(year: int) -> Response:
    """The year of the units that the caller sees."""
    _must_be_a_year(year)
    with house().reading() as db:
        told = year_report(db, year, policy.reach(Act.READ_REPORT), house().now().date())
    return _given(period_paper(told, _stamp()), f"{year}")


@rooms.get("/reports/<int:year>/<int:number>/paper")
@policy.needs(Act.READ_REPORT, of=policy.anywhere)
def month(year: int, number: int) -> Response:
    """A month of it."""
    _must_be_a_year(year)
    if not 1 <= number <= 12:
        abort(404)
    named = Month(f"{year:04d}-{number:02d}")
    with house().reading() as db:
        told = month_report(db, named, policy.reach(Act.READ_REPORT), house().now().date())
    return _given(period_paper(told, _stamp()), named)


@rooms.get("/cases/<uuid:case>/paper")
@policy.needs(Act.READ_CASE, of=place_of)
def case(case: UUID) -> Response:
    """The whole file of a case."""
    file = opened(case)
    paper = case_paper(file, file.records[-1].position, _stamp())
    return _given(paper, f"{file.story.unit.code}-{str(case)[:8]}")


def _stamp() -> Stamp:
    return Stamp(house().now(), last_seal(), last_time_stamp())


def _must_be_a_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)


def _given(paper: Paper, name: str) -> Response:
    """In the form that the address asks for, `?form=xlsx`; a document where it asks for none."""
    asked = request.args.get("form", Form.DOCX)
    if asked not in list(Form):
        abort(404)
    kind = Form(asked)
    return send_file(
        BytesIO(PAPERS[kind](paper)),
        mimetype=kind.media_type,
        as_attachment=kind is not Form.HTML,
        download_name=f"nenep-{name}.{kind}",
    )
