"""What was known on a day about a unit: what had happened and been entered by then, and what was only entered later."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from flask import render_template, request

from domain.names import PersonId, UnitId
from projections.audit_trail import Entry, Sought, history
from projections.listing import Listed, Part
from projections.unit_tree import Unit, unit_by_code, units_by_id
from web import policy
from web.acts import Act
from web.audit.routes import rooms
from web.house import house
from web.opened import names

SHOWN = 50


class Known(NamedTuple):
    """Of what happened by a day: what was entered by its end, and what was entered after it; the newest of each."""

    then: Listed[Entry]
    later: Listed[Entry]


@rooms.get("/history/known")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def known() -> str:
    code, today = request.args.get("unit", ""), house().now().date()
    on = min(_day(request.args.get("on", "")) or today, today)
    with house().reading() as db:
        unit = unit_by_code(db, code) if code else None
    found = _known(unit, on) if unit else None
    lines = [*found.then.items, *found.later.items] if found else []
    people = names(_persons(lines))
    shown = {"found": found, "people": people, "units": _units(lines), "most": SHOWN}
    return render_template("audit/known.html", code=code, on=on, unit=unit, **shown)


def _known(unit: Unit, on: date) -> Known:
    ends = datetime.combine(on + timedelta(days=1), time(), house().settings.zone)
    by_then = Sought(unit=unit.unit, occurred_until=ends)
    reach, part = policy.reach(Act.READ_HISTORY), Part(limit=SHOWN)
    with house().reading() as db:
        then = history(db, reach, by_then._replace(until=ends), part)
        return Known(then, history(db, reach, by_then._replace(from_=ends), part))


def _persons(lines: list[Entry]) -> set[PersonId]:
    return {line.actor for line in lines} | {line.on_behalf_of for line in lines if line.on_behalf_of}


def _units(lines: list[Entry]) -> dict[UnitId, Unit]:
    with house().reading() as db:
        return units_by_id(db, {line.unit for line in lines if line.unit})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
