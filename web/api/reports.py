"""The figures of a year."""

from typing import Any

import msgspec
from flask import abort

from projections.figures import YearFigures
from web import policy
from web.acts import Act
from web.api.operations import Answer, gives, room
from web.api.shown import shape_of
from web.fields import FIRST_YEAR, LAST_YEAR
from web.house import house
from web.year_report import year_report

rooms = room("reports", "Figures.")
YEAR: Any = shape_of(YearFigures)


@rooms.get("/reports/year/<int:year>")
@policy.needs(Act.READ_REPORT, of=policy.anywhere)
@gives(YEAR)
def get_year(year: int) -> Answer:
    """A year of the units the caller sees, from events and nothing else."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)
    with house().reading() as db:
        told = year_report(db, year, policy.reach(Act.READ_REPORT), house().now().date())
    return Answer(msgspec.convert(told, YEAR))
