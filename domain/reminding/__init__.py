"""When a term is called to mind (nhắc việc), and when the level above is told (báo cấp trên): data beside this file."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from domain.calendar import WorkCalendar
from domain.events.notice import Nearness
from domain.names import Role


@dataclass(frozen=True)
class Terms:
    """The numbers, in working days unless they say otherwise; `mail_hour` is that of the day from which mail goes."""

    before: int
    again: int
    no_longer_after_months: int
    escalate_after: tuple[int, ...]
    above: dict[Role, Role]
    mail_hour: int
    catch_up_days: int


class Call(NamedTuple):
    """What a person is reminded of: that a term comes, is there, or passed `nth` times a reminder's span ago."""

    nearness: Nearness
    nth: int = 0


@cache
def terms() -> Terms:
    """As shipped."""
    data = tomllib.loads((Path(__file__).parent / "reminding.toml").read_text("utf-8"))
    reminders, escalation, rounds = data["reminders"], data["escalation"], data["rounds"]
    return Terms(
        before=reminders["before_working_days"]["value"],
        again=reminders["again_each_working_days"]["value"],
        no_longer_after_months=reminders["no_longer_after_months"]["value"],
        escalate_after=tuple(escalation["after_working_days"]["value"]),
        above={Role(below): Role(above) for below, above in escalation["above"].items()},
        mail_hour=data["mail"]["hour"]["value"],
        catch_up_days=rounds["catch_up_days"]["value"],
    )


def call_on(due: date, on: date, calendar: WorkCalendar) -> Call | None:
    """The newest reminder that a day calls for: some working days before the term, on its day (the last one worked, if
    it is a day off), and again and again after it. None while the term is far."""
    if due < on and (late := calendar.working_days_between(due, on) // terms().again):
        return Call(Nearness.OVERDUE, late)
    if on >= calendar.last_worked(due):
        return Call(Nearness.DUE)
    if on >= calendar.add_working_days(due, -terms().before):
        return Call(Nearness.COMING_DUE)
    return None


def level_on(due: date, on: date, calendar: WorkCalendar) -> int:
    """How many levels above know of it by a day: one for each span of working days that the term is overdue."""
    if due >= on:
        return 0
    late = calendar.working_days_between(due, on)
    return sum(late >= after for after in terms().escalate_after)


def roles_above(role: Role) -> Iterator[Role]:
    """The roles to which an overdue task of this one is told, the next first."""
    above = terms().above.get(role)
    if above is not None:
        yield above
        yield from roles_above(above)
