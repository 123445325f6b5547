"""One entry of the journal: what it says, who wrote it, when, why, and its stored form with its place in the chain."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from flask import abort, render_template

from domain.events.meeting import MeetingFact
from domain.events.remediation import RemediationFact
from domain.names import PersonId, Sealed
from domain.record import Record
from domain.sealed import sealed_in
from projections.audit_trail import Entry, Sought
from projections.audit_trail import history as lines
from projections.listing import Part
from projections.unit_tree import units_by_id
from web import places, policy
from web.acts import Act, Place
from web.audit.routes import rooms
from web.house import house
from web.opened import names, texts
from web.wording import field_name, spoken

WHOLE = ("/",)


class Said(NamedTuple):
    """A field of a fact in words; `sealed`: it is a protected text."""

    name: str
    text: str
    sealed: bool = False


def _line(position: int) -> Entry | None:
    with house().reading() as db:
        found = lines(db, WHOLE, Sought(positions=[position], unitless=True), Part(limit=1)).items
    return found[0] if found else None


def place_of_entry(position: int, **_: object) -> Place | None:
    """Where the unit stands that the entry is about; what concerns no unit is for whoever reads history anywhere."""
    line = _line(position)
    if line is None:
        return None
    if line.unit is None:
        return policy.anywhere()
    with house().reading() as db:
        return places.path_of(db, line.unit)


@rooms.get("/history/<int:position>")
@policy.needs(Act.READ_HISTORY, of=place_of_entry)
def entry(position: int) -> str:
    record = house().journal.at([position]).get(position) or abort(404)
    with house().reading() as db:
        together = _together(db, record)
        line = _line(position)
        unit = units_by_id(db, [line.unit]).get(line.unit) if line and line.unit else None
    words = texts(sealed_in(record.fact))
    people = names({record.by, *([record.on_behalf_of] if record.on_behalf_of else []), *_people(record.fact)})
    return render_template(
        "audit/entry.html",
        record=record,
        line=line,
        unit=unit,
        said=list(_said(record.fact, "", words)),
        stored=json.dumps(
            msgspec.to_builtins(record.fact, builtin_types=(bytes,), enc_hook=str),
            ensure_ascii=False,
            indent=1,
            default=bytes.hex,
        ),
        people=people,
        together=together,
        head=house().journal.head(),
        is_case=isinstance(record.fact, RemediationFact),
        is_meeting=isinstance(record.fact, MeetingFact),
    )


def _together(db: Any, record: Record[Any]) -> list[Entry]:
    """What the same command, and what it set off, recorded."""
    if record.correlation is None and record.command is None:
        return []
    sought = Sought(correlation=record.correlation, unitless=True)
    return lines(db, WHOLE, sought, Part(limit=50)).items if record.correlation else []


def _people(fact: Any) -> set[PersonId]:
    return {PersonId(text) for text in _texts(fact) if text.startswith("p-")}


def _texts(thing: Any) -> Iterator[str]:
    match thing:
        case str():
            yield thing
        case tuple() | list():
            for part in thing:
                yield from _texts(part)
        case _ if dataclasses.is_dataclass(thing):
            for part in dataclasses.fields(thing):
                yield from _texts(getattr(thing, part.name))


def _said(thing: Any, path: str, words: dict[UUID, str]) -> Iterator[Said]:
    """Every field of a fact, parts named by their place."""
    match thing:
        case Sealed(key=key):
            yield Said(field_name(path), words.get(key, ""), sealed=True)
        case tuple() | list():
            for n, part in enumerate(thing):
                yield from _said(part, f"{path}.{n}", words)
        case dict():
            for name, part in thing.items():
                yield from _said(part, f"{path}.{name}", words)
        case _ if dataclasses.is_dataclass(thing):
            for part in dataclasses.fields(thing):
                yield from _said(getattr(thing, part.name), f"{path}.{part.name.rstrip('_')}".strip("."), words)
        case None:
            return
        case _:
            yield Said(field_name(path), spoken(thing))
