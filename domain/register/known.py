"""What is known already, as far as a register is concerned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.folding import words
from domain.names import PersonId, UnitId
from domain.register.listed import ListedUnit, Someone
from domain.unit import Unit

PREFIXES = {"cb": ("chi", "bo"), "db": ("dang", "bo")}


@dataclass(frozen=True)
class Known:
    """The unit that the register is of, every unit below it, and who is behind the pseudonyms in their offices.

    `elsewhere`: codes that units outside bear. `made`: codes that were made here for units that came without one. Two
    given codes that differ are two units; a made one says nothing. People who are not in `people` cannot be read.
    """

    top: UnitId
    units: Mapping[UnitId, Unit]
    elsewhere: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    people: Mapping[PersonId, Someone] = field(default_factory=dict)

    @property
    def by_code(self) -> dict[str, UnitId]:
        return {unit.code: known_id for known_id, unit in self.units.items()}


class Superior(NamedTuple):
    """The unit that a line stands under: another line, or a unit known already."""

    line: int | None = None
    unit: UnitId | None = None


def whole_name(name: str) -> str:
    """`CB Phân xưởng 1` and `Chi bộ phân xưởng 1` are one name."""
    first, *rest = words(name) or [""]
    return " ".join((*PREFIXES.get(first, (first,)), *rest))


def bare_name(name: str) -> str:
    """The name without `Chi bộ` or `Đảng bộ` before it."""
    whole = whole_name(name)
    bare = whole.removeprefix("chi bo ").removeprefix("dang bo ")
    return bare or whole


def listed_codes(listed: tuple[ListedUnit, ...]) -> dict[str, int]:
    """The first line of each code."""
    return {line.code: n for n, line in reversed(list(enumerate(listed))) if line.code}
