"""One entry of the journal: what it says, who wrote it, when, why, and its stored form with its place in the chain."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from flask import abort, g, render_template

from domain.events.meeting import MeetingFact
from domain.events.remediation import RemediationFact
from domain.names import PersonId, Sealed
from domain.sealed import sealed_in
from projections.entry_beside import EntryBeside, entry_beside
from web import policy
from web.acts import Act, Place
from web.audit.routes import rooms
from web.house import house
from web.opened import names, texts
from web.wording import field_name, spoken


class Said(NamedTuple):
    """A field of a fact in words; `sealed`: it is a protected text."""

    name: str
    text: str
    sealed: bool = False


def entry_here(position: int) -> EntryBeside | None:
    """Asked by the gate and by the page; read once a request."""
    kept: dict[int, EntryBeside | None] = g.setdefault("entries", {})
    if position not in kept:
        with house().reading() as db:
            kept[position] = entry_beside(db, position)
    return kept[position]


def place_of_entry(position: int, **_: object) -> Place | None:
    """Where the unit stands that the entry is about; what concerns no unit is for whoever reads history anywhere."""
    found = entry_here(position)
    if found is None:
        return None
    return Place(found.unit.path) if found.unit else policy.anywhere()


@rooms.get("/history/<int:position>")
@policy.needs(Act.READ_HISTORY, of=place_of_entry)
def entry(position: int) -> str:
    record = house().journal.at([position]).get(position) or abort(404)
    found = entry_here(position)
    assert found is not None  # the gate found it
    words = texts(sealed_in(record.fact))
    people = names({record.by, *([record.on_behalf_of] if record.on_behalf_of else []), *_people(record.fact)})
    return render_template(
        "audit/entry.html",
        record=record,
        line=found.entry,
        unit=found.unit,
        said=list(_said(record.fact, "", words)),
        stored=json.dumps(
            msgspec.to_builtins(record.fact, builtin_types=(bytes,), enc_hook=str),
            ensure_ascii=False,
            indent=1,
            default=bytes.hex,
        ),
        people=people,
        together=found.together,
        head=found.newest,
        is_case=isinstance(record.fact, RemediationFact),
        is_meeting=isinstance(record.fact, MeetingFact),
    )


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
