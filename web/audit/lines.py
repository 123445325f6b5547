"""What the pages that list the history share: days in the address, and who and what the lines name."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from domain.names import PersonId, UnitId
from projections.audit_trail import Entry
from projections.reading import Reading
from projections.unit_tree import Unit, units_by_id
from web.house import house
from web.opened import names


class Named(NamedTuple):
    """The units and the persons of some lines."""

    units: dict[UnitId, Unit]
    people: dict[PersonId, str]


def named_in(db: Reading, lines: Sequence[Entry]) -> Named:
    """One question for the units, one for the names."""
    actors = {line.actor for line in lines} | {line.on_behalf_of for line in lines if line.on_behalf_of}
    return Named(units_by_id(db, {line.unit for line in lines if line.unit}), names(actors))


def day_in(text: str) -> date | None:
    """A day as an address has it; nothing else is one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def begins(day: date | None, days: int = 0) -> datetime | None:
    """The beginning of a day, or of one so many days later, in the house's zone."""
    try:
        return datetime.combine(day + timedelta(days=days), time(), house().settings.zone) if day else None
    except OverflowError:  # there is no later one
        return None
