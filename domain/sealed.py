"""Which protected texts a fact carries."""

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

from domain.names import Sealed


def sealed_in(thing: object) -> Iterator[Sealed]:
    """Every sealed text in a fact, or in any part of one, in the order of its fields."""
    if isinstance(thing, Sealed):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from sealed_in(part)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for name in fields_that_seal(type(thing)):
            yield from sealed_in(getattr(thing, name))


@cache
def fields_that_seal(shape: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass that may hold a sealed text, at any depth."""
    return tuple(name for name, hint in get_type_hints(shape).items() if _may_seal(hint))


def _may_seal(hint: Any) -> bool:
    if hint is Sealed:
        return True
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return bool(fields_that_seal(hint))
    return any(_may_seal(part) for part in get_args(hint))
