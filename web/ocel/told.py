"""What of a fact goes into an event log: plain values and ids; no name, no protected text.

An object appears with the first fact of its stream, so that one reading of the journal tells the objects and another
the events, in the memory of a batch.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints
from uuid import UUID

from domain.events import CATALOGUE
from domain.events.deficiency import DeficiencyFact
from domain.events.fact import Fact, Parked
from domain.events.meeting import MeetingFact
from domain.events.person import PersonFact
from domain.events.remediation import RemediationFact
from domain.events.supervision import SupervisionFact
from domain.events.unit import UnitFact
from domain.events.visit import VisitFact
from domain.names import DeficiencyId, MeetingId, PersonId, RemediationId, SupervisionId, UnitId, VisitId
from domain.record import Record
from web.audit.saying import parts

Value = str | int | float | bool
HOUSE = "house"
"""What the house does by itself is done by this person."""


class Kind(StrEnum):
    """The types of objects."""

    UNIT = "unit"
    MEETING = "meeting"
    VISIT = "visit"
    SUPERVISION = "supervision"
    DEFICIENCY = "deficiency"
    CASE = "case"
    PERSON = "person"


STORIES: Mapping[Kind, Any] = {
    Kind.UNIT: UnitFact,
    Kind.MEETING: MeetingFact,
    Kind.VISIT: VisitFact,
    Kind.SUPERVISION: SupervisionFact,
    Kind.DEFICIENCY: DeficiencyFact,
    Kind.CASE: RemediationFact,
    Kind.PERSON: PersonFact,
}
KINDS: Mapping[type[Fact], Kind] = {fact: kind for kind, story in STORIES.items() for fact in get_args(story)}
NAMED = {
    UnitId: Kind.UNIT,
    MeetingId: Kind.MEETING,
    VisitId: Kind.VISIT,
    SupervisionId: Kind.SUPERVISION,
    DeficiencyId: Kind.DEFICIENCY,
    RemediationId: Kind.CASE,
}
PLAIN: Mapping[Any, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "float",
    date: "time",
}


class Related(NamedTuple):
    """An object and how it is concerned."""

    id: str
    as_what: str


class Thing(NamedTuple):
    """An object: a unit, a meeting, a case."""

    id: str
    kind: Kind
    at: datetime
    values: dict[str, Value]
    related: tuple[Related, ...]


class Event(NamedTuple):
    """A fact that happened."""

    id: str
    type: str
    at: datetime
    values: dict[str, Value]
    related: tuple[Related, ...]


def things(history: Iterable[Record[Any]]) -> Iterator[Thing]:
    """The objects, each where it begins; the house itself first."""
    yield Thing(HOUSE, Kind.PERSON, datetime.fromtimestamp(0, UTC), {}, ())
    for record in history:
        kind = KINDS.get(type(record.fact))
        if kind is not None and record.version == 1:
            yield Thing(_own(record, kind), kind, record.occurred_at, values(record.fact), tuple(_named(record.fact)))


def events(history: Iterable[Record[Any]], known: Callable[[str], bool]) -> Iterator[Event]:
    """The facts; `known` tells the persons that are objects."""
    for record in history:
        if not isinstance(record.fact, Parked):
            related = tuple(one for one in _concerned(record) if not one.id.startswith("p-") or known(one.id))
            yield Event(
                f"e{record.position}", type(record.fact).__name__, record.occurred_at, values(record.fact), related
            )


def _own(record: Record[Any], kind: Kind) -> str:
    return str(record.fact.person) if kind is Kind.PERSON else str(record.stream)


def _concerned(record: Record[Any]) -> Iterator[Related]:
    kind = KINDS.get(type(record.fact))
    if kind is not None:
        yield Related(_own(record, kind), kind.value)
    yield from _named(record.fact)
    yield Related(str(record.by) if record.by.startswith("p-") else HOUSE, "by")
    if record.on_behalf_of is not None:
        yield Related(str(record.on_behalf_of), "for")


def _named(fact: Fact) -> Iterator[Related]:
    """What a fact names, each once under the first field that names it."""
    seen: set[str] = set()
    for part in parts(fact):
        if part.kind in NAMED and isinstance(part.value, UUID) and str(part.value) not in seen:
            seen.add(str(part.value))
            yield Related(str(part.value), ".".join(step for step in part.path.split(".") if not step.isdigit()))


def values(fact: Fact) -> dict[str, Value]:
    """The plain values of a fact."""
    told = ((name, getattr(fact, name)) for name in columns(type(fact)))
    return {name.rstrip("_"): _plain(value) for name, value in told if value is not None}


def _plain(value: Any) -> Value:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def columns(fact: type[Fact]) -> dict[str, str]:
    """The fields that hold plain values, and their OCEL types; texts that people typed are left out."""
    return _columns(fact)  # type: ignore[arg-type]  # a class is hashable, whatever mypy thinks of it


@cache
def _columns(fact: Any) -> dict[str, str]:
    hints = get_type_hints(fact)
    found = {field.name: "string" if field.name == "code" else _type(hints[field.name]) for field in fields(fact)}
    return {name: type_ for name, type_ in found.items() if type_ is not None}


def _type(hint: Any) -> str | None:
    sure = (
        next((one for one in get_args(hint) if one is not type(None)), hint) if type(None) in get_args(hint) else hint
    )
    if sure in (PersonId, *NAMED) or sure is str:
        return None
    own = getattr(sure, "__supertype__", sure)
    return next((type_ for plain, type_ in PLAIN.items() if isinstance(own, type) and issubclass(own, plain)), None)


EVENT_TYPES: Mapping[str, dict[str, str]] = {fact.__name__: columns(fact) for fact in CATALOGUE.values()}
