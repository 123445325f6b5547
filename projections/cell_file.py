"""What the compliance board keeps of cells without showing it: their months folded from facts, and their superiors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol, TypeVar
from uuid import UUID

from domain.cell_month import CellMonth, Sight
from domain.cell_traits import CellTraits
from domain.judging import InForce, looks_back_from
from domain.names import Month, UnitId, UnitType
from domain.record import Record
from domain.rulebook import Rulebook
from domain.rulesets.local import LocalRuleSet

W = TypeVar("W")
EVERYWHERE = "everywhere"
"""The key under which the one rulebook is kept."""


class Kept(Protocol):
    """Where kept states are found: a sheet while facts are folded, the database afterwards."""

    def working(self, kind: type[W], key: object) -> W | None: ...


@dataclass(frozen=True)
class CellFile:
    """A cell through time, and the months of which something is known."""

    traits: CellTraits
    months: tuple[Month, ...] = ()

    def knowing(self, month: Month) -> "CellFile":
        return self if month in self.months else replace(self, months=tuple(sorted((*self.months, month))))


@dataclass(frozen=True)
class Superior:
    """What a unit stands under; its own type where the view asks for it."""

    unit: UnitId | None
    type: UnitType | None = None


@dataclass(frozen=True)
class Place:
    """The cell and the month that a meeting or a visit belongs to."""

    cell: UnitId
    month: Month


@dataclass(frozen=True)
class LocalRuleSets:
    """The rulebook as it is kept: each local rule set under its stream."""

    sets: tuple[tuple[UUID, LocalRuleSet], ...] = ()

    @property
    def rulebook(self) -> Rulebook:
        return Rulebook(dict(self.sets))

    def after(self, record: Record[Any]) -> "LocalRuleSets":
        return LocalRuleSets(tuple(self.rulebook.after(record).local.items()))


def month_key(cell: UnitId, month: Month) -> tuple[UnitId, Month]:
    return cell, month


def month_of_cell(kept: Kept, cell: UnitId, month: Month) -> CellMonth:
    """A cell's month, its cell left bare: what the cell is stands in its file, once."""
    return kept.working(CellMonth, month_key(cell, month)) or CellMonth(CellTraits(cell), month)


def sight_of(kept: Kept, file: CellFile, month: Month, alone: bool = False) -> Sight:
    """A month with its cell, in sight of the months before it of which something is known; or `alone`."""
    seen = month_of_cell(kept, file.traits.unit, month).of(file.traits)
    if alone:
        return Sight(seen)
    earlier = (month_of_cell(kept, file.traits.unit, name) for name in _before(month) if name in file.months)
    return Sight(seen, tuple(one.of(file.traits) for one in earlier))


@lru_cache(maxsize=4096)
def _before(month: Month) -> tuple[Month, ...]:
    return looks_back_from(month)


def rulebook_of(kept: Kept) -> Rulebook:
    """The one rulebook, with every local rule set that was adopted."""
    return (kept.working(LocalRuleSets, EVERYWHERE) or LocalRuleSets()).rulebook


def in_force_for(kept: Kept, traits: CellTraits, rulebook: Rulebook | None = None) -> InForce:
    """Which rule set judges the cell on a day; by another rulebook, where one is given."""
    return in_force_at(kept, traits.unit, traits.type, rulebook)


def in_force_at(kept: Kept, unit: UnitId, type_: UnitType | None, rulebook: Rulebook | None = None) -> InForce:
    """Which rule set holds for a unit of a type on a day."""
    book = rulebook or rulebook_of(kept)
    return book.for_unit(tuple(_from_the_top(kept, unit)) if book.local else (), type_)


def file_of(kept: Kept, cell: UnitId) -> CellFile:
    return kept.working(CellFile, cell) or CellFile(CellTraits(cell))


def what_judges(cells: Sequence[UnitId], month: Month) -> list[tuple[type[Any], object]]:
    """The kinds and keys of all that the judging of some cells' month looks at, their superiors excepted."""
    seen = (month, *looks_back_from(month))
    months = [(CellMonth, month_key(cell, name)) for cell in cells for name in seen]
    return [(LocalRuleSets, EVERYWHERE), *((CellFile, cell) for cell in cells), *months]


def _from_the_top(kept: Kept, unit: UnitId) -> Iterable[UnitId]:
    chain: list[UnitId] = []
    one: UnitId | None = unit
    while one is not None and one not in chain:
        chain.append(one)
        superior = kept.working(Superior, one)
        one = superior.unit if superior else None
    return reversed(chain)
