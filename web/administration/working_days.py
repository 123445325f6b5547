"""The days that are worked or off otherwise than the week has it: the country's, and what is declared here."""

from datetime import date

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from projections.notices import last_round
from web import policy
from web.acts import Act
from web.administration.routes import rooms
from web.answers import recorded
from web.api.lists import of_the_top
from web.api.working_days import day_named
from web.asking import from_form, record
from web.house import house
from web.languages import gettext
from web.rounds.keeper import LEASE
from web.workdays import FIRST_YEAR, LAST_YEAR, special_days
from workflows.requests.calendar import DeclareDay, WithdrawDay, declare_day, withdraw_day


@rooms.get("/working-days")
@policy.needs(Act.SETTLE, of=of_the_top)
def working_days() -> str:
    this = house().now().year
    year = _year(request.args.get("year", ""), this)
    listed = list(special_days(date(year, 1, 1), date(year, 12, 31), house().workdays.declared()))
    with house().reading() as db:
        last = last_round(db)
    status = {"last": last, "mail": bool(house().settings.mail_url), "trouble": house().leases.said(LEASE)}
    years = (this - 1, this, this + 1)
    return render_template("administration/working_days.html", days=listed, year=year, years=years, status=status)


@rooms.post("/working-days")
@policy.needs(Act.SETTLE, of=of_the_top)
def declare_working_day() -> AnyResponse:
    asked = from_form(DeclareDay)
    record(declare_day, asked)
    said = gettext("Đã ghi. Mọi thời hạn tính theo ngày làm việc từ nay theo lịch này.")
    return recorded(url_for("administration.working_days", year=asked.day.year), said)


@rooms.post("/working-days/<day>/withdraw")
@policy.needs(Act.SETTLE, of=of_the_top)
def withdraw_working_day(day: str) -> AnyResponse:
    named = day_named(day)
    record(withdraw_day, named, from_form(WithdrawDay))
    return recorded(url_for("administration.working_days", year=named.year), gettext("Đã trở lại lịch chung."))


def _year(asked: str, otherwise: int) -> int:
    known = asked.isascii() and asked.isdigit() and FIRST_YEAR <= int(asked[:5]) < LAST_YEAR
    return int(asked) if known else otherwise
