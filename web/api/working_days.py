"""Days that are worked or off otherwise than the week has it."""

from dataclasses import dataclass
from datetime import date

import msgspec
from flask import abort

from domain.calendar import months_after
from web import policy
from web.acts import Act
from web.api.lists import list_of, of_the_top
from web.api.operations import Answer, done, gives, room
from web.asking import record
from web.house import house
from web.workdays import DayKind, SpecialDay, special_days
from workflows.journal.journal import Receipt
from workflows.requests import calendar as asks

rooms = room("working days", "Which days are worked: holidays, days worked in exchange, and what was declared here.")


class WorkingDayShown(msgspec.Struct, frozen=True):
    """A day, whether it is worked here, and why; `basis` where it was declared."""

    day: date
    works: bool
    kind: DayKind | None
    basis: str | None


WORKING_DAYS = list_of(WorkingDayShown, "WorkingDayList")


@dataclass(frozen=True, kw_only=True)
class DaysSought:
    """A span of days; this year's and the next's, unless said."""

    from_: date | None = None
    to: date | None = None


@rooms.get("/working-days")
@policy.signed_in
@gives(WORKING_DAYS, seeks=DaysSought)
def list_working_days(asked: DaysSought) -> Answer:
    """The days of a span that are not like others of the week."""
    first = asked.from_ or house().now().date().replace(month=1, day=1)
    found = special_days(first, asked.to or months_after(first, 24), house().workdays.declared())
    items = tuple(_shown(one) for one in found)
    return Answer(WORKING_DAYS(items=items, next=None, total=len(items)))


@rooms.post("/working-days")
@policy.needs(Act.SETTLE, of=of_the_top)
@gives(WorkingDayShown, takes=asks.DeclareDay, status=201)
def post_working_day(asked: asks.DeclareDay) -> Answer:
    """Declare a day off or worked, whatever the country's calendar says; every term counts by it."""
    receipt = record(asks.declare_day, asked)
    return show_day(asked.day, receipt)._replace(location=f"/api/v1/working-days/{asked.day}")


@rooms.get("/working-days/<day>")
@policy.signed_in
@gives(WorkingDayShown)
def get_working_day(day: str) -> Answer:
    """Whether a day is worked, and why it is not like others of the week."""
    return show_day(day_named(day))


@rooms.post("/working-days/<day>/withdraw")
@policy.needs(Act.SETTLE, of=of_the_top)
@gives(WorkingDayShown, takes=asks.WithdrawDay)
def withdraw_working_day(asked: asks.WithdrawDay, day: str) -> Answer:
    """Let the country's calendar hold for a day again."""
    named = day_named(day)
    return show_day(named, record(asks.withdraw_day, named, asked))


def show_day(day: date, receipt: Receipt | None = None) -> Answer:
    told = next(iter(special_days(day, day, house().workdays.declared())), None)
    shown = _shown(told) if told else WorkingDayShown(day, house().workdays.calendar().works(day), None, None)
    version = len(house().journal.history(asks.day_stream(day)))
    return Answer(shown, version, done(receipt) if receipt else None)


def day_named(day: str) -> date:
    """The day that an address names."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        abort(404)


def _shown(one: SpecialDay) -> WorkingDayShown:
    return WorkingDayShown(one.day, one.works, one.kind, one.basis)
