"""What the pages of a solution ask for: acts, each a request of the same shape, and what is said afterwards."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from flask import request
from werkzeug.datastructures import MultiDict

from domain.names import UnitId
from projections.listing import Listed, Part
from projections.reading import Reading
from projections.unit_tree import Sought, Unit, units_by_id, units_in
from web import policy
from web.acts import Act
from web.asking import from_form, record
from web.hands import seen
from web.house import house
from web.inspection.lists import shown
from web.places import path_of
from workflows.desk import Thing
from workflows.journal.journal import Receipt
from workflows.requests.shapes import Nothing

AT_MOST = 200


class Asks(NamedTuple):
    """A form of a page: what it asks for, what it needs, and what is said when it stands in the journal."""

    shape: type[Any]
    ask: Callable[..., Receipt]
    act: Act
    said: str


def act_on(asks: Asks, thing: UUID, form: MultiDict[str, str] | None = None) -> None:
    """One act on a thing that is there; a unit that it names must be within reach too."""
    asked: tuple[Any, ...] = () if asks.shape is Nothing else (from_form(asks.shape, form),)
    for one in asked:
        if unit := getattr(one, "unit", None):
            must_reach(asks.act, unit)
    record(asks.ask, Thing(thing, seen()), *asked)


def begin(asks: Asks, form: MultiDict[str, str] | None = None) -> UUID:
    """Something new about a unit that the form names; answers its id."""
    asked = from_form(asks.shape, form)
    must_reach(asks.act, asked.unit)
    return next(iter(record(asks.ask, asked).versions))


def must_reach(act: Act, unit: UnitId) -> None:
    with house().reading() as db:
        policy.require(act, path_of(db, unit))


def listed(ask: Callable[[Part], Listed[Any]]) -> Listed[Any]:
    """The part of a list that the address asks for."""
    return shown(ask, request.args.get("sort"), request.args.get("cursor"))


def units_of(db: Reading, *lists: Listed[Any]) -> dict[UnitId, Unit]:
    """The units that the lists of a page name, in one query."""
    return units_by_id(db, {row.unit for one in lists for row in one.items})


def own_units(db: Reading, act: Act, sought: Sought = Sought()) -> list[Unit]:  # noqa: B008  # it holds nothing
    """The units about which the caller may do this, to choose from."""
    return units_in(db, policy.reach(act), sought, Part("name", limit=AT_MOST, counted=False)).items


def acts_in(acts: dict[str, Asks]) -> str:
    """The acts as an address names them."""
    return "<any(" + ", ".join(f"'{name}'" for name in acts) + "):act>"


def words_of(form: MultiDict[str, str], named: str, *apart: str) -> MultiDict[str, str]:
    """A choice of several things at once, `CODE/person`, as the fields that they are."""
    sent = form.copy()
    for name, value in zip(apart, sent.pop(named, "").split("/", len(apart) - 1), strict=False):
        sent[name] = value
    return sent
