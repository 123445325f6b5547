"""How far visits reach in a year: by visitor, by type of unit; and the cells never visited."""

from dataclasses import dataclass

from flask import render_template

from projections.visit_coverage import Asked
from projections.visit_coverage import coverage as covered
from web import policy
from web.acts import Act
from web.asking import from_query
from web.house import house
from web.opened import names
from web.overseers.room import rooms
from workflows.requests.oversight import Year


@dataclass(frozen=True)
class CoverageAsked:
    """Which year."""

    year: Year | None = None


@rooms.get("/visits/coverage")
@policy.needs(Act.READ_VISIT, of=policy.anywhere)
def coverage() -> str:
    today = house().now().date()
    year = from_query(CoverageAsked).year or today.year
    with house().reading() as db:
        found = covered(db, Asked(policy.reach(Act.READ_VISIT), year, today))
    people = names(one.visitor for one in found.by_visitor)
    return render_template("overseers/coverage.html", found=found, people=people, year=year)
