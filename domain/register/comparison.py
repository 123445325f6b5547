"""The lines of a register against what is known: everything it changes, and everything that is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.names import UnitId
from domain.register.counts import differences
from domain.register.identity import downwards, identify, unit_of
from domain.register.known import Known
from domain.register.listed import ListedUnit
from domain.register.people import Seats, seat
from domain.register.plan import RegisterPlan, UnitToAmend, UnitToEnter
from domain.register.remarks import Fault, Remark
from domain.register.superiors import Places, place


@dataclass(frozen=True)
class Compared:
    """What a register comes to. The plan is empty where there is a fault."""

    plan: RegisterPlan
    remarks: tuple[Remark, ...] = ()

    @property
    def is_refused(self) -> bool:
        return any(isinstance(remark.what, Fault) for remark in self.remarks)


@dataclass(frozen=True)
class _Findings:
    """What was found out about the lines, each by its index."""

    places: Places
    units: dict[int, UnitId]
    seats: Seats
    codes: dict[int, str]


def compare(listed: tuple[ListedUnit, ...], known: Known, day: date) -> Compared:
    """Compare a whole register with the units known on a day. Lines without a name or a kind are faulty already."""
    places, misplaced = place(listed, known)
    units, mistaken = identify(listed, places, known)
    seats, doubted = seat(listed, units, known, day)
    remarks = tuple(sorted([*misplaced, *mistaken, *doubted, *differences(listed, places)], key=lambda it: it.line))
    refused = Compared(RegisterPlan(known.top), remarks)
    if refused.is_refused or any(not line.name or line.kind is None for line in listed):
        return refused
    found = _Findings(places, units, seats, _codes(listed, places, units, known))
    order = downwards(listed)
    enter = tuple(_to_enter(n, listed[n], found, known) for n in order if n not in units)
    amend = [_to_amend(n, listed[n], found, known) for n in order if n in units]
    changed = tuple(unit for unit in amend if unit != UnitToAmend(unit.unit))
    return Compared(RegisterPlan(known.top, enter, changed), remarks)


def _to_enter(n: int, line: ListedUnit, found: _Findings, known: Known) -> UnitToEnter:
    assert line.kind is not None  # looked at before
    return UnitToEnter(
        code=found.codes[n],
        parent=_parent_code(n, found, known),
        name=line.name,
        kind=line.kind,
        type=line.type,
        attributes=line.attributes or (),
        founded_on=line.founded_on,
        members=line.members,
        code_made=not line.code,
        seats=found.seats[n],
    )


def _to_amend(n: int, line: ListedUnit, found: _Findings, known: Known) -> UnitToAmend:
    """What the line tells that is not so yet; a unit known by its name, not by its code, keeps the name it has."""
    unit = known.units[found.units[n]]
    stays = unit_of(found.places[n], found.units) == unit.parent
    marks = line.attributes if line.attributes is not None and set(line.attributes) != set(unit.attributes) else None
    return UnitToAmend(
        unit=found.units[n],
        name=line.name if line.code == unit.code and line.name != unit.name else None,
        parent=None if stays else _parent_code(n, found, known),
        members=line.members if line.members != unit.members else None,
        attributes=marks,
        seats=found.seats[n],
    )


def _parent_code(n: int, found: _Findings, known: Known) -> str:
    superior = found.places[n]
    if superior.line is not None:
        return found.codes[superior.line]
    return known.units[superior.unit or known.top].code


def _codes(listed: tuple[ListedUnit, ...], places: Places, units: dict[int, UnitId], known: Known) -> dict[int, str]:
    """Everyone's code. A unit without one gets its superior's and its number among those, the next that is free."""
    codes: dict[int, str] = {}
    taken = {*known.by_code, *known.elsewhere, *(line.code for line in listed)}
    for n in downwards(listed):
        if n in units or listed[n].code:
            codes[n] = known.units[units[n]].code if n in units else listed[n].code
            continue
        superior = places[n]
        above = codes[superior.line] if superior.line is not None else known.units[superior.unit or known.top].code
        codes[n] = _next_free(above, taken)
        taken.add(codes[n])
    return codes


def _next_free(above: str, taken: Iterable[str]) -> str:
    number = 1
    while (code := f"{above}.{number:03}") in taken:
        number += 1
    return code
