"""What every route of the API has in common: it takes a shape, gives a shape, and says so in the document.

@rooms.get("/meetings")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(MEETINGS, seeks=MeetingsSought)
def list_meetings(sought: MeetingsSought) -> Answer: ...
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, NamedTuple, cast, get_type_hints
from uuid import UUID

import flask_smorest
import msgspec
from flask import Blueprint, Response, abort

from domain.names import Body, Target, UnitId
from web import policy
from web.acts import Act
from web.api.document import Exchange, described
from web.asking import from_json, from_query, record, thing
from web.house import house
from web.places import place_against
from web.shapes import outside
from workflows.journal.journal import Receipt
from workflows.requests.shapes import Nothing


def room(name: str, description: str) -> Blueprint:
    """A part of the API, and of its document."""
    made = cast(Blueprint, flask_smorest.Blueprint(name, __name__, url_prefix="/api/v1", description=description))
    made.url_value_preprocessor(_must_be_writable)
    return made


def _must_be_writable(_: str | None, named: dict[str, Any] | None) -> None:
    """Nothing is called by control characters; not every database bears them in a question."""
    if any(isinstance(name, str) and not name.isprintable() for name in (named or {}).values()):
        abort(404)


class Answer(NamedTuple):
    """What a route answers: the shape, the version of the thing it shows, and how far the journal had come."""

    shown: msgspec.Struct
    version: int | None = None
    position: int | None = None
    location: str | None = None

    def as_response(self, status: int) -> Response:
        said = {
            "ETag": f'"{self.version}"' if self.version is not None else None,
            "Nenep-Position": str(self.position) if self.position is not None else None,
            "Location": self.location,
        }
        headers = {name: value for name, value in said.items() if value is not None}
        return Response(msgspec.json.encode(self.shown), status, headers, mimetype="application/json")


def gives(
    shape: type[msgspec.Struct], *, takes: type | None = None, seeks: type | None = None, status: int = 200
) -> Callable[[Callable[..., Answer]], Callable[..., Response]]:
    """Load what the route takes (a body) or seeks (filters in the address), answer what it gives, describe both."""

    def declare(view: Callable[..., Answer]) -> Callable[..., Response]:
        @wraps(view)
        def route(*_: Any, **named: Any) -> Response:
            sought: object = from_query(seeks or Nothing)
            asked = [from_json(takes)] if takes else [sought] if seeks else []
            return view(*asked, **named).as_response(status)

        return described(route, Exchange(shape, status, takes, seeks))

    return declare


class Step(NamedTuple):
    """A request about a thing that is there, and what it needs; `also` names other units or targets."""

    ask: Callable[..., Receipt]
    act: Act
    also: Callable[[Any], Iterable[UUID | Target]] = lambda _: ()

    @property
    def shape(self) -> type:
        asked: type = get_type_hints(self.ask).get("asked", Nothing)
        return asked


class Steps(NamedTuple):
    """The requests about one kind of thing: where it stands, how it is answered afterwards, and which stream it is."""

    rooms: Blueprint
    path: str
    of: policy.Finder
    gives: type[msgspec.Struct]
    shows: Callable[[Any, Receipt | None], Answer]
    stream: Callable[[Any], UUID] = lambda about: about

    def open(self, **steps: Step) -> None:
        """A route for every request: `hold` stands at `…/hold`, `contest__decide` at `…/contest/decide`."""
        for name, step in steps.items():
            self.add(outside(name).replace("__", "/").replace("_", "-"), step)

    def add(self, address: str, step: Step) -> None:
        """A route for one request; what its address names beside the thing goes to the request too."""

        def do(asked: Any, /, **named: Any) -> Answer:
            about, *others = named.values()
            for unit in step.also(asked):
                with house().reading() as db:
                    policy.require(step.act, place_against(db, unit))
            body = [] if step.shape is Nothing else [asked]
            return self.shows(about, record(step.ask, thing(self.stream(about)), *others, *body))

        do.__name__ = step.ask.__name__
        do.__doc__ = step.ask.__doc__ or step.ask.__name__.replace("_", " ").capitalize() + "."
        route = policy.needs(step.act, of=self.of)(gives(self.gives, takes=step.shape)(do))
        self.rooms.add_url_rule(f"{self.path}/{address}", view_func=route, methods=["POST"])


def unit_of(body: Body | None, cell: UnitId | None) -> UnitId:
    """The unit that a request names, by its cell or its body."""
    named = body.unit if body else cell
    assert named is not None  # the border asks for one of the two
    return named


def done(receipt: Receipt) -> int:
    """The last position that a request recorded."""
    return receipt.positions[-1]
