"""The border: what people and programs send becomes a request, or a list of faults by field.

A request's dataclass is the only schema there is: its annotations say what each field holds. Programs send JSON, see
`load`; pages send forms, see `load_form`, and name nested fields `steps-0-remedy`. Names are looked up while loading
(`web.references`); what several fields say together is checked last (`web.agreements`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from operator import or_
from types import NoneType, UnionType
from typing import Annotated, Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from marshmallow import RAISE, Schema, ValidationError, post_load, pre_load
from marshmallow import fields as marsh
from werkzeug.datastructures import MultiDict

from web.agreements import disagreements
from web.fields import ByName, Day, Identifier, Moment, Number, OneOf, Several, Truth, TruthOrCount, Within, Words
from web.forms import fault
from web.named import NAMED
from web.references import Resolver, resolving
from web.unflattening import renamed, unflattened
from workflows.requests import shapes as bounds

T = TypeVar("T")
Leaf = Callable[..., marsh.Field[Any]]
PLAIN: dict[object, Leaf] = {
    str: lambda **options: Words(1, 64, one_line=True, **options),
    int: lambda **options: Number(0, 10**9, whole=True, **options),
    float: lambda **options: Number(-(10**9), 10**9, whole=False, **options),
    bool: Truth,
    bool | int: lambda **options: TruthOrCount(100_000, **options),
    date: Day,
    datetime: Moment,
    UUID: Identifier,
}


HOUR = re.compile(r"[0-2]\d:[0-5]\d(:[0-5]\d)?")
_SCHEMAS: dict[tuple[Any, bool], type["Shape"]] = {}


class Shape(Schema):
    """A schema made from a request's dataclass; loading it gives the request."""

    class Meta:
        unknown = RAISE

    shape: type[Any]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages = _Said()

    @pre_load
    def an_hour_alone_is_one_of_its_day(self, sent: Any, **_: Any) -> Any:
        """`on` and `starts_at` may be said apart, as on paper: 2026-10-05 and 14:00."""
        hour, day = (sent.get(name) for name in ("starts_at", "on")) if isinstance(sent, dict) else (None, None)
        apart = isinstance(hour, str) and isinstance(day, str) and HOUR.fullmatch(hour)
        return {**sent, "starts_at": f"{day}T{hour}"} if apart else sent

    @post_load
    def into_the_request(self, data: dict[str, Any], **_: Any) -> Any:
        made = self.shape(**data)
        if wrong := disagreements(made):
            raise ValidationError(wrong)
        return made


class _Said(dict[str, str]):
    """Marshmallow's own words for a schema, said as faults of ours."""

    def __missing__(self, key: str) -> str:
        return str(fault({"type": "object"}.get(key, key)).messages[0])


def outside(name: str) -> str:
    """How a field is called by those who send it: `from_` is `from`."""
    return name.rstrip("_")


def schema_of(shape: Any, browser: bool = False) -> type[Shape]:
    """The schema of a request; `browser`: every value comes as text."""
    if (shape, browser) not in _SCHEMAS:
        _SCHEMAS[shape, browser] = _schema(shape, browser)
    return _SCHEMAS[shape, browser]


def _schema(shape: Any, browser: bool) -> type[Shape]:
    hints = get_type_hints(shape, include_extras=True)
    parts = {part.name: _field(part, hints[part.name], browser) for part in fields(shape)}
    return type(shape.__name__, (Shape,), {"shape": shape, "__doc__": shape.__doc__, **parts})


def load(shape: type[T], sent: object, names: Resolver) -> T:
    """The request that was sent as JSON; raises `ValidationError` with every fault by field."""
    return cast(T, _loaded(schema_of(shape), sent, names))


def load_form(shape: type[T], form: MultiDict[str, str], names: Resolver, flat: bool = False) -> T:
    """The request that a page sent; faults are filed under the names the page used. `flat`: nothing is nested."""
    sent, indexes = unflattened(form, flat)
    try:
        return cast(T, _loaded(schema_of(shape, browser=True), sent, names))
    except ValidationError as wrong:
        raise ValidationError(renamed(wrong.messages, indexes)) from None


def _loaded(schema: type[Shape], sent: object, names: Resolver) -> Any:
    if not isinstance(sent, Mapping):
        raise fault("object")
    with resolving(names):
        names.look_ahead(sent)
        return schema().load(sent)


def _field(part: Field[Any], hint: object, browser: bool) -> marsh.Field[Any]:
    optional = part.default is not MISSING or part.default_factory is not MISSING
    return _of(hint, browser, data_key=outside(part.name), required=not optional)


def _of(hint: object, browser: bool, **options: Any) -> marsh.Field[Any]:
    """The field for an annotation."""
    made = _made(hint, browser, options)
    made.browser = browser  # type: ignore[attr-defined]  # every field here is Strict
    return made


def _made(hint: Any, browser: bool, options: dict[str, Any]) -> marsh.Field[Any]:
    if hint in NAMED:
        return NAMED[hint](**options)
    if hint in PLAIN:
        return PLAIN[hint](**options)
    if isinstance(hint, NewType):
        return _made(hint.__supertype__, browser, options)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return OneOf(hint, **options)
    if is_dataclass(hint):
        return Within(schema_of(hint, browser), **options)
    return _composed(hint, browser, options)


def _composed(hint: Any, browser: bool, options: dict[str, Any]) -> marsh.Field[Any]:
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _bounded(inside[0], inside[1], options)
    if origin in (Union, UnionType) and NoneType in inside:
        held = reduce(or_, (one for one in inside if one is not NoneType))
        return _made(held, browser, {**options, "allow_none": not browser})
    if origin is tuple:
        return Several(_of(inside[0], browser), **options)
    if origin is dict:
        return ByName(keys=_of(inside[0], browser), values=_of(inside[1], browser), **options)
    raise TypeError(f"no field is known for {hint}")


def _bounded(held: object, bound: object, options: dict[str, Any]) -> marsh.Field[Any]:
    match bound:
        case bounds.Words(at_least, at_most, one_line):
            return Words(at_least, at_most, one_line, **options)
        case bounds.Within(least, most):
            return Number(least, most, whole=held is int, **options)
    raise TypeError(f"no field is known for {bound}")
