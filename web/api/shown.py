"""How an answer looks: made from the annotations of a fact or of a view's row, as requests are made from theirs.

Outside, a unit is its code, a body `CODE/kind`, a sealed text its words, and times carry the house's zone. What one
answer shows is gathered first, so that texts and units take one query each, however many there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, NamedTuple, NewType, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from domain import scores
from domain.names import Body, Sealed, Source, Target, TargetKind, UnitId
from domain.record import Record
from projections import unit_tree
from projections.reading import Reading
from web.house import house
from web.opened import texts
from web.shapes import outside

S = TypeVar("S", bound=msgspec.Struct)
Part = tuple[str, Any] | tuple[str, Any, Any]
AS_ASKED = {"dated": "date_", "grade": "class_"}
"""Facts call these otherwise than the requests that bring them."""


class Named(NamedTuple):
    """How a shape's fields are taken from its source: left out, called otherwise, or added."""

    without: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = {}
    more: tuple[Part, ...] = ()


class SourceShown(msgspec.Struct, frozen=True):
    """Where a deficiency was seen."""

    kind: str
    id: str


class TargetShown(msgspec.Struct, frozen=True):
    """What a finding is against: `CODE`, `CODE/body` or `CODE/body/office`."""

    kind: TargetKind
    id: str


OUTSIDE: dict[object, Any] = {Sealed: str, UnitId: str, Body: str, Target: TargetShown, Source: SourceShown}
_SHAPES: dict[tuple[str, type], type[msgspec.Struct]] = {}
_TAKEN: dict[type[msgspec.Struct], dict[str, str]] = {}
"""For every shape, what it calls the fields of its source."""


def shape_of(source: Any, name: str = "", named: Named | None = None) -> type[msgspec.Struct]:
    """The shape in which a fact, a part of one or a view's row is shown. Requests bring the parts of score sheets under
    their own names."""
    called = name or source.__name__ + ("Shown" if source.__module__ == scores.__name__ else "")
    if (called, source) not in _SHAPES:
        _SHAPES[called, source] = _shape(source, called, named or Named())
    return _SHAPES[called, source]


def _shape(source: Any, called: str, named: Named) -> type[msgspec.Struct]:
    renamed = {**AS_ASKED, **named.renamed}
    kept = {part: hint for part, hint in get_type_hints(source).items() if part not in named.without}
    named_parts = [(renamed.get(part, part), hint) for part, hint in kept.items()]
    fields = [(name, _id(hint) if name == "id" else _hint(hint)) for name, hint in named_parts]
    made = msgspec.defstruct(
        called,
        [*fields, *named.more],
        frozen=True,
        kw_only=True,
        rename=outside,
        module=__name__,
    )
    made.__doc__ = source.__doc__
    _TAKEN[made] = {part: renamed.get(part, part) for part in kept}
    return made


def _id(hint: Any) -> Any:
    """An id stays what it is, a unit's too."""
    return _id(hint.__supertype__) if isinstance(hint, NewType) else hint


def _hint(hint: Any) -> Any:
    """What an annotation is outside."""
    if hint in OUTSIDE:
        return OUTSIDE[hint]
    if isinstance(hint, NewType):
        return _hint(hint.__supertype__)
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return reduce(or_, (_hint(one) for one in inside))
    if origin is tuple:
        return tuple[_hint(inside[0]), ...]  # type: ignore[misc]  # made while running
    if origin is dict:
        return dict[_hint(inside[0]), _hint(inside[1])]  # type: ignore[misc]  # made while running
    if is_dataclass(hint) or hasattr(hint, "_fields"):
        return shape_of(hint)
    return hint


class Showing:
    """Everything one answer shows, gathered: then each part of it is shown without another query."""

    def __init__(self, db: Reading, sources: Iterable[object]) -> None:
        found = list(_named_in(sources))
        self.words = texts([one for one in found if isinstance(one, Sealed)])
        ids = {one for one in found if isinstance(one, UUID)}
        self.codes = {unit: row.code for unit, row in unit_tree.units_by_id(db, ids).items()} if ids else {}
        self.zone = house().settings.zone

    def code(self, unit: UUID) -> str:
        return self.codes.get(UnitId(unit), str(unit))

    def show(self, source: Any, shape: type[S], /, **more: Any) -> S:
        """A source in its shape; `more` are the fields that are not its own."""
        hints = get_type_hints(type(source))
        kept = {
            name: self._value(value, hints[part]) if name != "id" else value
            for part, name in _TAKEN[shape].items()
            for value in [getattr(source, part)]
        }
        return shape(**{**kept, **more})

    def fact(self, record: Record[Any], shape: type[S]) -> S:
        """A fact with the hand that entered it."""
        return self.show(record.fact, shape, **self.signature(record))

    def signature(self, record: Record[Any]) -> dict[str, Any]:
        return {
            "by": record.by,
            "on_behalf_of": record.on_behalf_of,
            "occurred_at": record.occurred_at.astimezone(self.zone),
            "recorded_at": record.recorded_at.astimezone(self.zone),
            "position": record.position,
        }

    def _value(self, value: Any, hint: Any) -> Any:
        match value:
            case None:
                return None
            case Sealed():
                return self.words[value.key]
            case Body():
                return f"{self.code(value.unit)}/{value.kind}"
            case Target():
                return TargetShown(
                    value.kind, "/".join(filter(None, (self.code(value.unit), value.body, value.office)))
                )
            case Source():
                return SourceShown(value.kind, value.id)
            case datetime():
                return value.astimezone(self.zone)
            case UUID():
                return self.code(value) if UnitId in (hint, *get_args(hint)) else value
            case tuple() if not hasattr(value, "_fields"):
                inner = get_args(_bare(hint))[0]
                return tuple(self._value(one, inner) for one in value)
            case dict():
                return dict(value)
            case _ if is_dataclass(value):
                return self.show(value, shape_of(type(value)))
            case _:
                return value


def _bare(hint: Any) -> Any:
    """The annotation without its None."""
    if get_origin(hint) in (Union, UnionType):
        return next(one for one in get_args(hint) if one is not NoneType)
    return hint


def _named_in(sources: Iterable[object]) -> Iterator[Sealed | UUID]:
    """Every sealed text and every unit that is named anywhere inside."""
    for source in sources:
        match source:
            case Sealed() | UUID():
                yield source
            case Body() | Target():
                yield source.unit
            case Record():
                yield from _named_in([source.fact])
            case tuple() | list() | frozenset():
                yield from _named_in(source)
            case dict():
                yield from _named_in(source.values())
            case _ if is_dataclass(source):
                yield from _named_in(getattr(source, part) for part in source.__dataclass_fields__)
