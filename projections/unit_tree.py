"""The organisation in time: units in their tree, their offices, their counts of members."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select

from domain.events.unit import (
    AttributesDeclared,
    MembersCounted,
    OfficeFilled,
    OfficeVacated,
    SetDayAgreed,
    UnitDissolved,
    UnitFact,
    UnitMerged,
    UnitMoved,
    UnitRegistered,
    UnitRenamed,
    UnitSplit,
    VacancyOpened,
)
from domain.folding import fold, words
from domain.names import Attribute, UnitId, UnitKind, UnitType
from domain.record import Record
from projections.columns import added_up
from projections.days import day_of
from projections.letters import sort_key
from projections.listing import Listed, Order, Part, taken
from projections.ranges import ROOT, in_range
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.view import View


class Unit(NamedTuple):
    """A unit and its place. `path` is `/CODE/CODE/`; `organisation` is the grassroots one it belongs to.

    `type` is its own, else that of the unit above; `members` counts a cell's, `declared` is a party body's own figure.
    """

    unit: UnitId
    code: str
    name: str
    sort: str
    folded: str
    kind: UnitKind
    type: UnitType | None
    own_type: UnitType | None
    parent: UnitId | None
    members: int | None
    declared: int | None
    attributes: tuple[Attribute, ...]
    founded: date | None
    since: date
    path: str = ROOT
    level: int = 0
    grassroots: bool = False
    organisation: UnitId | None = None
    ended: date | None = None
    set_day: int | None = None
    set_window: int | None = None


class MemberCount(NamedTuple):
    """The number of members of a unit on a day; `cell` tells counted members from a declared figure."""

    unit: UnitId
    on: date
    members: int


units = Temporal("units", Unit, now=("path unit", "parent sort", "code", "unit path"))
member_counts = Temporal("member_counts", MemberCount, key=2)
view = View("unit_tree", units, member_counts).following(
    UnitFact, ignores=frozenset({OfficeFilled, OfficeVacated, VacancyOpened})
)


@view.on(UnitRegistered)
def registered(sheet: Sheet, record: Record[UnitRegistered]) -> None:
    fact, unit = record.fact, UnitId(record.stream)
    since = fact.founded_on or day_of(record)
    cell = fact.kind is UnitKind.CELL
    row = Unit(
        unit,
        fact.code,
        fact.name,
        sort_key(fact.name),
        fold(f"{fact.code} {fact.name}"),
        fact.kind,
        fact.type,
        fact.type,
        fact.parent,
        fact.members if cell else None,
        None if cell else fact.members,
        fact.attributes,
        fact.founded_on,
        since,
    )
    if fact.members is not None:
        sheet.put(member_counts, MemberCount(unit, day_of(record), fact.members))
    _place(sheet, row)


@view.on(UnitRenamed)
def renamed(sheet: Sheet, record: Record[UnitRenamed]) -> None:
    if row := sheet.row(units, record.stream):
        name = record.fact.name
        sheet.put(units, row._replace(name=name, sort=sort_key(name), folded=fold(f"{row.code} {name}")))


@view.on(UnitMoved)
def moved(sheet: Sheet, record: Record[UnitMoved]) -> None:
    if row := sheet.row(units, record.stream):
        _place(sheet, row._replace(parent=record.fact.parent))


@view.on(UnitMerged, UnitSplit, UnitDissolved)
def ended(sheet: Sheet, record: Record[UnitMerged | UnitSplit | UnitDissolved]) -> None:
    if row := sheet.row(units, record.stream):
        sheet.put(units, row._replace(ended=record.fact.on))


@view.on(MembersCounted)
def counted(sheet: Sheet, record: Record[MembersCounted]) -> None:
    members = record.fact.members
    sheet.put(member_counts, MemberCount(UnitId(record.stream), record.fact.on, members))
    if row := sheet.row(units, record.stream):
        cell = row.kind is UnitKind.CELL
        sheet.put(units, row._replace(members=members) if cell else row._replace(declared=members))


@view.on(AttributesDeclared)
def marked_out(sheet: Sheet, record: Record[AttributesDeclared]) -> None:
    if row := sheet.row(units, record.stream):
        sheet.put(units, row._replace(attributes=record.fact.attributes))


@view.on(SetDayAgreed)
def set_day_agreed(sheet: Sheet, record: Record[SetDayAgreed]) -> None:
    if row := sheet.row(units, record.stream):
        sheet.put(units, row._replace(set_day=record.fact.day, set_window=record.fact.window))


def _place(sheet: Sheet, row: Unit) -> None:
    """Put the unit under its superior, and everything below it after it. A circle, which no decision allows, is cut."""
    waiting, placed = [row], set[UnitId]()
    while waiting:
        one = waiting.pop()
        placed.add(one.unit)
        parent = sheet.row(units, one.parent) if one.parent not in (None, one.unit) else None
        if parent is not None and one.path != ROOT and parent.path.startswith(one.path):
            continue
        sheet.put(units, _under(parent, one))
        below = sheet.rows(units, "parent", one.unit)
        waiting += [unit for unit in below if unit.unit not in placed]


def _under(parent: Unit | None, row: Unit) -> Unit:
    segment = row.code.replace("%", "%25").replace(ROOT, "%2F")
    if parent is None:
        return row._replace(path=f"/{segment}/", level=0, grassroots=False, organisation=None, type=row.own_type)
    grassroots = parent.kind is UnitKind.BLOC and row.kind is not UnitKind.BLOC
    return row._replace(
        path=f"{parent.path}{segment}/",
        level=parent.level + 1,
        grassroots=grassroots,
        organisation=row.unit if grassroots else parent.organisation,
        type=row.own_type or parent.type,
    )


# Questions


class UnitCount(NamedTuple):
    """How many units of a kind and type there are, and the members counted in them."""

    kind: UnitKind
    type: UnitType | None
    grassroots: bool
    units: int
    members: int


class Sought(NamedTuple):
    """Which units a list shows; `text` is sought without accents in code and name."""

    kind: UnitKind | None = None
    type: UnitType | None = None
    grassroots: bool | None = None
    text: str | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for column, value in (
            (units.c.kind, self.kind),
            (units.c.type, self.type),
            (units.c.grassroots, self.grassroots),
        ):
            if value is not None:
                yield column == value
        for word in words(self.text or ""):
            yield units.c.folded.contains(word, autoescape=True)


SORTS = Order(Unit, {"code": units.c.code, "name": units.c.sort, "path": units.c.path}, units.c.code, "name")


def unit_by_code(db: Connection, code: str, at: int | None = None) -> Unit | None:
    return next(iter(units.read(db, units.select(at).where(units.c.code == code))), None)


def units_by_id(db: Connection, ids: Collection[UUID], at: int | None = None) -> dict[UnitId, Unit]:
    """The units that a page names, in one query."""
    found = units.read(db, units.select(at).where(units.c.unit.in_(ids)))
    return {unit.unit: unit for unit in found}


def children(db: Connection, unit: UUID, at: int | None = None) -> list[Unit]:
    """The units directly below that have not ended, as a Vietnamese list orders them."""
    below = (units.c.parent == unit) & units.c.ended.is_(None)
    return units.read(db, units.select(at).where(below).order_by(units.c.sort, units.c.code))


def ancestors(db: Connection, path: str, at: int | None = None) -> list[Unit]:
    """The units above, from the top."""
    parts = path.strip(ROOT).split(ROOT)
    paths = [f"/{ROOT.join(parts[:n])}/" for n in range(1, len(parts))]
    return units.read(db, units.select(at).where(units.c.path.in_(paths)).order_by(units.c.path))


def units_in(db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None) -> Listed[Unit]:
    """The register of units, those that ended left out."""
    query = units.select(at).where(in_range(units.c.path, scope), units.c.ended.is_(None), *sought.conditions())
    return taken(db, query, SORTS, part)


def counts(db: Connection, scope: Sequence[str], at: int | None = None) -> list[UnitCount]:
    """How many of which kind and type: cells that meet are the kind `cell`."""
    group = (units.c.kind, units.c.type, units.c.grassroots)
    query = select(*group, func.count(), func.coalesce(added_up(units.c.members), 0))
    so_now = query.where(units.at(at), in_range(units.c.path, scope), units.c.ended.is_(None)).group_by(*group)
    return [UnitCount(*line) for line in db.execute(so_now)]
