"""The Bloc as it is planned: the article's organisations, cells and members, or another size of the same kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from random import Random
from typing import NamedTuple

from domain.names import Attribute, UnitKind, UnitType
from web.demo.dice import dice
from web.demo.invented import LEGAL_FORM, organisation_name, room_name

ARTICLE_CELLS, ARTICLE_MEMBERS = 543, 7_333
LARGEST_BLOC = ARTICLE_CELLS  # more cells are those of other Blocs
FOUNDED = date(2019, 7, 17)
"""The Bloc of the article was founded by merging two."""
FEWEST_CELLS = 6
COMMITTEE_FROM = 9
"""A cell of so many members has a committee; a smaller one a secretary only."""
MEMBERS_WITHIN = (4, 28)


class Share(NamedTuple):
    """Of a type of unit: party bodies, grassroots cells, and cells below the bodies. Least: in a small Bloc."""

    bodies: int
    cells: int
    below: int
    least_bodies: int = 0
    least_cells: int = 0


SHARES = {
    UnitType.FOREIGN_OWNED_ENTERPRISE: Share(4, 7, 39, least_bodies=1),
    UnitType.AGENCY: Share(16, 18, 112, least_bodies=1),
    UnitType.STATE_ENTERPRISE: Share(14, 4, 168, least_bodies=1),
    UnitType.PUBLIC_SERVICE_UNIT: Share(12, 10, 108, least_cells=1),
    UnitType.NON_STATE_ENTERPRISE: Share(8, 12, 64, least_cells=1),
    UnitType.COOPERATIVE_UNION: Share(0, 1, 0, least_cells=1),
}
"""54 party bodies + 52 cells = 106 grassroots organisations, and 491 cells below."""
OFTEN = {
    Attribute.SHIFT_WORK: {
        UnitType.FOREIGN_OWNED_ENTERPRISE: 0.8,
        UnitType.STATE_ENTERPRISE: 0.15,
        UnitType.NON_STATE_ENTERPRISE: 0.2,
    },
    Attribute.SCATTERED: {
        UnitType.STATE_ENTERPRISE: 0.05,
        UnitType.NON_STATE_ENTERPRISE: 0.1,
        UnitType.FOREIGN_OWNED_ENTERPRISE: 0.06,
    },
    Attribute.NEWLY_FOUNDED: {UnitType.NON_STATE_ENTERPRISE: 0.07, UnitType.FOREIGN_OWNED_ENTERPRISE: 0.09},
}


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A unit as it will be registered; `short` is how its cells name it."""

    code: str
    name: str
    short: str
    kind: UnitKind
    type: UnitType | None = None
    parent: str | None = None
    founded_on: date = FOUNDED
    members: int = 0
    attributes: tuple[Attribute, ...] = ()

    @property
    def is_cell(self) -> bool:
        return self.kind is UnitKind.CELL

    @property
    def has_committee(self) -> bool:
        return Attribute.NO_COMMITTEE not in self.attributes


@dataclass(frozen=True)
class PlannedBloc:
    """A Bloc with all its units, each after the one it stands under."""

    units: tuple[PlannedUnit, ...]

    @property
    def bloc(self) -> PlannedUnit:
        return self.units[0]

    @cached_property
    def cells(self) -> tuple[PlannedUnit, ...]:
        return tuple(unit for unit in self.units if unit.is_cell)

    @cached_property
    def grassroots(self) -> tuple[PlannedUnit, ...]:
        return tuple(unit for unit in self.units if unit.parent == self.bloc.code)

    @cached_property
    def by_code(self) -> dict[str, PlannedUnit]:
        return {unit.code: unit for unit in self.units}

    def organisation_of(self, unit: PlannedUnit) -> PlannedUnit:
        """The grassroots organisation that a unit belongs to."""
        while unit.parent not in (None, self.bloc.code):
            unit = self.by_code[unit.parent or ""]
        return unit

    def scaled(self, of_the_article: int) -> int:
        """A figure of the article, for a Bloc of this size; at least one."""
        return max(1, round(of_the_article * len(self.cells) / ARTICLE_CELLS))


