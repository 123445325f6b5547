"""Who holds which office on which body of which unit, and for how long."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, or_, select

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
from domain.names import BodyKind, Office, PersonId, UnitId
from domain.record import Record
from projections.scope import here, seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import Unit, units
from projections.view import View


class HeldOffice(NamedTuple):
    """A person in an office on a body of a unit, for a term."""

    unit: UnitId
    body: BodyKind
    office: Office
    person: PersonId
    since: date
    until: date | None


MOST_SEATED = 500
"""So many persons are offered in a choice, at most."""

offices = Temporal("offices", HeldOffice, key=5, now=("unit body office", "person unit"))
view = View("office_holders", offices).following(
    UnitFact,
    ignores=frozenset(
        {
            UnitRegistered,
            UnitRenamed,
            UnitMoved,
            UnitMerged,
            UnitSplit,
            UnitDissolved,
            MembersCounted,
            AttributesDeclared,
            SetDayAgreed,
            VacancyOpened,
        }
    ),
)


@view.on(OfficeFilled)
def filled(sheet: Sheet, record: Record[OfficeFilled]) -> None:
    fact = record.fact
    seat = HeldOffice(UnitId(record.stream), fact.body, fact.office, fact.person, fact.from_, fact.until)
    sheet.put(offices, seat)


@view.on(OfficeVacated)
def vacated(sheet: Sheet, record: Record[OfficeVacated]) -> None:
    fact = record.fact
    for seat in sheet.rows(offices, "unit", record.stream):
        same = (seat.office, seat.body, seat.person) == (fact.office, fact.body, fact.person)
        if same and seat.since <= fact.on <= (seat.until or date.max):
            sheet.put(offices, seat._replace(until=fact.on))


# Questions


def held_on(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """The office was held on a day."""
    return (offices.c.since <= day) & or_(offices.c.until.is_(None), offices.c.until >= day)


def offices_of(db: Connection, unit: UUID, at: int | None = None) -> list[HeldOffice]:
    """Everyone who holds or held an office of the unit, the newest first."""
    query = offices.select(at).where(offices.c.unit == unit)
    return offices.read(db, query.order_by(offices.c.since.desc(), offices.c.office, offices.c.person))


def offices_held(db: Connection, person: PersonId, at: int | None = None) -> list[HeldOffice]:
    """Every office a person holds or held."""
    query = offices.select(at).where(offices.c.person == person)
    return offices.read(db, query.order_by(offices.c.since.desc(), offices.c.unit, offices.c.office))


def offices_with_units(db: Connection, person: PersonId) -> list[tuple[HeldOffice, Unit]]:
    """Every office a person holds or held, with its unit as it is today; one query."""
    of_unit = [units.c[name] for name in units.shown]
    query = offices.select().add_columns(*of_unit).join_from(offices.table, units.table, here(offices.c.unit))
    held = query.where(offices.c.person == person).order_by(offices.c.since.desc(), offices.c.unit, offices.c.office)
    width = len(offices.shown)
    return [(HeldOffice(*line[:width]), Unit(*line[width:])) for line in map(tuple, db.execute(held))]


def holders(
    db: Connection, scope: Sequence[str], office: Office, day: date, at: int | None = None
) -> dict[UnitId, list[PersonId]]:
    """Who holds an office on a day, by unit: secretaries, or overseers (cấp ủy viên phụ trách)."""
    query = select(offices.c.unit, offices.c.person).join_from(offices.table, units.table, seen(offices.c.unit, scope))
    found: dict[UnitId, list[PersonId]] = {}
    held = query.where(offices.at(at), offices.c.office == office, held_on(day)).order_by(offices.c.since)
    for unit, person in db.execute(held):
        found.setdefault(unit, []).append(person)
    return found


def seated(db: Connection, scope: Sequence[str], day: date) -> list[PersonId]:
    """Everyone who holds an office in a scope on a day."""
    query = select(offices.c.person).join_from(offices.table, units.table, seen(offices.c.unit, scope))
    held = query.where(offices.at(), held_on(day)).distinct().order_by(offices.c.person).limit(MOST_SEATED)
    return list(db.execute(held).scalars())


def sitting_above(db: Connection, path: str, day: date) -> list[PersonId]:
    """Who sits on a body of a unit above the path on a day: whom a unit can be helped by."""
    above = (func.substr(path, 1, func.length(units.c.path)) == units.c.path) & (units.c.path != path)
    query = select(offices.c.person).distinct().join_from(offices.table, units.table, here(offices.c.unit))
    return list(db.execute(query.where(offices.at(), above, held_on(day)).order_by(offices.c.person)).scalars())
