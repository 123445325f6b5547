"""How far visits reach, which are proposed next, and who is in charge of which cell."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from domain.names import PersonId, UnitId
from projections import oversight
from projections.overseers import cells_overseen
from projections.visit_coverage import Asked, Reached, coverage
from web import policy
from web.acts import Act
from web.api.lists import scope
from web.api.operations import Answer, done, gives
from web.api.oversight import rooms
from web.api.shown import Showing, shape_of
from web.api.visits import VISIT, show_visit
from web.asking import record
from web.house import house
from web.places import path_of
from web.proposing import proposed, with_facts
from workflows.requests import oversight as asks
from workflows.requests.oversight import Year

REACHED = shape_of(Reached, "VisitsReached")


class OfVisitor(msgspec.Struct, frozen=True):
    """What one visitor reached."""

    visitor: PersonId
    reached: REACHED  # type: ignore[valid-type]  # made while running


class OfType(msgspec.Struct, frozen=True):
    """What was reached of a type; `share`: of its cells, so many percent were visited."""

    type: str | None
    of_cells: int
    share: float
    reached: REACHED  # type: ignore[valid-type]  # made while running


class CoverageShown(msgspec.Struct, frozen=True):
    """How far a year's visits reached; `never_visited` counts cells of any year, `never` names the first of them."""

    year: int
    of_cells: int
    share: float
    whole: REACHED  # type: ignore[valid-type]  # made while running
    by_visitor: tuple[OfVisitor, ...]
    by_type: tuple[OfType, ...]
    never_visited: int
    never: tuple[str, ...]


class WhyShown(msgspec.Struct, frozen=True):
    """A part of a score, with the positions of the facts that it counts."""

    why: str
    amount: int
    points: float
    facts: tuple[int, ...]


class LineShown(msgspec.Struct, frozen=True):
    """A visit that is proposed: why this cell, why this visitor."""

    cell: str
    visitor: PersonId
    on: date
    points: float
    why_cell: tuple[WhyShown, ...]
    why_visitor: tuple[WhyShown, ...]


class QuotaShown(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A visitor's quota of the period, and what is left of it."""

    visit_programme: UUID
    visitor: PersonId
    unit: str
    from_: date
    until: date
    visits: int
    used: int
    left: int


class ProposalShown(msgspec.Struct, frozen=True):
    """The plan proposed: `total` is what its lines add up to, `bound` what no plan within the quotas exceeds."""

    items: tuple[LineShown, ...]
    total: float
    bound: float
    share: float
    quotas: tuple[QuotaShown, ...]


class OverseenShown(msgspec.Struct, frozen=True):
    """A cell and those in charge of it."""

    cell: str
    overseers: tuple[PersonId, ...]


class OverseersShown(msgspec.Struct, frozen=True):
    """The cells and their overseers; `without` counts those of which nobody is in charge."""

    items: tuple[OverseenShown, ...]
    cells: int
    without: int


@dataclass(frozen=True, kw_only=True)
class CoverageSought:
    """Which year, of which units."""

    year: Year | None = None
    under: UnitId | None = None


@dataclass(frozen=True, kw_only=True)
class OverseersSought:
    """Which cells: all, or those without an overseer."""

    under: UnitId | None = None
    without: bool = False


@dataclass(frozen=True, kw_only=True)
class ProposedSought:
    """Which units' cells."""

    under: UnitId | None = None


@rooms.get("/visits/proposed")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
@gives(ProposalShown, seeks=ProposedSought)
def get_proposed(asked: ProposedSought) -> Answer:
    """The plan of visits proposed today within the quotas, each line explained."""
    with house().reading() as db:
        today = house().now().date()
        found = proposed(db, scope(db, Act.READ_VISIT, asked.under), today)
        borne = with_facts(db, found.lines, today)
        codes = Showing(db, [one.quota for one in found.quotas])
    lines = tuple(_line(one) for one in borne)
    quotas = tuple(_quota(one, codes.code(one.quota.unit)) for one in found.quotas)
    plan = found.plan
    return Answer(ProposalShown(lines, plan.total, round(plan.bound, 2), round(plan.share, 2), quotas))


def _line(one: Any) -> LineShown:
    line = one.proposed
    why = (tuple(WhyShown(*reason) for reason in part) for part in (line.why_cell, line.why_visitor))
    return LineShown(one.cell.code, line.visitor, one.on, line.points, *why)


def _quota(one: oversight.QuotaLeft, unit: str) -> QuotaShown:
    q = one.quota
    return QuotaShown(q.programme, q.visitor, unit, q.first, q.last, q.visits, one.used, one.left)


@rooms.get("/solutions/3/coverage")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
@gives(CoverageShown, seeks=CoverageSought)
def get_coverage(asked: CoverageSought) -> Answer:
    """How far a year's visits reach: by visitor, by type, and the cells never visited."""
    today = house().now().date()
    with house().reading() as db:
        reach = scope(db, Act.READ_VISIT, asked.under)
        found = coverage(db, Asked(reach, asked.year or today.year, today))
        show = Showing(db, [])
    whole, never = found.whole, tuple(unit.code for unit in found.never_shown)
    people = tuple(OfVisitor(one.visitor, show.show(one.reached, REACHED)) for one in found.by_visitor)
    types = tuple(
        OfType(one.type, one.of_cells, round(one.share, 1), show.show(one.reached, REACHED)) for one in found.by_type
    )
    summed = show.show(whole.reached, REACHED)
    shares = (whole.of_cells, round(whole.share, 1))
    return Answer(CoverageShown(found.year, *shares, summed, people, types, found.never, never))


@rooms.get("/solutions/3/overseers")
@policy.needs(Act.READ_UNIT, of=policy.anywhere)
@gives(OverseersShown, seeks=OverseersSought)
def get_overseers(asked: OverseersSought) -> Answer:
    """Who is in charge of which cell today."""
    with house().reading() as db:
        cells = cells_overseen(db, scope(db, Act.READ_UNIT, asked.under), house().now().date())
    without = [one for one in cells if not one.overseers]
    items = (OverseenShown(one.cell.code, one.overseers) for one in (without if asked.without else cells))
    return Answer(OverseersShown(tuple(items), len(cells), len(without)))


@rooms.post("/solutions/3/overseers")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
@gives(OverseenShown, takes=asks.AssignOverseer, status=201)
def post_overseer(asked: asks.AssignOverseer) -> Answer:
    """Put a committee member in charge of a cell."""
    with house().reading() as db:
        policy.require(Act.APPROVE_PROGRAMMES, path_of(db, asked.cell))
    receipt = record(asks.assign_overseer, asked)
    with house().reading() as db:
        code = Showing(db, [asked.cell]).code(asked.cell)
    return Answer(OverseenShown(code, (asked.person,)), None, done(receipt))


@rooms.post("/visits/proposed/accept")
@policy.needs(Act.APPROVE_PROGRAMMES, of=policy.anywhere)
@gives(VISIT.whole, takes=asks.AcceptProposed, status=201)
def accept(asked: asks.AcceptProposed) -> Answer:
    """Accept a visit that was proposed, as it was or with another visitor or day: it is planned."""
    with house().reading() as db:
        policy.require(Act.APPROVE_PROGRAMMES, path_of(db, asked.cell))
    receipt = record(asks.accept_proposed, asked)
    visit = next(iter(receipt.versions))
    return show_visit(visit, receipt)._replace(location=f"/api/v1/visits/{visit}")