def planned_country(seed: int, cells: int) -> tuple[PlannedBloc, ...]:
    """The article's Bloc, and beside it others of the same kind as far as more cells are wanted."""
    first = min(cells, LARGEST_BLOC)
    others = -(-(cells - first) // LARGEST_BLOC)
    codes = (f"{n:02d}.168" for n in range(1, 10_000) if n != 38)
    sizes = [(cells - first) // others + (n < (cells - first) % others) for n in range(others)]
    return tuple(
        _bloc(seed, code, size)
        for code, size in zip(["38.168", *(next(codes) for _ in sizes)], [first, *sizes], strict=True)
    )


def _bloc(seed: int, code: str, cells: int) -> PlannedBloc:
    chance = dice(seed, "shape", code)
    bloc = PlannedUnit(code, "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh", "Khối", UnitKind.BLOC)
    units = [bloc, *_organisations(bloc, _shares(cells), chance)]
    return PlannedBloc(tuple(_with_sums(_with_attributes(_with_members(units, cells, chance), chance))))


def _shares(cells: int) -> dict[UnitType, Share]:
    """How many of each; the cells below the bodies are whatever is left to the number of cells."""
    part = cells / ARTICLE_CELLS
    shares = {
        type_: Share(
            max(share.least_bodies, round(share.bodies * part)), max(share.least_cells, round(share.cells * part)), 0
        )
        for type_, share in SHARES.items()
    }
    left = cells - sum(share.cells for share in shares.values())
    weights = [SHARES[type_].below if shares[type_].bodies else 0 for type_ in shares]
    below = _dealt(left, weights)
    return {type_: share._replace(below=n) for (type_, share), n in zip(shares.items(), below, strict=True)}


def _dealt(whole: int, weights: Sequence[float]) -> list[int]:
    """The whole in parts by weight, every part with a weight at least one."""
    least = [int(weight > 0) for weight in weights]
    rest, total = whole - sum(least), sum(weights)
    exact = [rest * weight / total for weight in weights]
    parts = [int(part) for part in exact]
    by_need = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in by_need[: rest - sum(parts)]:
        parts[n] += 1
    return [part + one for part, one in zip(parts, least, strict=True)]


def _organisations(bloc: PlannedUnit, shares: dict[UnitType, Share], chance: Random) -> Iterator[PlannedUnit]:
    """Grassroots organisations under their numbers, each followed by what stands below it."""
    kinds = [(type_, n < share.bodies, n) for type_, share in shares.items() for n in range(share.bodies + share.cells)]
    below = {
        type_: iter(_dealt(share.below, [chance.uniform(0.6, 1.6) for _ in range(share.bodies)]))
        for type_, share in shares.items()
        if share.bodies
    }
    chance.shuffle(kinds)
    for number, (type_, is_body, n) in enumerate(kinds, start=1):
        short = organisation_name(type_, n)
        called = LEGAL_FORM.get(type_, "") + short
        code = f"{bloc.code}.{number:03d}"
        if not is_body:
            yield PlannedUnit(code, f"Chi bộ {called}", short, UnitKind.CELL, type_, bloc.code)
            continue
        body = PlannedUnit(code, f"Đảng bộ {called}", short, UnitKind.GRASSROOTS_PARTY_BODY, type_, bloc.code)
        yield body
        yield from _below(body, next(below[type_]))


SECTIONAL_FROM, IN_A_SECTION = 13, 5


def _below(body: PlannedUnit, cells: int) -> Iterator[PlannedUnit]:
    """The cells of a party body; a large one has a sectional body over some of them."""
    in_section = IN_A_SECTION if cells >= SECTIONAL_FROM else 0
    assert body.type is not None  # an organisation has its type
    for n in range(cells - in_section):
        yield _cell(body, n, room_name(body.type, n), body)
    if in_section:
        section = PlannedUnit(
            f"{body.code}.101",
            f"Đảng bộ bộ phận Cơ sở 2, {body.short}",
            body.short,
            UnitKind.SECTIONAL_PARTY_BODY,
            body.type,
            body.code,
        )
        yield section
        for n in range(in_section):
            yield _cell(section, n, f"{room_name(body.type, n)} – Cơ sở 2", body)


def _cell(parent: PlannedUnit, n: int, room: str, body: PlannedUnit) -> PlannedUnit:
    return PlannedUnit(
        f"{parent.code}.{n + 1:03d}", f"Chi bộ {room}, {body.short}", body.short, UnitKind.CELL, body.type, parent.code
    )


def _with_members(units: list[PlannedUnit], cells: int, chance: Random) -> list[PlannedUnit]:
    """Members for every cell, so that they add up; a grassroots cell is large enough to have a committee."""
    total = round(ARTICLE_MEMBERS * cells / ARTICLE_CELLS)
    bloc = units[0].code
    large = {unit.code for unit in units if unit.parent == bloc or _works_in_shifts(unit)}
    least = {unit.code: COMMITTEE_FROM if unit.code in large else MEMBERS_WITHIN[0] for unit in units if unit.is_cell}
    members = {code: max(low, round(chance.triangular(5, 24, 12))) for code, low in least.items()}
    order = list(members)
    while (off := total - sum(members.values())) != 0:
        code, step = chance.choice(order), 1 if off > 0 else -1
        if least[code] <= members[code] + step <= MEMBERS_WITHIN[1]:
            members[code] += step
    return [replace(unit, members=members.get(unit.code, 0)) for unit in units]


def _with_attributes(units: list[PlannedUnit], chance: Random) -> list[PlannedUnit]:
    return [_marked(unit, chance) if unit.is_cell else unit for unit in units]


def _marked(cell: PlannedUnit, chance: Random) -> PlannedUnit:
    thrown = {attribute: chance.random() for attribute in OFTEN}
    marks = [mark for mark, often in OFTEN.items() if thrown[mark] < often.get(cell.type or UnitType.AGENCY, 0)]
    if _works_in_shifts(cell):
        marks = [Attribute.SHIFT_WORK]
    marks += [Attribute.NO_COMMITTEE] * (cell.members < COMMITTEE_FROM)
    founded = date(2019, chance.randint(9, 12), 1) if Attribute.NEWLY_FOUNDED in marks else FOUNDED
    return replace(cell, attributes=tuple(marks), founded_on=founded)


def _works_in_shifts(cell: PlannedUnit) -> bool:
    """The first cell of a foreign-owned enterprise's party body: one of them is `secretary1`'s."""
    return cell.type is UnitType.FOREIGN_OWNED_ENTERPRISE and cell.code.endswith(".001") and cell.code.count(".") > 2


def _with_sums(units: list[PlannedUnit]) -> list[PlannedUnit]:
    """A party body declares the members of all cells below it."""
    return [unit if unit.is_cell else replace(unit, members=_below_it(unit, units)) for unit in units]


def _below_it(body: PlannedUnit, units: list[PlannedUnit]) -> int:
    return sum(unit.members for unit in units if unit.is_cell and unit.code.startswith(f"{body.code}."))
