"""A cell's month: every rule with its verdict, explained; derived today beside recorded when the month was closed."""

import re
from typing import NamedTuple

from flask import abort, g, render_template

from domain.judging import unpacked
from domain.names import Month
from domain.rules.rule import Outcome, Verdict
from projections.regularity import month_of_cell
from projections.unit_family import Family, family_of
from web import policy
from web.house import house
from web.inspection.explained import explained
from web.inspection.room import rooms
from web.policy import Act, Place

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
ORDER = (Outcome.BROKEN, Outcome.UNKNOWN, Outcome.KEPT, Outcome.NOT_APPLICABLE)


class Judged(NamedTuple):
    """A rule's verdict from the facts known today, and what was put down when the month was closed."""

    verdict: Verdict
    recorded: Outcome | None

    @property
    def differs(self) -> bool:
        return self.recorded is not None and self.recorded is not self.verdict.verdict


def family(code: str) -> Family | None:
    """The unit among its own; asked by the gate and by the page, read once a request."""
    kept: dict[str, Family | None] = g.setdefault("families", {})
    if code not in kept:
        with house().reading() as db:
            kept[code] = family_of(db, code)
    return kept[code]


def place_of(code: str, **_: object) -> Place | None:
    found = family(code)
    return Place(found.unit.path) if found else None


@rooms.get("/units/<code>/months/<month>")
@policy.needs(Act.READ_COMPLIANCE, of=place_of)
def cell_month(code: str, month: str) -> str:
    found = family(code)
    if found is None or not MONTH.fullmatch(month):
        abort(404)
    with house().reading() as db:
        verdicts = explained(db, found.unit.unit, Month(month))
        row = month_of_cell(db, found.unit.unit, Month(month))
    recorded = unpacked(row.recorded) if row and row.recorded else {}
    judged = [Judged(verdict, recorded.get(verdict.rule)) for verdict in verdicts]
    judged.sort(key=lambda one: ORDER.index(one.verdict.verdict))
    return render_template(
        "inspection/cell_month.html", family=found, unit=found.unit, month=month, judged=judged, row=row
    )
