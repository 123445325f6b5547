"""A person's identity, and its erasure: what goes with it is shown first."""

from dataclasses import dataclass

import msgspec
from flask import abort, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import PersonId
from projections.office_holders import offices_held
from projections.unit_tree import units_by_id
from web import policy
from web.acts import Act
from web.administration.routes import rooms
from web.administration.users import require_over
from web.answers import recorded
from web.api.people import of_person
from web.asking import from_form
from web.erasure import concerned, erase
from web.hands import hand
from web.house import house
from web.languages import gettext
from web.opened import identity, readable
from workflows.desk import Thing
from workflows.requests.people import EnterPerson, amend_identity, stream_of
from workflows.requests.shapes import Line


@dataclass(frozen=True)
class ErasePerson:
    """The request or the decision on which it is done."""

    basis: Line


@rooms.get("/people/<person>")
@policy.needs(Act.ENTER_PEOPLE, of=of_person)
def person(person: str) -> str:
    who = PersonId(person)
    _must_be_known(who)
    opened = identity(who)
    with house().reading() as db:
        held = offices_held(db, who)
        units = units_by_id(db, {one.unit for one in held})
    known = msgspec.json.decode(opened, type=EnterPerson) if isinstance(opened, str) else None
    told = {"identity": known, "unread": readable(opened), "texts": concerned(house(), who)}
    return render_template("administration/person.html", who=who, held=held, units=units, **told)


@rooms.post("/people/<person>")
@policy.needs(Act.ENTER_PEOPLE, of=of_person)
def amend(person: str) -> AnyResponse:
    who = PersonId(person)
    _must_be_known(who)
    require_over(who)
    amend_identity(house().desk, hand(), Thing(stream_of(who)), from_form(EnterPerson))
    return recorded(url_for("administration.person", person=who), gettext("Đã sửa thông tin."))


@rooms.post("/people/<person>/erase")
@policy.needs(Act.ENTER_PEOPLE, of=of_person)
def erase_person(person: str) -> AnyResponse:
    who = PersonId(person)
    _must_be_known(who)
    require_over(who)
    texts = erase(house(), hand(), who, from_form(ErasePerson).basis)
    said = gettext("Đã xóa thông tin cá nhân và %(n)s đoạn văn bản.", n=texts)
    return recorded(url_for("administration.person", person=who), said)


def _must_be_known(person: PersonId) -> None:
    if not house().journal.history(stream_of(person)):
        abort(404)
