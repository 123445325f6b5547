"""A person's identity, and its erasure: what goes with it is shown first."""

from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from flask import g, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import PersonId
from projections.office_holders import HeldOffice, offices_with_units
from projections.roles_held import person as known_person
from projections.roles_held import roles_of
from projections.unit_tree import Unit
from web import policy
from web.acts import Act, Place
from web.administration.routes import rooms
from web.administration.users import require_over
from web.answers import recorded
from web.api.lists import top_of
from web.asking import from_form
from web.erasure import concerned, erase
from web.hands import hand
from web.house import house
from web.languages import gettext
from web.opened import identity, readable
from web.policy import caller
from workflows.desk import Thing
from workflows.requests.people import EnterPerson, amend_identity, stream_of
from workflows.requests.shapes import Line


@dataclass(frozen=True)
class ErasePerson:
    """The request or the decision on which it is done."""

    basis: Line


class Standing(NamedTuple):
    """Where a person stands in the organisation: at their seats and their roles."""

    seats: list[tuple[HeldOffice, Unit]]
    places: list[Place]


def standing_here(who: PersonId) -> Standing | None:
    """Asked by the gate and by the page; read once a request. Whoever has no seat and no role stands at the top."""
    kept: dict[PersonId, Standing | None] = g.setdefault("standings", {})
    if who not in kept:
        with house().reading() as db:
            seats = offices_with_units(db, who)
            places = [Place(role.path) for role in roles_of(db, who)] + [Place(unit.path) for _, unit in seats]
            known = bool(places) or known_person(db, who) is not None
            kept[who] = Standing(seats, places or [top_of(db)]) if known else None
    return kept[who]


def place_of(person: str, **_: object) -> Place | None:
    """The one of their places at which the caller keeps people, if any."""
    standing = standing_here(PersonId(person))
    if standing is None:
        return None
    mine = (place for place in standing.places if policy.allows(caller(), Act.ENTER_PEOPLE, place))
    return next(mine, standing.places[0])


@rooms.get("/people/<person>")
@policy.needs(Act.ENTER_PEOPLE, of=place_of)
def person(person: str) -> str:
    who = PersonId(person)
    standing = standing_here(who)
    assert standing is not None  # the gate found it
    opened = identity(who)
    known = msgspec.json.decode(opened, type=EnterPerson) if isinstance(opened, str) else None
    told = {"identity": known, "unread": readable(opened), "texts": concerned(house(), who)}
    return render_template("administration/person.html", who=who, seats=standing.seats, **told)


@rooms.post("/people/<person>")
@policy.needs(Act.ENTER_PEOPLE, of=place_of)
def amend(person: str) -> AnyResponse:
    who = PersonId(person)
    require_over(who)
    amend_identity(house().desk, hand(), Thing(stream_of(who)), from_form(EnterPerson))
    return recorded(url_for("administration.person", person=who), gettext("Đã sửa thông tin."))


@rooms.post("/people/<person>/erase")
@policy.needs(Act.ENTER_PEOPLE, of=place_of)
def erase_person(person: str) -> AnyResponse:
    who = PersonId(person)
    require_over(who)
    texts = erase(house(), hand(), who, from_form(ErasePerson).basis)
    said = gettext("Đã xóa thông tin cá nhân và %(n)s đoạn văn bản.", n=texts)
    return recorded(url_for("administration.person", person=who), said)
