"""The history as a list: filtered by the address, newest first, back for years by cursor."""

from uuid import UUID

from flask import render_template, request

from domain.events import CATALOGUE
from domain.names import PersonId
from projections.audit_trail import Sought
from projections.audit_trail import history as lines
from projections.listing import Part
from projections.reading import Reading
from projections.unit_tree import unit_by_code
from web import policy
from web.acts import Act
from web.asking import names as lookup
from web.audit.lines import begins, day_in, named_in
from web.audit.routes import rooms
from web.house import house

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
        named = named_in(db, listed.items)
    facts = [(topic, topic.partition(".")[0]) for topic in CATALOGUE]
    return render_template("audit/history.html", listed=listed, facts=facts, **named._asdict())


def _sought(db: Reading) -> Sought:
    """What the address asks for; what it names and nobody knows finds nothing."""
    asked = request.args
    unit = unit_by_code(db, asked["unit"]) if asked.get("unit") else None
    return Sought(
        topics=[topic for topic in asked.getlist("fact") if topic],
        streams=_streams(asked.get("stream", ""), asked.get("text", "")),
        unit=unit.unit if unit else NOTHING if asked.get("unit") else None,
        actor=_actor(asked.get("actor", "")),
        from_=begins(day_in(asked.get("from", ""))),
        until=begins(day_in(asked.get("to", "")), 1),
        correlation=_identifier(asked["correlation"]) if asked.get("correlation") else None,
        late=True if asked.get("late") else None,
        unitless=not asked.get("unit"),
        occurred_from=begins(day_in(asked.get("occurred_from", ""))),
        occurred_until=begins(day_in(asked.get("occurred_to", "")), 1),
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


def _identifier(asked: str) -> UUID:
    try:
        return UUID(asked)
    except ValueError:
        return NOTHING
