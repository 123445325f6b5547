"""The deadline of a case as a strip: the document that set it, the extensions that moved it, days that do not count."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from domain.calendar import WorkCalendar
from domain.events.remediation import (
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    RemediationOpened,
)
from domain.names import Basis
from domain.record import Record
from domain.why import Why, WhyKind

_DAY = timedelta(days=1)


class TermKind(StrEnum):
    """How a stretch of time came about."""

    SET = "set"
    EXTENDED = "extended"
    ASKED = "asked"
    REFUSED = "refused"


class Stretch(NamedTuple):
    """A stretch of time until a deadline, its first day not counted. What was asked for or refused moves nothing.

    `off`: days of the week on which nobody works for another reason than the weekend; `weekend` counts those.
    """

    kind: TermKind
    first: date
    last: date
    working_days: int
    off: tuple[date, ...]
    weekend: int
    position: int
    basis: Basis | None = None


def strip_of(history: Iterable[Record[Any]], calendar: WorkCalendar) -> tuple[Stretch, ...]:
    """The stretches in the order in which they were recorded."""
    return tuple(_stretches(history, calendar))


def _stretches(history: Iterable[Record[Any]], calendar: WorkCalendar) -> Iterator[Stretch]:
    due, asked = date.min, date.min
    for record in history:
        match record.fact:
            case RemediationOpened(due=until, basis=basis):
                yield _stretch(TermKind.SET, (basis.dated, until), calendar, record.position)._replace(basis=basis)
                due = until
            case ExtensionRequested(until=asked):
                yield _stretch(TermKind.ASKED, (due, asked), calendar, record.position)
            case ExtensionGranted(until=until):
                yield _stretch(TermKind.EXTENDED, (due, until), calendar, record.position)
                due = until
            case ExtensionRefused():
                yield _stretch(TermKind.REFUSED, (due, asked), calendar, record.position)


def _stretch(kind: TermKind, between: tuple[date, date], calendar: WorkCalendar, position: int) -> Stretch:
    first, last = between
    days = [first + _DAY * n for n in range(1, (last - first).days + 1)]
    idle = [day for day in days if not calendar.works(day)]
    off = tuple(day for day in idle if day.weekday() < 5)
    return Stretch(kind, first, last, len(days) - len(idle), off, len(idle) - len(off), position)


def why_due(strip: Iterable[Stretch], today: date, calendar: WorkCalendar) -> Why | None:
    """Why the case is due when it is; None where it was never opened."""
    moving = [one for one in strip if one.kind in (TermKind.SET, TermKind.EXTENDED)]
    if not moving or moving[0].basis is None:
        return None
    due, basis = moving[-1].last, moving[0].basis
    return Why(
        WhyKind.DEADLINE,
        "deadline",
        due.isoformat(),
        basis=basis.number,
        required={"set_for": moving[0].last.isoformat()},
        observed={
            "extensions": len(moving) - 1,
            "working_days": sum(one.working_days for one in moving),
            **({"working_days_left": calendar.working_days_between(today, due)} if today <= due else {}),
        },
        facts=tuple(one.position for one in strip),
    )
