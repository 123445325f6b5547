"""The organisation: a list to search, and the page of one unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import render_template, url_for

from domain.calendar import month_of
from domain.names import UnitKind, UnitType
from projections.office_holders import HeldOffice, offices_of
from projections.regularity import Asked, by_month
from projections.unit_dossier import recent_of
from projections.unit_family import Family
from projections.unit_tree import Sought, units_in
from web import policy
from web.asking import from_query
from web.house import house
from web.inspection.lists import scope, shown
from web.inspection.months import family, place_of
from web.inspection.regularity_map import months_until, strip_of
from web.inspection.room import rooms
from web.opened import names
from web.policy import Act
from workflows.requests.shapes import Line


@dataclass(frozen=True)
class UnitsAsked:
    """The filters, as they stand in the address."""

    text: Line | None = None
    kind: UnitKind | None = None
    type: UnitType | None = None
    grassroots: bool | None = None
    sort: Line | None = None
    cursor: Line | None = None


class Seat(NamedTuple):
    """An office and who holds it."""

    office: HeldOffice
    name: str
    past: bool


@rooms.get("/units")
@policy.needs(Act.READ_UNIT, of=policy.anywhere)
def units() -> str:
    asked = from_query(UnitsAsked)
    whole = not (asked.text or asked.kind or asked.type)
    grassroots = True if whole and asked.grassroots is None else asked.grassroots
    sought = Sought(asked.kind, asked.type, grassroots, asked.text)
    with house().reading() as db:
        listed = shown(lambda part: units_in(db, scope(Act.READ_UNIT), sought, part), asked.sort, asked.cursor)
    choices = {"kind": list(UnitKind), "type": list(UnitType)}
    return render_template("inspection/units.html", listed=listed, asked=asked, choices=choices, whole=whole)


@rooms.get("/units/<code>")
@policy.needs(Act.READ_UNIT, of=place_of)
def unit(code: str) -> str:
    found = family(code)
    assert found is not None  # the gate found it
    months = months_until(month_of(house().now().date()))
    with house().reading() as db:
        offices = offices_of(db, found.unit.unit)
        recent = recent_of(db, found.unit.unit)
        sums = by_month(db, Asked((found.unit.path,), months[0], months[-1]))
    return render_template(
        "inspection/unit.html",
        family=found,
        unit=found.unit,
        seats=_seats(offices, house().now().date()),
        recent=recent,
        months=strip_of(found.unit, sums, months),
    )


def _seats(offices: Iterable[HeldOffice], today: date) -> list[Seat]:
    held = list(offices)
    called = names(seat.person for seat in held)
    seats = [Seat(seat, called[seat.person], seat.until is not None and seat.until < today) for seat in held]
    return sorted(seats, key=lambda seat: (seat.past, seat.office.body, seat.office.office))


def unit_steps(found: Family) -> list[tuple[str, str]]:
    """The way down to a unit, for the line above a page."""
    return [(one.name, url_for("inspection.unit", code=one.code)) for one in (*found.above, found.unit)]
