"""What a unit's page lists beside the unit itself: its newest meetings, deficiencies and cases, in one question."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, String, cast, literal, null, select, union_all

from projections.found import deficiencies
from projections.meeting_calendar import meetings
from projections.remediation_inbox import cases
from projections.temporal import Temporal

EACH = 8


class Entry(NamedTuple):
    """A line: what it is called by (a code, a kind, a document's number), where it stands, since when, until when."""

    id: UUID
    called: str
    state: str
    on: date
    due: date | None


class Recent(NamedTuple):
    """The newest of each."""

    meetings: list[Entry]
    deficiencies: list[Entry]
    cases: list[Entry]


def recent_of(db: Connection, unit: UUID) -> Recent:
    """The newest meetings, deficiencies and cases of a unit."""
    m, d, c = meetings.c, deficiencies.c, cases.c
    parts = [
        _newest(meetings, "meetings", [m.meeting, m.kind, m.state, m.on, null()], unit),
        _newest(deficiencies, "deficiencies", [d.deficiency, d.code, d.state, d.found_on, d.due], unit),
        _newest(cases, "cases", [c.case, c.basis_number, c.state, c.opened_on, c.due], unit),
    ]
    found = Recent([], [], [])
    for kind, *line in db.execute(union_all(*parts)):
        getattr(found, kind).append(_entry(line))
    for lines in found:
        lines.sort(key=lambda entry: entry.on, reverse=True)
    return found


def _newest(table: Temporal[Any], kind: str, columns: Sequence[ColumnElement[Any]], unit: UUID) -> Select[Any]:
    plain = [literal(kind).label("kind"), columns[0].label("id")]
    names = ("called", "state", "day", "due")
    plain += [cast(column, String).label(name) for column, name in zip(columns[1:], names, strict=True)]
    newest = select(*plain).where(table.c.unit == unit, table.at())
    return select(newest.order_by(columns[3].desc(), columns[0]).limit(EACH).subquery())


def _entry(line: Sequence[Any]) -> Entry:
    thing, called, state, day, due = line
    return Entry(thing, called, state, date.fromisoformat(day), date.fromisoformat(due) if due else None)
