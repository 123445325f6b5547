"""The log as OCEL 2.0 JSON, written as it is read."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from web.ocel.told import EVENT_TYPES, Event, Related, Thing, Value
from web.ocel.types import OBJECT_TYPES


def write(out: IO[str], objects: Iterable[Thing], events: Callable[[], Iterable[Event]]) -> int:
    """Write the log; how many events. The objects are read first, then the events."""
    out.write('{"objectTypes":' + _types(OBJECT_TYPES) + ',"eventTypes":' + _types(EVENT_TYPES))
    out.write(',"objects":')
    _each(out, (_object(one) for one in objects))
    out.write(',"events":')
    count = _each(out, (_event(one) for one in events()))
    out.write("}\n")
    return count


def _each(out: IO[str], told: Iterator[dict[str, Any]]) -> int:
    count = 0
    for count, one in enumerate(told, start=1):
        out.write(("[" if count == 1 else ",\n") + json.dumps(one, ensure_ascii=False))
    out.write("]" if count else "[]")
    return count


def _types(types: Any) -> str:
    return json.dumps(
        [
            {"name": name, "attributes": [{"name": one, "type": type_} for one, type_ in columns.items()]}
            for name, columns in types.items()
        ]
    )


def _object(thing: Thing) -> dict[str, Any]:
    at = thing.at.isoformat()
    attributes = [{"name": name, "value": _written(value), "time": at} for name, value in thing.values.items()]
    return {
        "id": thing.id,
        "type": thing.kind.value,
        "attributes": attributes,
        "relationships": _related(thing.related),
    }


def _event(event: Event) -> dict[str, Any]:
    attributes = [{"name": name, "value": _written(value)} for name, value in event.values.items()]
    return {
        "id": event.id,
        "type": event.type,
        "time": event.at.isoformat(),
        "attributes": attributes,
        "relationships": _related(event.related),
    }


def _related(related: Iterable[Related]) -> list[dict[str, str]]:
    return [{"objectId": one.id, "qualifier": one.as_what} for one in related]


def _written(value: Value) -> str:
    """OCEL's JSON has values as text."""
    return str(value).lower() if isinstance(value, bool) else str(value)
