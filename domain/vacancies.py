"""When an office of a unit stood empty: from what is known of its holders, whatever the order in which it was told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from domain.events.unit import (
    OfficeFilled,
    OfficeVacated,
    UnitDissolved,
    UnitMerged,
    UnitSplit,
    VacancyOpened,
)
from domain.names import BodyKind, Office
from domain.record import Record

SINGLE_SEATS = (Office.SECRETARY, Office.DEPUTY_SECRETARY)
"""Offices that are empty when nobody holds them; of the others the number of seats is not known."""
DAY = timedelta(days=1)
Seat = tuple[BodyKind, Office]


class Gap(NamedTuple):
    """An office stood empty from a day on, up to and with another; None: until further notice."""

    since: date
    until: date | None

    def days_within(self, first: date, last: date) -> int:
        """How many days of a span it was empty."""
        return max(0, (min(self.until or last, last) - max(self.since, first)).days + 1)


@dataclass(frozen=True)
class Seats:
    """The single seats of a unit through time."""

    held: tuple[OfficeFilled, ...] = ()
    opened: tuple[VacancyOpened, ...] = ()
    ended_on: date | None = None

    def after(self, record: Record[Any]) -> Seats:
        match record.fact:
            case OfficeFilled(office=office) as filled if office in SINGLE_SEATS:
                return replace(self, held=(*self.held, filled))
            case OfficeVacated(office=office) as left if office in SINGLE_SEATS:
                return replace(self, held=tuple(_vacated(one, left) for one in self.held))
            case VacancyOpened() as opened:
                return replace(self, opened=(*self.opened, opened))
            case UnitMerged(on=on) | UnitSplit(on=on) | UnitDissolved(on=on):
                return replace(self, ended_on=on)
            case _:
                return self

    def gaps(self) -> dict[Seat, tuple[Gap, ...]]:
        """Every seat that was ever held or said to be empty, with the times at which nobody held it."""
        return {seat: tuple(self._gaps(seat)) for seat in sorted(self._known())}

    def _known(self) -> set[Seat]:
        told = {(one.body, one.office) for one in self.opened}
        return told | {(one.body, one.office) for one in self.held}

    def _gaps(self, seat: Seat) -> Iterator[Gap]:
        terms = sorted((one.from_, one.until or date.max) for one in self.held if (one.body, one.office) == seat)
        begins = [one.since for one in self.opened if (one.body, one.office) == seat]
        free = min([*begins, *(since for since, _ in terms)])
        for since, until in terms:
            if free < since:
                yield from self._closed(Gap(free, since - DAY))
            free = max(free, _day_after(until))
        if free < date.max:
            yield from self._closed(Gap(free, None))

    def _closed(self, gap: Gap) -> Iterator[Gap]:
        """A unit that ended has no vacancies from then on."""
        if self.ended_on is None:
            yield gap
        elif gap.since <= self.ended_on:
            yield gap._replace(until=min(gap.until or self.ended_on, self.ended_on))


def _vacated(held: OfficeFilled, left: OfficeVacated) -> OfficeFilled:
    same = (held.office, held.body, held.person) == (left.office, left.body, left.person)
    return replace(held, until=left.on) if same and held.from_ <= left.on <= (held.until or date.max) else held


def _day_after(day: date) -> date:
    return day if day == date.max else day + DAY
