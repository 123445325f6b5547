"""People behind pseudonyms: entered, and read as permitted; every read of an identity is put down."""

import json
from typing import Any

from flask import abort

from domain.names import PersonId
from projections import office_holders, roles_held, unit_tree
from web import policy
from web.acts import Act, Place
from web.api.lists import top_of
from web.api.operations import Answer, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.api.things import kind_of
from web.asking import record
from web.house import house
from web.opened import identity, readable
from web.policy import allows, caller
from workflows.journal.journal import Receipt
from workflows.requests.people import EnterPerson, enter_person, stream_of

rooms = room("people", "People behind pseudonyms.")

SEAT = shape_of(office_holders.HeldOffice, "SeatHeld", Named(frozenset({"person"}), {"since": "from_"}))
ROLE = shape_of(
    roles_held.RoleHere, "RoleHeldAt", Named(frozenset({"person", "unit", "path", "name"}), {"code": "unit"})
)
PERSON = kind_of(
    "Person",
    roles_held.Person,
    Named(frozenset({"stream", "identity_at"})),
    (
        ("name", str),
        ("phone", str | None),
        ("email", str | None),
        ("roles", tuple[ROLE, ...]),  # type: ignore[valid-type]  # made while running
        ("offices", tuple[SEAT, ...]),  # type: ignore[valid-type]  # made while running
    ),
)


def of_person(person: str, **_: object) -> Place | None:
    """Where a person stands: at one of their seats or roles, the Bloc without any; one that the caller may read at."""
    name = PersonId(person)
    with house().reading() as db:
        if roles_held.person(db, name) is None:
            return None
        roles = [Place(role.path) for role in roles_held.roles_of(db, name)]
        units = {seat.unit for seat in office_holders.offices_held(db, name)}
        seats = [Place(unit.path) for unit in unit_tree.units_by_id(db, units).values()]
        places = [*roles, *seats] or [top_of(db)]
    if name == caller().person:
        return Place("")
    return next((place for place in places if allows(caller(), Act.READ_PERSONAL, place)), places[0])


@rooms.post("/people")
@policy.needs(Act.ENTER_PEOPLE, of=policy.anywhere)
@gives(PERSON.whole, takes=EnterPerson, status=201)
def post_person(asked: EnterPerson) -> Answer:
    """Enter a person; the answer's id is the pseudonym by which everything else names them."""
    receipt = record(enter_person, asked)
    entered: Any = house().journal.at([done(receipt)])[done(receipt)].fact
    return show_person(entered.person, receipt)._replace(location=f"/api/v1/people/{entered.person}")


@rooms.get("/people/<person>")
@policy.needs(Act.READ_PERSONAL, of=of_person)
@gives(PERSON.whole)
def get_person(person: str) -> Answer:
    """Who a person is, as permitted; the read is recorded."""
    return show_person(PersonId(person))


def show_person(person: PersonId, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = roles_held.person(db, person) or abort(404)
        roles, seats = roles_held.roles_of(db, person), office_holders.offices_held(db, person)
        showing = Showing(db, [row, *seats])
    history = house().journal.history(stream_of(person))
    parts = {
        "roles": tuple(showing.show(one, ROLE) for one in roles),
        "offices": tuple(showing.show(one, SEAT) for one in seats),
    }
    told: Any = PERSON.tell(showing, row, history, **_identity(person), **parts)
    return Answer(told, len(history), done(receipt) if receipt else None)


def _identity(person: PersonId) -> dict[str, str | None]:
    sealed = identity(person)
    if isinstance(sealed, str):
        kept = json.loads(sealed)
        return {name: kept.get(name) for name in ("name", "phone", "email")}
    return {"name": readable(sealed), "phone": None, "email": None}
