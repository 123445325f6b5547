"""The daily round: months that ended are closed, and closed cases are asked about. Twice a day does nothing twice."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID, uuid5

from domain.calendar import grace_day, month_of, months_from, months_on
from domain.names import Month
from domain.record import Hand
from domain.rulesets import shipped
from projections.cases_closed import closed_cases
from projections.months_judged import MonthInSight, unclosed
from projections.months_to_close import Waiting, waiting
from projections.reading import Reading
from web.house import House
from web.overseers_missing import call_for_overseers
from web.regulations_due import look_at_regulations
from workflows.desk import Thing
from workflows.journal.journal import Command
from workflows.reactions.ask_whether_the_remedy_held import ClosedCase, checks_due
from workflows.reactions.close_months_that_ended import BY_ITSELF, MonthToClose, closings
from workflows.requests.verdicts_on_cases import ask_effect

WHOLE = ("/",)
ROUNDS = UUID("6e656e65-7020-4461-8920-726f756e6473")


class Round(NamedTuple):
    """What a round did: months of cells closed, checks and renewals asked for, steps that moved by themselves."""

    closed: int
    asked: int
    moved: int


def go_round(here: House, on: date) -> Round:
    """Do what a day calls for. The day may lie in the past or the future; what is recorded is recorded now."""
    closed = _close(here, on)
    asked = _ask(here, on) + look_at_regulations(here, _hand(here, on), on)
    call_for_overseers(here, on)
    return Round(closed, asked, here.steps.catch_up(here.views.catch_up()))


def last_month_to_close(on: date) -> Month:
    """The newest month whose grace day has passed."""
    month = month_of(on)
    days = max(ruleset.terms.grace_day for ruleset in shipped().values() if ruleset.in_force_from <= on)
    return next(m for n in (1, 2) if (m := months_on(month, -n)) and grace_day(m, days) < on)


def _hand(here: House, on: date) -> Hand:
    """Nobody's hand: the house itself, on that day, or now where the day has not come."""
    day = datetime.combine(on, time(), here.settings.zone)
    return Hand(BY_ITSELF, min(day, here.now()), uuid5(ROUNDS, on.isoformat()))


def _close(here: House, on: date) -> int:
    until = last_month_to_close(on)
    with here.reading() as db:
        commands = list(_commands(here, db, until, on))
    facts = here.journal.record_many(commands)
    here.catch_up()
    return len(commands) if facts else 0


def _commands(here: House, db: Reading, until: Month, on: date) -> Iterator[Command]:
    wait = waiting(db, until)
    hand = _hand(here, on)
    for month in _months(wait, until):
        ended = (MonthToClose(*one) for one in unclosed(db, month, WHOLE) if _counts(one, month, wait))
        yield from closings(ended, on, hand)


def _months(wait: Waiting, until: Month) -> list[Month]:
    """Months of which something is known, and those since the newest that was closed."""
    silent_from = wait.newest_closed or min(wait.silence_from.values(), default=until)
    return sorted({*wait.known, *months_from(silent_from, until)})


def _counts(one: MonthInSight, month: Month, wait: Waiting) -> bool:
    """Something is known of the month, or its silence counts: the house did not ask before the cell was registered."""
    seen = one.sight.month
    known = bool(seen.own_meetings or seen.visits)
    return known or month >= wait.silence_from.get(seen.cell.unit, month)


def _ask(here: House, on: date) -> int:
    with here.reading() as db:
        due = list(checks_due((ClosedCase(*one) for one in closed_cases(db, on)), on))
    hand = _hand(here, on)
    for case, asked in due:
        own = hand._replace(command=uuid5(case, f"effect {asked.after_months} {asked.on}"), correlation=case)
        ask_effect(here.desk, own, Thing(case), asked)
    return len(due)
