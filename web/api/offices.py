"""Solution 2: offices that stand empty, and committees looked at by their superiors."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from domain.capacity_names import CommitteeState
from domain.events.committee import CommitteeReviewed
from domain.names import Office, UnitId
from projections import vacancies
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.api.things import Told, kind_of
from web.api.units import UNIT, show_unit
from web.asking import record
from web.capacity_places import of_review
from web.house import house
from web.places import path_of
from workflows.journal.journal import Receipt
from workflows.requests import committees as asks

rooms = room("solution_2_offices", "Offices that stand empty; reviews of committees.")

VACANCY = shape_of(
    vacancies.Vacancy, "VacancyShown", Named(frozenset({"told_at"}), {"vacancy": "id"}, (("days", int),))
)
VACANCIES = list_of(VACANCY, "VacancyList")
REVIEW = kind_of("CommitteeReview", vacancies.Review, Named(frozenset({"told_at"})), reviewed=Told(CommitteeReviewed))
REVIEWS = list_of(REVIEW.line, "CommitteeReviewList")


@dataclass(frozen=True, kw_only=True)
class VacanciesSought(Paged):
    """Which vacancies; `open`: those of today, and not those that were filled."""

    under: UnitId | None = None
    unit: UnitId | None = None
    office: Office | None = None
    open: bool = True


@dataclass(frozen=True, kw_only=True)
class ReviewsSought(Paged):
    """Which reviews."""

    under: UnitId | None = None
    unit: UnitId | None = None
    state: CommitteeState | None = None


@rooms.get("/solutions/2/vacancies")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(VACANCIES, seeks=VacanciesSought)
def list_vacancies(asked: VacanciesSought) -> Answer:
    """Offices without a holder, as far as the caller sees; `days`: how long until today."""
    today = house().now().date()
    which = vacancies.Sought(today if asked.open else None, asked.unit, asked.office)
    with house().reading() as db, asked_well():
        listed = vacancies.vacancies_in(db, scope(db, Act.READ_COMPLIANCE, asked.under), which, asked.part)
        showing = Showing(db, listed.items)
    items = tuple(
        showing.show(row, VACANCY, days=max(0, (min(row.until or today, today) - row.since).days + 1))
        for row in listed.items
    )
    return Answer(VACANCIES(items=items, next=listed.next, total=listed.total))


@rooms.post("/solutions/2/vacancies")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
@gives(UNIT.whole, takes=asks.OpenVacancy, status=201)
def post_vacancy(asked: asks.OpenVacancy) -> Answer:
    """Say that an office stands empty though nobody is known to have left it; answers the unit."""
    _must_reach(asked.unit)
    receipt = record(asks.open_vacancy, asked)
    with house().reading() as db:
        code = Showing(db, [asked.unit]).code(asked.unit)
    return show_unit(code, receipt)._replace(location=f"/api/v1/units/{code}")


@rooms.get("/solutions/2/reviews")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(REVIEWS, seeks=ReviewsSought)
def list_reviews(asked: ReviewsSought) -> Answer:
    """What superiors said of committees, as far as the caller sees."""
    which = vacancies.ReviewsSought(asked.unit, asked.state)
    with house().reading() as db, asked_well():
        listed = vacancies.reviews_in(db, scope(db, Act.READ_COMPLIANCE, asked.under), which, asked.part)
        return shown(db, REVIEW, REVIEWS, listed)


@rooms.post("/solutions/2/reviews")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
@gives(REVIEW.whole, takes=asks.ReviewCommittee, status=201)
def post_review(asked: asks.ReviewCommittee) -> Answer:
    """Put down what a committee needs."""
    _must_reach(asked.unit)
    receipt = record(asks.review_committee, asked)
    review = next(iter(receipt.versions))
    return show_review(review, receipt)._replace(location=f"/api/v1/solutions/2/reviews/{review}")


@rooms.get("/solutions/2/reviews/<uuid:review>")
@policy.needs(Act.READ_COMPLIANCE, of=of_review)
@gives(REVIEW.whole)
def get_review(review: UUID) -> Answer:
    """A review and its note."""
    return show_review(review)


def show_review(review: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = vacancies.review_by_id(db, review) or abort(404)
        history = house().journal.history(review)
        showing = Showing(db, [row, *history])
    return Answer(REVIEW.tell(showing, row, history), len(history), done(receipt) if receipt else None)


def _must_reach(unit: UnitId) -> None:
    with house().reading() as db:
        policy.require(Act.APPROVE_PROGRAMMES, path_of(db, unit))
