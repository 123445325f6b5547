"""From what was sent to what is recorded: the way every route goes, of pages and of the API.

asked = from_form(SubmitPlan)                    # or from_json(SubmitPlan), from_query(Sought)
receipt = record(submit_plan, thing(case), asked)
"""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from flask import abort, g, request
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from domain import catalogue
from domain.names import PersonId
from domain.refusals import BeforeFounding, DayRefusal, HeldInTheFuture, UnitEnded
from domain.rules import BY_CODE
from web import moment
from web.forms import fault
from web.hands import hand, seen
from web.house import house
from web.references import Codes, Resolver
from web.shapes import load, load_form, outside
from web.wording import refused
from workflows.desk import Thing
from workflows.journal.journal import Receipt

T = TypeVar("T")
LONGEST = 1_000_000
"""Bytes of a JSON body; files come another way."""
LONGEST_NUMBER = 40
CODES = Codes(
    frozenset(catalogue.deficiencies()),
    frozenset(catalogue.causes()),
    frozenset(catalogue.actions()),
    frozenset(BY_CODE),
)


def names() -> Resolver:
    """What this request names is looked up here, each name once."""
    known: Resolver | None = g.get("names")
    if known is None:
        known = g.names = Resolver(house().journal, _person_of_login, CODES)
    return known


def from_json(shape: type[T]) -> T:
    """The request in the body."""
    return load(shape, body(), names())


def from_form(shape: type[T], form: MultiDict[str, str] | None = None) -> T:
    """The request in the page's form; `form` is what the page made of it first."""
    return load_form(shape, request.form if form is None else form, names())


def from_query(shape: type[T]) -> T:
    """The filters in the address."""
    asked: MultiDict[str, str] = request.args.copy()
    for name in moment.names():
        asked.poplist(name)
    return load_form(shape, asked, names(), flat=True)


def body() -> object:
    """The JSON that was sent; nothing at all is an object without fields."""
    sent = request.get_data(cache=True)
    if len(sent) > LONGEST:
        abort(413)
    if not sent:
        return {}
    if not request.is_json:
        abort(415)
    try:
        return json.loads(sent.decode("utf-8", "surrogatepass"), parse_int=_whole, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ValidationError({"": fault("json").messages}) from None


def thing(id: UUID) -> Thing:
    """What the request is about, in the version that its author was shown."""
    return Thing(id, seen())


def record(ask: Callable[..., Receipt], *asked: Any) -> Receipt:
    """Ask it of the desk, by the caller's hand. A day that cannot be is a fault of the field that names it."""
    try:
        return ask(house().desk, hand(), *asked)
    except (BeforeFounding, HeldInTheFuture, UnitEnded) as refusal:
        named = {name: [refused(refusal)] for part in asked for name in _misdated(part, refusal)}
        if not named:
            raise
        raise ValidationError(named) from refusal


def _misdated(asked: object, refusal: DayRefusal) -> Iterator[str]:
    """The fields whose day lies beyond what the refusal allows."""
    for part in fields(asked) if is_dataclass(asked) else ():
        value = getattr(asked, part.name)
        if isinstance(value, date) and _lies_beyond(value, refusal):
            yield outside(part.name)


def _lies_beyond(value: date, refusal: DayRefusal) -> bool:
    if isinstance(refusal, HeldInTheFuture) and isinstance(value, datetime):
        return value > house().now()
    day = value.date() if isinstance(value, datetime) else value
    return day < refusal.day if isinstance(refusal, BeforeFounding) else day > refusal.day


def _person_of_login(login: str) -> PersonId | None:
    known = house().accounts.named(login)
    return known.person if known else None


def _whole(digits: str) -> float:
    """A number of a thousand digits is no number that anyone means."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else math.inf


def _no_number(name: str) -> float:
    """NaN and Infinity are no JSON; their field says so."""
    return math.nan if name == "NaN" else math.inf
