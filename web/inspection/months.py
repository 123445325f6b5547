"""A cell's month: every rule with its verdict, explained; derived today beside recorded when the month was closed.

Where they differ, a person looks again and says what stands.
"""

import re
from typing import Any, NamedTuple

from flask import abort, g, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.events.month import MonthRejudged
from domain.judging import unpacked
from domain.names import Month, UnitId
from domain.record import Record
from domain.rules.rule import Outcome, Verdict
from projections.listing import Part
from projections.months_judged import month_in_sight
from projections.regularity import Differing, differing, month_of_cell
from projections.unit_family import Family, family_of
from web import policy
from web.answers import recorded
from web.asking import from_form, record
from web.house import house
from web.inspection.explained import explained
from web.inspection.room import rooms
from web.languages import gettext
from web.opened import names, texts
from web.policy import Act, Place
from workflows.reactions.close_months_that_ended import month_stream
from workflows.requests.months import RejudgeMonth, rejudge_month

SHOWN = 50

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
    put_down = unpacked(row.recorded) if row and row.recorded else {}
    judged = [Judged(verdict, put_down.get(verdict.rule)) for verdict in verdicts]
    judged.sort(key=lambda one: ORDER.index(one.verdict.verdict))
    again, stream = _rejudged(found.unit.unit, Month(month)) if row and row.closed_on else (None, ())
    return render_template(
        "inspection/cell_month.html",
        family=found,
        unit=found.unit,
        month=month,
        judged=judged,
        row=row,
        again=again,
        why=texts([again.fact.reason])[again.fact.reason.key] if again else "",
        people=names([again.by] if again else []),
        version=len(stream),
        place=Place(found.unit.path),
    )


def _rejudged(cell: UnitId, month: Month) -> tuple[Record[MonthRejudged] | None, tuple[Record[Any], ...]]:
    """The last word of a person on a closed month, and the month's whole story."""
    story = house().journal.history(month_stream(cell, month))
    return next((one for one in reversed(story) if isinstance(one.fact, MonthRejudged)), None), story


@rooms.post("/units/<code>/months/<month>/rejudge")
@policy.needs(Act.DECIDE_PROPOSAL, of=place_of)
def rejudge(code: str, month: str) -> AnyResponse:
    found = family(code)
    if found is None or not MONTH.fullmatch(month):
        abort(404)
    with house().reading() as db:
        seen = month_in_sight(db, found.unit.unit, Month(month), house().journal.at)
    record(rejudge_month, (seen.sight, seen.in_force), from_form(RejudgeMonth))
    said = gettext("Đã ghi kết luận xem lại; kết luận khi khép tháng vẫn còn đó.")
    return recorded(url_for("inspection.cell_month", code=code, month=month), said)


@rooms.get("/months")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def differing_months() -> str:
    """Closed months of which today's facts give otherwise than stands."""
    part = Part(limit=SHOWN, cursor=request.args.get("cursor"))
    with house().reading() as db:
        listed = differing(db, policy.reach(Act.READ_COMPLIANCE), part)
    return render_template("inspection/differing_months.html", listed=listed, turned=turned)


def turned(one: Differing) -> list[tuple[tuple[Outcome, Outcome], list[str]]]:
    """The rules that turned, by what stands and what the facts give now."""
    found: dict[tuple[Outcome, Outcome], list[str]] = {}
    for rule, (stands, derived) in one.turned.items():
        found.setdefault((stands, derived), []).append(rule)
    return list(found.items())
