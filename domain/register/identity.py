"""Which unit each line is: one known by its code, else by its superior and its name, or a new one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from domain.names import UnitId, UnitKind
from domain.register.known import Known, Superior, bare_name, listed_codes
from domain.register.listed import Column, ListedUnit
from domain.register.remarks import Doubt, Fault, Remark
from domain.register.superiors import Places
from domain.unit import Unit

RANKS = tuple(UnitKind)
Named = tuple[object, UnitKind | None, str]


def downwards(listed: tuple[ListedUnit, ...]) -> list[int]:
    """The lines, superiors before those below them: kinds stand under one another in one order."""
    return sorted(range(len(listed)), key=lambda n: RANKS.index(listed[n].kind or UnitKind.CELL))


def identify(listed: tuple[ListedUnit, ...], places: Places, known: Known) -> tuple[dict[int, UnitId], list[Remark]]:
    """The known unit that each line is; a line that is none is new."""
    by_code, below = known.by_code, _below(listed, known)
    units: dict[int, UnitId] = {}
    remarks = list(_twice(listed, places))
    for n in downwards(listed):
        line, parent = listed[n], unit_of(places.get(n), units)
        if line.code in by_code:
            units[n] = by_code[line.code]
        elif line.code in known.elsewhere:
            remarks.append(Remark(n, Column.CODE, Fault.STANDS_ELSEWHERE))
        elif parent is not None and (found := below.get((parent, line.kind, bare_name(line.name)), [])):
            same = [unit for unit in found if not line.code or known.units[unit].code in known.made]
            remarks += _by_name(n, line, known.units[(same or found)[0]].code, len(same))
            if len(same) == 1:
                units[n] = same[0]
                found.remove(same[0])  # another line of that name is another unit
    for n, unit in units.items():
        remarks += _differing(n, listed[n], known.units[unit])
    return units, remarks


def unit_of(superior: Superior | None, units: dict[int, UnitId]) -> UnitId | None:
    """The known unit that a superior is."""
    if superior is None:
        return None
    return superior.unit if superior.line is None else units.get(superior.line)


def _below(listed: tuple[ListedUnit, ...], known: Known) -> dict[Named, list[UnitId]]:
    """The known units that no line names by code, by superior, kind and name."""
    codes = listed_codes(listed)
    below: dict[Named, list[UnitId]] = defaultdict(list)
    for known_id, unit in known.units.items():
        if unit.code not in codes and unit.ended_on is None and known_id != known.top:
            below[unit.parent, unit.kind, bare_name(unit.name)].append(known_id)
    return below


def _by_name(n: int, line: ListedUnit, unit_code: str, same: int) -> Iterator[Remark]:
    """A line without a known code, and how many known units of its superior and name it may be."""
    if line.code:
        what = Doubt.KNOWN_BY_ANOTHER_CODE if same == 1 else Doubt.NAMED_LIKE_ANOTHER
        yield Remark(n, Column.CODE, what, {"unit_code": unit_code})
    elif same > 1:
        yield Remark(n, Column.NAME, Fault.UNIT_AMBIGUOUS, {"units": same})


def _twice(listed: tuple[ListedUnit, ...], places: Places) -> Iterator[Remark]:
    """The same code twice; or the same name under one superior, and not each with a code of its own."""
    firsts = listed_codes(listed)
    for n, line in enumerate(listed):
        if line.code and firsts[line.code] != n:
            yield Remark(n, Column.CODE, Fault.CODE_TWICE, {"line": firsts[line.code]})
    named: dict[Named, list[int]] = defaultdict(list)
    for n, line in enumerate(listed):
        if line.name and n in places:
            named[places[n], line.kind, bare_name(line.name)].append(n)
    for first, *others in named.values():
        yield from _again(first, others, listed)


def _again(first: int, others: Iterable[int], listed: tuple[ListedUnit, ...]) -> Iterator[Remark]:
    for n in others:
        if not listed[n].code or not listed[first].code:
            yield Remark(n, Column.NAME, Fault.UNIT_TWICE, {"line": first})


def _differing(n: int, line: ListedUnit, unit: Unit) -> Iterator[Remark]:
    """What the list says of a known unit and no list can alter."""
    if unit.ended_on is not None:
        yield Remark(n, Column.CODE, Fault.UNIT_ENDED, {"day": unit.ended_on})
    if line.kind not in (None, unit.kind):
        yield Remark(n, Column.KIND, Fault.KIND_DIFFERS, {"kept": unit.kind})
    if line.type not in (None, unit.type):
        yield Remark(n, Column.TYPE, Doubt.TYPE_KEPT, {"kept": unit.type})
    if line.founded_on not in (None, unit.founded_on):
        yield Remark(n, Column.FOUNDED_ON, Doubt.FOUNDING_KEPT, {"kept": unit.founded_on})
