"""Who takes which office: equal names are different persons unless unit and phone agree; doubts are told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from domain.events.unit import OfficeFilled
from domain.names import Office, PersonId, UnitId
from domain.register.known import Known
from domain.register.listed import Column, ListedUnit, Someone
from domain.register.plan import SeatTaken
from domain.register.remarks import Doubt, Remark
from domain.unit import Unit

Seats = dict[int, tuple[SeatTaken, ...]]
COLUMNS = {Office.SECRETARY: Column.SECRETARY, Office.OVERSEER: Column.OVERSEER}


def seat(
    listed: tuple[ListedUnit, ...], units: dict[int, UnitId], known: Known, day: date
) -> tuple[Seats, list[Remark]]:
    """The offices that the list gives to somebody else than holds them on the day."""
    taken: Seats = {}
    remarks: list[Remark] = []
    for n, line in enumerate(listed):
        seats = []
        for office, person in ((Office.SECRETARY, line.secretary), (Office.OVERSEER, line.overseer)):
            holders = _holders(known.units[units[n]], office, day) if n in units else ()
            if person and not _is_held(holders, person, known):
                wanted = SeatTaken(office, person, holders)
                remarks += _about_holders(n, wanted, known)
                seats += [wanted] if _are_readable(holders, known) else []
        taken[n] = tuple(seats)
    return taken, [*remarks, *_same_names(taken, known)]


def _holders(unit: Unit, office: Office, day: date) -> tuple[PersonId, ...]:
    return tuple(held.person for held in unit.offices if held.office is office and _in_term(held, day))


def _in_term(held: OfficeFilled, day: date) -> bool:
    """Whoever leaves on the day has left, or a second list of that day would have them leave again."""
    return held.from_ <= day < (held.until or date.max)


def _is_held(holders: Iterable[PersonId], person: Someone, known: Known) -> bool:
    return any(known.people[held].agrees_with(person) for held in holders if held in known.people)


def _are_readable(holders: Iterable[PersonId], known: Known) -> bool:
    """Someone whose identity was erased is not entered a second time by the next list."""
    return all(held in known.people for held in holders)


def _about_holders(n: int, wanted: SeatTaken, known: Known) -> Iterator[Remark]:
    if not _are_readable(wanted.leaving, known):
        yield Remark(n, COLUMNS[wanted.office], Doubt.HOLDER_UNREADABLE)
    elif any(known.people[held].folded == wanted.person.folded for held in wanted.leaving):
        yield Remark(n, COLUMNS[wanted.office], Doubt.SAME_NAME_OTHER_PHONE)


def _same_names(taken: Seats, known: Known) -> Iterator[Remark]:
    """Of everyone who is entered anew: does a line before, or someone known, bear the same name?"""
    codes = _codes_by_name(known)
    lines: dict[str, int] = {}
    for n, seats in taken.items():
        for one in seats:
            name, column = one.person.folded, COLUMNS[one.office]
            if name in lines:
                yield Remark(n, column, Doubt.SAME_NAME_IN_THE_LIST, {"line": lines[name]})
            elif name in codes:
                yield Remark(n, column, Doubt.SAME_NAME_KNOWN, {"unit_code": codes[name][0]})
            lines.setdefault(name, n)


def _codes_by_name(known: Known) -> dict[str, list[str]]:
    """The codes of the units in which someone of a name holds or held an office."""
    codes: dict[str, list[str]] = defaultdict(list)
    for unit in known.units.values():
        for held in unit.offices:
            if held.person in known.people:
                codes[known.people[held.person].folded].append(unit.code)
    return codes
