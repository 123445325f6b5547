"""Months that ended are closed once their grace day has passed."""

from collections.abc import Iterator
from datetime import date

from domain.calendar import grace_day, month_of, months_from, months_on
from domain.names import Month
from domain.rulesets import shipped
from projections.months_judged import MonthInSight, unclosed
from projections.months_to_close import Waiting, waiting
from projections.reading import Reading
from web.house import House
from web.rounds.errand import hand_on
from workflows.journal.journal import Command
from workflows.reactions.close_months_that_ended import MonthToClose, closings

WHOLE = ("/",)


def close_months(here: House, on: date) -> int:
    """How many months of cells were closed."""
    until = last_month_to_close(on)
    with here.reading() as db:
        commands = list(_commands(here, db, until, on))
    facts = here.journal.record_many(commands)
    here.catch_up()
    return len(commands) if facts else 0


def last_month_to_close(on: date) -> Month:
    """The newest month whose grace day has passed."""
    month = month_of(on)
    days = max(ruleset.terms.grace_day for ruleset in shipped().values() if ruleset.in_force_from <= on)
    return next(m for n in (1, 2) if (m := months_on(month, -n)) and grace_day(m, days) < on)


def _commands(here: House, db: Reading, until: Month, on: date) -> Iterator[Command]:
    wait = waiting(db, until)
    hand = hand_on(here, on)
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
