"""One entry of the journal: what it says, who wrote it, when, why, and its stored form with its place in the chain."""

import json
from typing import Any, NamedTuple

import msgspec
from flask import abort, g, render_template

from domain.events.fact import Fact
from domain.events.remediation import RemediationFact
from domain.names import Body, PersonId, UnitId
from domain.record import Record
from domain.sealed import sealed_in
from projections.changed import Changes, changed_by
from projections.entry_beside import EntryBeside, entry_beside
from projections.unit_tree import Unit, units_by_id
from web import policy
from web.acts import Act, Place
from web.audit.causes import changed_page, tree_of
from web.audit.changing import mentioned, rows_said, tables_said
from web.audit.routes import rooms
from web.audit.saying import Known, Part, parts, said
from web.house import house
from web.opened import names_and_texts
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
    changes = _changes(record, found.entry.unit)
    units, persons = mentioned(changes)
    people, words = names_and_texts({*record.people, *_people(record.fact), *persons}, sealed_in(record.fact))
    known = Known(_units(record.fact, units), people, words)
    return render_template(
        "audit/entry.html",
        record=record,
        line=found.entry,
        unit=found.unit,
        said=said(record.fact, known),
        rows=rows_said(changes, known, found.entry.unit),
        more=tables_said(changes.more),
        stored=json.dumps(
            msgspec.to_builtins(record.fact, builtin_types=(bytes,), enc_hook=str),
            ensure_ascii=False,
            indent=2,
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


def _changes(record: Record[Any], unit: UnitId | None) -> Changes:
    with house().reading() as db:
        return changed_by(db, record, unit, policy.reach(Act.READ_HISTORY))


def _units(fact: Fact, others: set[UnitId]) -> dict[UnitId, Unit]:
    named = others | {unit for part in parts(fact) if (unit := _unit_in(part)) is not None}
    with house().reading() as db:
        return units_by_id(db, named) if named else {}


def _unit_in(part: Part) -> UnitId | None:
    if isinstance(part.value, Body):
        return part.value.unit
    return UnitId(part.value) if part.kind is UnitId else None


def _people(fact: Fact) -> set[PersonId]:
    return {part.value for part in parts(fact) if part.kind is PersonId}
