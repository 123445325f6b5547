"""What was known on a day about a unit: what had happened and been entered by then, and what was only entered later."""

from datetime import date
from typing import NamedTuple

from flask import render_template, request

from projections.audit_trail import Entry, Sought, history
from projections.listing import Listed, Part
from projections.reading import Reading
from projections.unit_tree import Unit, unit_by_code
from web import policy
from web.acts import Act
from web.audit.lines import begins, day_in, named_in
from web.audit.routes import rooms
from web.house import house

SHOWN = 50


class Known(NamedTuple):
    """Of what happened by a day: what was entered by its end, and what was entered after it; the newest of each."""

    then: Listed[Entry]
    later: Listed[Entry]


@rooms.get("/history/known")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def known() -> str:
    code, today = request.args.get("unit", ""), house().now().date()
    on = min(day_in(request.args.get("on", "")) or today, today)
    with house().reading() as db:
        unit = unit_by_code(db, code) if code else None
        found = _known(db, unit, on) if unit else None
        named = named_in(db, [*found.then.items, *found.later.items] if found else [])
    shown = {"code": code, "on": on, "unit": unit, "found": found, "most": SHOWN}
    return render_template("audit/known.html", **shown, **named._asdict())


def _known(db: Reading, unit: Unit, on: date) -> Known:
    ends = begins(on, 1)
    by_then = Sought(unit=unit.unit, occurred_until=ends)
    reach, part = policy.reach(Act.READ_HISTORY), Part(limit=SHOWN)
    then = history(db, reach, by_then._replace(until=ends), part)
    return Known(then, history(db, reach, by_then._replace(from_=ends), part))
