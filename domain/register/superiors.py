"""Under which unit each line of a register stands: named by code, or by name, in the list itself or among the known."""

from collections.abc import Callable, Iterable, Iterator

from domain.names import UnitKind
from domain.register.known import Known, Superior, bare_name, listed_codes, whole_name
from domain.register.listed import Column, ListedUnit, Standing
from domain.register.remarks import Doubt, Fault, Remark
from domain.unit import MAY_STAND_UNDER

Naming = Callable[[str], str]
Places = dict[int, Superior]


class Directory:
    """Looks superiors up, in the list before the register; those that can hold units before those that cannot."""

    def __init__(self, listed: tuple[ListedUnit, ...], known: Known) -> None:
        self._codes = {unit.code: Superior(unit=one) for one, unit in known.units.items()}
        self._codes |= {code: Superior(line=n) for code, n in listed_codes(listed).items()}
        lines = [(line.name, line.kind, Superior(line=n)) for n, line in enumerate(listed) if line.name]
        units = [
            (unit.name, unit.kind, Superior(unit=one)) for one, unit in known.units.items() if unit.ended_on is None
        ]
        self._names = [_index(some, naming) for some in (lines, units) for naming in (whole_name, bare_name)]

    def find(self, text: str) -> list[Superior]:
        """Every unit that the text may mean; none, where it means nothing."""
        if text in self._codes:
            return [self._codes[text]]
        asked = (whole_name(text), bare_name(text)) * 2
        found = [names.get(name, []) for names, name in zip(self._names, asked, strict=True)]
        holding = [[superior for superior, kind in some if kind is not UnitKind.CELL] for some in found]
        return next(filter(None, holding), []) or [superior for superior, _ in next(filter(None, found), [])]


def _index(
    some: Iterable[tuple[str, UnitKind | None, Superior]], naming: Naming
) -> dict[str, list[tuple[Superior, UnitKind | None]]]:
    index: dict[str, list[tuple[Superior, UnitKind | None]]] = {}
    for name, kind, superior in some:
        index.setdefault(naming(name), []).append((superior, kind))
    return index


def place(listed: tuple[ListedUnit, ...], known: Known) -> tuple[Places, list[Remark]]:
    """The superior of each line, where there is one; and what is wrong with the others."""
    directory, by_code = Directory(listed, known), known.by_code
    places: Places = {}
    remarks: list[Remark] = []
    for n, line in enumerate(listed):
        found = _superiors(line, directory, known, by_code.keys())
        if len(found) == 1:
            places[n] = found[0]
            remarks += _unfitting(n, listed, found[0], known)
        else:
            what = Fault.PARENT_AMBIGUOUS if found else Fault.PARENT_UNKNOWN
            remarks.append(Remark(n, Column.PARENT, what, {"parent": line.parent, "units": len(found)}))
    return places, remarks


def _superiors(line: ListedUnit, directory: Directory, known: Known, codes: Iterable[str]) -> list[Superior]:
    top = known.units[known.top]
    if line.code == top.code:
        return [Superior(unit=top.parent or known.top)]  # the list begins with the unit it is of
    if line.parent:
        return directory.find(line.parent)
    if line.parent is None and line.code in codes:
        unit = known.units[known.by_code[line.code]]
        return [Superior(unit=unit.parent or known.top)]
    return [Superior(unit=known.top)]


def _unfitting(n: int, listed: tuple[ListedUnit, ...], superior: Superior, known: Known) -> Iterator[Remark]:
    """A unit under one that cannot hold it; a cell that is called what its place says it is not."""
    line = listed[n]
    unit = known.units.get(superior.unit) if superior.unit else None
    above = listed[superior.line].kind if superior.line is not None else unit and unit.kind
    if line.kind is None or above is None:
        return
    if unit is not None and unit.ended_on is not None:
        yield Remark(n, Column.PARENT, Fault.PARENT_ENDED, {"day": unit.ended_on})
    elif above not in MAY_STAND_UNDER[line.kind]:
        yield Remark(n, Column.PARENT, Fault.PARENT_CANNOT_HOLD, {"below": line.kind, "above": above})
    elif line.standing is not None and (line.standing is Standing.GRASSROOTS) != (above is UnitKind.BLOC):
        yield Remark(n, Column.KIND, Doubt.STANDING_DIFFERS, {"above": above})
