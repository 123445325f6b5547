"""Members are counted on cells; a party body's own figure is kept as declared, and a difference is a doubt."""

from collections import defaultdict
from collections.abc import Iterator

from domain.names import UnitKind
from domain.register.listed import Column, ListedUnit
from domain.register.remarks import Doubt, Remark
from domain.register.superiors import Places

LEVELS = 4


def differences(listed: tuple[ListedUnit, ...], places: Places) -> Iterator[Remark]:
    """Party bodies whose own figure is not the sum of the cells listed below, where every cell says its own."""
    sums: dict[int, list[int | None]] = defaultdict(list)
    for n, line in enumerate(listed):
        if line.kind is UnitKind.CELL:
            for above in _above(n, places):
                sums[above].append(line.members)
    for n, counted in sorted(sums.items()):
        declared, cells = listed[n].members, [members for members in counted if members is not None]
        if declared is not None and len(cells) == len(counted) and declared != sum(cells):
            yield Remark(n, Column.MEMBERS, Doubt.MEMBERS_DIFFER, {"declared": declared, "counted": sum(cells)})


def _above(n: int, places: Places) -> Iterator[int]:
    for _ in range(LEVELS):
        superior = places.get(n)
        if superior is None or superior.line is None:
            return
        n = superior.line
        yield n
