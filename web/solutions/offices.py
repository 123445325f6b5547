"""Offices that stand empty, and committees looked at by their superiors."""

from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.capacity_names import CommitteeState
from domain.names import BodyKind
from domain.vacancies import SINGLE_SEATS
from projections import vacancies
from projections.listing import Part
from web import policy
from web.acts import Act
from web.answers import recorded
from web.capacity_places import of_review, stood
from web.house import house
from web.languages import gettext
from web.opened import texts
from web.shell import N_
from web.solutions.acting import Asks, begin, listed, units_of
from web.solutions.room import rooms
from workflows.requests import committees as asks

OPEN = Asks(asks.OpenVacancy, asks.open_vacancy, Act.APPROVE_PROGRAMMES, N_("Đã ghi chức danh khuyết."))
REVIEW = Asks(asks.ReviewCommittee, asks.review_committee, Act.APPROVE_PROGRAMMES, N_("Đã ghi kết quả rà soát."))
NEWEST = Part("-on", limit=10, counted=False)
WHICH = {"now": N_("Đang khuyết"), "all": N_("Mọi lần khuyết")}


@rooms.get("/solutions/2/offices")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def offices() -> str:
    today, which = house().now().date(), request.args.get("which", "now")
    sought = vacancies.Sought(None if which == "all" else today)
    with house().reading() as db:
        scope = policy.reach(Act.READ_COMPLIANCE)
        empty = listed(lambda part: vacancies.vacancies_in(db, scope, sought, part))
        reviews = vacancies.reviews_in(db, scope, vacancies.ReviewsSought(), NEWEST)
        units = units_of(db, empty, reviews)
    lists = {"seats": SINGLE_SEATS, "bodies": (BodyKind.COMMITTEE,), "states": list(CommitteeState)}
    return render_template(
        "solutions/offices.html", empty=empty, reviews=reviews, units=units, today=today, which=which, **lists
    )


@rooms.post("/solutions/2/vacancies")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
def open_vacancy() -> AnyResponse:
    begin(OPEN)
    return recorded(url_for(".offices"), gettext(OPEN.said))


@rooms.post("/solutions/2/reviews")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
def review_committee() -> AnyResponse:
    return recorded(url_for(".committee_review", review=begin(REVIEW)), gettext(REVIEW.said))


@rooms.get("/solutions/2/reviews/<uuid:review>")
@policy.needs(Act.READ_COMPLIANCE, of=of_review)
def committee_review(review: UUID) -> str:
    row, unit = stood()
    told = house().journal.history(review)[0]
    words = texts([told.fact.note] if told.fact.note else [])
    return render_template("solutions/review.html", row=row, unit=unit, told=told, words=words)
