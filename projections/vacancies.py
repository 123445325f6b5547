"""Offices that stand empty, since when and for how long; and what superiors said of committees."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, Connection, or_, select

from domain.capacity_names import CommitteeState, ReviewId
from domain.events.committee import CommitteeFact, CommitteeReviewed
from domain.events.unit import (
    AttributesDeclared,
    MembersCounted,
    OfficeFilled,
    OfficeVacated,
    SetDayAgreed,
    UnitDissolved,
    UnitFact,
    UnitMerged,
    UnitMoved,
    UnitRegistered,
    UnitRenamed,
    UnitSplit,
    VacancyOpened,
)
from domain.names import BodyKind, Office, UnitId, UnitType
from domain.record import Record
from domain.vacancies import Gap, Seats
from projections.listing import Listed, Order, Part, taken
from projections.measured import Figure, Measured, Measures
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View


class Vacancy(NamedTuple):
    """An office without a holder, from a day on up to and with another (None: until further notice)."""

    vacancy: UUID
    unit: UnitId
    body: BodyKind
    office: Office
    since: date
    until: date | None
    told_at: int


class Review(NamedTuple):
    """What a superior said of a committee; its note stands at `told_at`."""

    review: ReviewId
    unit: UnitId
    body: BodyKind
    on: date
    state: CommitteeState
    seats: int
    filled: int
    told_at: int


vacancies = Temporal("vacancies", Vacancy, now=("unit since",))
reviews = Temporal("committee_reviews", Review, now=("unit on",))
view = View("vacancies", vacancies, reviews).following(
    UnitFact | CommitteeFact,
    ignores=frozenset({UnitRegistered, UnitRenamed, UnitMoved, MembersCounted, AttributesDeclared, SetDayAgreed}),
)


@view.on(OfficeFilled, OfficeVacated, VacancyOpened, UnitMerged, UnitSplit, UnitDissolved)
def seated(sheet: Sheet, record: Record[UnitFact]) -> None:
    """The gaps of the unit as everything told so far gives them; a gap that was known keeps its place."""
    before = sheet.working(Seats, record.stream) or Seats()
    seats = before.after(record)
    if seats == before:
        return
    sheet.keep(record.stream, seats)
    known = {row.vacancy: row for row in sheet.rows(vacancies, "unit", record.stream)}
    for row in _drawn(record, seats):
        earlier = known.pop(row.vacancy, row)
        sheet.put(vacancies, row._replace(told_at=earlier.told_at))
    for gone in known:
        sheet.end(vacancies, gone)


def _drawn(record: Record[UnitFact], seats: Seats) -> Iterable[Vacancy]:
    unit = UnitId(record.stream)
    for (body, office), gaps in seats.gaps().items():
        for since, until in gaps:
            name = uuid5(unit, f"vacancy {body} {office} {since}")
            yield Vacancy(name, unit, body, office, since, until, record.position)


@view.on(CommitteeReviewed)
def reviewed(sheet: Sheet, record: Record[CommitteeReviewed]) -> None:
    it = record.fact
    row = Review(ReviewId(record.stream), it.unit, it.body, it.on, it.state, it.seats, it.filled, record.position)
    sheet.put(reviews, row)


# Questions

c, r = vacancies.c, reviews.c
SORTS = Order(Vacancy, {"since": c.since, "unit": units.c.sort, "office": c.office}, c.told_at, "since")
REVIEWS = Order(Review, {"on": r.on, "unit": units.c.sort, "state": r.state}, r.told_at, "-on")


class Sought(NamedTuple):
    """Which vacancies a list shows: those on a day, or all that ever were; what is None does not narrow it."""

    on: date | None = None
    unit: UUID | None = None
    office: Office | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.on is not None:
            yield (c.since <= self.on) & or_(c.until.is_(None), c.until >= self.on)
        for name in ("unit", "office"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value


class ReviewsSought(NamedTuple):
    """Which reviews a list shows."""

    unit: UUID | None = None
    state: CommitteeState | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("unit", "state"):
            if (value := getattr(self, name)) is not None:
                yield r[name] == value


def vacancies_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Vacancy]:
    """The vacancies, as far as a scope reaches: those that have lasted longest first."""
    query = vacancies.select(at).join_from(vacancies.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def reviews_in(
    db: Connection, scope: Sequence[str], sought: ReviewsSought, part: Part, at: int | None = None
) -> Listed[Review]:
    """The reviews of committees, as far as a scope reaches."""
    query = reviews.select(at).join_from(reviews.table, units.table, seen(r.unit, scope))
    return taken(db, query.where(*sought.conditions()), REVIEWS, part)


def review_by_id(db: Connection, review: UUID, at: int | None = None) -> Review | None:
    return next(iter(reviews.read(db, reviews.select(at).where(r.review == review))), None)


def measures(db: Connection, asked: Measured) -> Measures:
    """`vacancy_days`: for how many days offices stood empty within the span, by type of unit."""
    touching = (c.since <= asked.last) & or_(c.until.is_(None), c.until >= asked.first)
    query = select(units.c.type, c.since, c.until).join_from(vacancies.table, units.table, seen(c.unit, asked.scope))
    days: dict[UnitType | None, int] = {}
    for of, since, until in db.execute(query.where(vacancies.at(asked.at), touching)):
        days[of] = days.get(of, 0) + Gap(since, until).days_within(asked.first, asked.last)
    return {"vacancy_days": {of: Figure(number) for of, number in days.items()}}
