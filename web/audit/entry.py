"""One entry of the journal: what it says, who wrote it, when, why, and its stored form with its place in the chain."""

import json
from typing import NamedTuple

import msgspec
from flask import abort, g, render_template

from domain.events.fact import Fact
from domain.events.remediation import RemediationFact
from domain.names import Body, PersonId, UnitId
from domain.sealed import sealed_in
from projections.entry_beside import EntryBeside, entry_beside
from projections.unit_tree import units_by_id
from web import policy
from web.acts import Act, Place
from web.audit.causes import changed_page, tree_of
from web.audit.routes import rooms
from web.audit.saying import Known, Part, parts, said
from web.house import house
from web.opened import names, texts
from workflows.proof.merkle import leaf_hash


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
    people = names({record.by, *([record.on_behalf_of] if record.on_behalf_of else []), *_people(record.fact)})
    return render_template(
        "audit/entry.html",
        record=record,
        line=found.entry,
        unit=found.unit,
        said=said(record.fact, _known(record.fact, people)),
        stored=json.dumps(
            msgspec.to_builtins(record.fact, builtin_types=(bytes,), enc_hook=str),
            ensure_ascii=False,
            indent=1,
            default=bytes.hex,
        ),
        leaf=_leaf(position),
        people=people,
        causes=tree_of(found.together),
        changed=changed_page(record.fact, record.stream, found.unit.code if found.unit else None),
        head=found.newest,
        is_case=isinstance(record.fact, RemediationFact),
    )


class Leaf(NamedTuple):
    """What of a fact is hashed into the tree, its hash there, and its place."""

    text: str
    hash: str
    number: int


def _leaf(position: int) -> Leaf:
    (leaf,) = house().journal.tree.leaves(position, position)
    return Leaf(leaf.decode(), leaf_hash(leaf).hex(), position - 1)


def _known(fact: Fact, people: dict[PersonId, str]) -> Known:
    """Units in one question, texts in another."""
    mentioned = {unit for part in parts(fact) if (unit := _unit_in(part)) is not None}
    with house().reading() as db:
        units = units_by_id(db, mentioned) if mentioned else {}
    return Known(units, people, texts(sealed_in(fact)))


def _unit_in(part: Part) -> UnitId | None:
    if isinstance(part.value, Body):
        return part.value.unit
    return UnitId(part.value) if part.kind is UnitId else None


def _people(fact: Fact) -> set[PersonId]:
    return {part.value for part in parts(fact) if part.kind is PersonId}
