"""The history as a list: filtered by the address, newest first, back for years by cursor."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from flask import render_template, request

from domain.events import CATALOGUE
from domain.names import PersonId
from projections.audit_trail import Sought
from projections.audit_trail import history as lines
from projections.listing import Part
from projections.reading import Reading
from projections.unit_tree import unit_by_code, units_by_id
from web import policy
from web.acts import Act
from web.asking import names as lookup
from web.audit.routes import rooms
from web.house import house
from web.opened import names

NOBODY = PersonId("?")
NOTHING = UUID(int=0)
FOUND_AT_MOST = 200
"""Texts that a search looks through; narrower words find what lies further back."""


@rooms.get("/history")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
def history() -> str:
    with house().reading() as db:
        part = Part(None, request.args.get("cursor"), 50)
        listed = lines(db, policy.reach(Act.READ_HISTORY), _sought(db), part)
        units = units_by_id(db, {line.unit for line in listed.items if line.unit})
    actors = {line.actor for line in listed.items} | {one.on_behalf_of for one in listed.items if one.on_behalf_of}
    facts = [(topic, topic.partition(".")[0]) for topic in CATALOGUE]
    return render_template("audit/history.html", listed=listed, units=units, people=names(actors), facts=facts)


def _sought(db: Reading) -> Sought:
    """What the address asks for; what it names and nobody knows finds nothing."""
    asked = request.args
    unit = unit_by_code(db, asked["unit"]) if asked.get("unit") else None
    return Sought(
        topics=[topic for topic in asked.getlist("fact") if topic],
        streams=_streams(asked.get("stream", ""), asked.get("text", "")),
        unit=unit.unit if unit else NOTHING if asked.get("unit") else None,
        actor=_actor(asked.get("actor", "")),
        from_=_moment(asked.get("from", ""), 0),
        until=_moment(asked.get("to", ""), 1),
        correlation=_identifier(asked["correlation"]) if asked.get("correlation") else None,
        late=True if asked.get("late") else None,
        unitless=not asked.get("unit"),
        occurred_from=_moment(asked.get("occurred_from", ""), 0),
        occurred_until=_moment(asked.get("occurred_to", ""), 1),
    )


def _streams(stream: str, text: str) -> list[UUID]:
    """The thing asked for, or those in whose protected texts the words stand; none that could be finds nothing."""
    asked = {_identifier(stream)} if stream else set()
    if not text.strip():
        return sorted(asked)
    found = {one.owner for one in house().keys.search(text, FOUND_AT_MOST)}
    return sorted(found & asked if asked else found) or [NOTHING]


def _actor(asked: str) -> PersonId | None:
    if not asked:
        return None
    return PersonId(asked) if asked.startswith("p-") else lookup().person(asked) or NOBODY


def _moment(asked: str, days: int) -> datetime | None:
    """The beginning of a day, or of the one after it."""
    try:
        day = date.fromisoformat(asked) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return datetime.combine(day, time(), house().settings.zone)


def _identifier(asked: str) -> UUID:
    try:
        return UUID(asked)
    except ValueError:
        return NOTHING
