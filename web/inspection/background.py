"""Why the deficiencies of a case are deficiencies, judged again from the facts of the month they came from."""

from typing import NamedTuple
from uuid import UUID

from flask import render_template

from domain.calendar import month_of
from domain.events.month import DeficiencyProposed
from domain.names import DeficiencyCode, Month
from domain.record import Record
from domain.rules.rule import Verdict
from projections.reading import Reading
from projections.regularity import Asked, by_month
from web import policy
from web.house import house
from web.inspection.case_file import CaseFile, opened, place_of
from web.inspection.explained import explained
from web.inspection.regularity_map import months_until, strip_of
from web.inspection.room import rooms
from web.policy import Act


class Why(NamedTuple):
    """A deficiency that rules proposed: its month, and the verdicts of those rules."""

    code: DeficiencyCode
    month: Month
    verdicts: list[Verdict]


@rooms.get("/cases/<uuid:case>/background")
@policy.needs(Act.READ_CASE, of=place_of)
def background(case: UUID) -> str:
    file = opened(case)
    unit, months = file.story.unit, months_until(month_of(house().now().date()))
    with house().reading() as db:
        whys = _whys(db, file)
        sums = by_month(db, Asked((unit.path,), months[0], months[-1]))
    strip = strip_of(unit, sums, months)
    return render_template("inspection/background.html", file=file, whys=whys, unit=unit, months=strip)


def _whys(db: Reading, file: CaseFile) -> list[Why]:
    """One reading of the newest month that proposals speak of; older ones are linked."""
    proposed: list[Record[DeficiencyProposed]] = [
        record for record in file.records if isinstance(record.fact, DeficiencyProposed)
    ]
    newest = max((record.fact.month for record in proposed), default=None)
    if newest is None:
        return []
    known = explained(db, file.story.unit.unit, newest)
    return [
        Why(
            fact.code, fact.month, [verdict for verdict in known if verdict.rule in fact.rules and fact.month == newest]
        )
        for fact in (record.fact for record in proposed)
    ]
