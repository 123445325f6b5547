"""The register of units: what stands under what, its names, offices and set days."""

from dataclasses import dataclass
from typing import Any

from flask import abort

from domain.names import UnitId, UnitKind, UnitType
from projections import office_holders, unit_tree
from projections.reading import Reading
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.api.things import kind_of
from web.asking import record
from web.house import house
from web.places import of_unit, path_of
from workflows.journal.journal import Receipt
from workflows.requests import units as asks
from workflows.requests.committees import vacate_office
from workflows.requests.shapes import Line

rooms = room("units", "The register of units.")

OFFICE = shape_of(office_holders.HeldOffice, "OfficeHeld", Named(frozenset({"unit"}), {"since": "from_"}))
INSIDE = frozenset({"sort", "folded", "own_type"})
UNIT = kind_of(
    "Unit",
    unit_tree.Unit,
    Named(INSIDE, {"founded": "founded_on", "ended": "ended_on"}),
    (("offices", tuple[OFFICE, ...]),),  # type: ignore[valid-type]  # made while running
)
UNITS = list_of(UNIT.line, "UnitList")


@dataclass(frozen=True, kw_only=True)
class UnitsSought(Paged):
    """Which units; `text` is looked for in codes and names, without accents."""

    kind: UnitKind | None = None
    type: UnitType | None = None
    under: UnitId | None = None
    grassroots: bool | None = None
    text: Line | None = None


@rooms.get("/units")
@policy.needs(Act.READ_UNIT, of=policy.anywhere)
@gives(UNITS, seeks=UnitsSought)
def list_units(sought: UnitsSought) -> Answer:
    """The units that have not ended, as far as the caller sees."""
    which = unit_tree.Sought(sought.kind, sought.type, sought.grassroots, sought.text)
    with house().reading() as db, asked_well():
        listed = unit_tree.units_in(db, scope(db, Act.READ_UNIT, sought.under), which, sought.part)
        return shown(db, UNIT, UNITS, listed)


@rooms.post("/units")
@policy.needs(Act.REGISTER_UNITS, of=policy.anywhere)
@gives(UNIT.whole, takes=asks.RegisterUnit, status=201)
def register_unit(asked: asks.RegisterUnit) -> Answer:
    """Enter a unit into the register; its code is its own for ever."""
    if asked.parent is not None:
        with house().reading() as db:
            policy.require(Act.REGISTER_UNITS, path_of(db, asked.parent))
    receipt = record(asks.register_unit, asked)
    return show_unit(asked.code, receipt)._replace(location=f"/api/v1/units/{asked.code}")


@rooms.get("/units/<code>")
@policy.needs(Act.READ_UNIT, of=of_unit)
@gives(UNIT.whole)
def get_unit(code: str) -> Answer:
    """A unit, and who holds or held its offices."""
    return show_unit(code)


def show_unit(code: str, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = _row(db, code)
        history = house().journal.history(row.unit)
        showing = Showing(db, [row])
        offices = tuple(showing.show(one, OFFICE) for one in office_holders.offices_of(db, row.unit))
        told: Any = UNIT.tell(showing, row, history, offices=offices)
    return Answer(told, len(history), done(receipt) if receipt else None)


def stream_of_unit(code: str) -> UnitId:
    with house().reading() as db:
        return _row(db, code).unit


def _row(db: Reading, code: str) -> unit_tree.Unit:
    return unit_tree.unit_by_code(db, code) or abort(404)


Steps(rooms, "/units/<code>", of_unit, UNIT.whole, show_unit, stream_of_unit).open(
    rename=Step(asks.rename_unit, Act.REGISTER_UNITS),
    move=Step(asks.move_unit, Act.REGISTER_UNITS, lambda asked: [asked.parent]),
    merge=Step(asks.merge_unit, Act.REGISTER_UNITS, lambda asked: [asked.into]),
    split=Step(asks.split_unit, Act.REGISTER_UNITS, lambda asked: asked.into),
    dissolve=Step(asks.dissolve_unit, Act.REGISTER_UNITS),
    offices=Step(asks.fill_office, Act.FILL_OFFICES),
    offices__vacate=Step(vacate_office, Act.FILL_OFFICES),
    set_day=Step(asks.agree_set_day, Act.REGISTER_UNITS),
    members=Step(asks.count_members, Act.REGISTER_UNITS),
    attributes=Step(asks.declare_attributes, Act.REGISTER_UNITS),
)
