"""The daily round: errand after errand, for each day since the last one whose round was made. Twice does nothing twice.

A kind of thing that happens by itself is an errand: a module in `web/rounds`, named in `ERRANDS`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import uuid5

from domain.events.notice import DailyRoundMade
from domain.reminding import terms
from projections.notices import last_round
from web.house import House
from web.overseers_missing import call_for_overseers
from web.rounds.ask_effects import ask_effects
from web.rounds.close_months import close_months
from web.rounds.errand import ROUNDS, Errand, hand_on
from web.rounds.escalate import escalate
from web.rounds.move_steps import move_steps
from web.rounds.regulations import renew_regulations
from web.rounds.remind import remind
from workflows.journal.journal import Writing

OF_ANY_DAY = (
    Errand("months_closed", close_months),
    Errand("effects_asked", ask_effects),
    Errand("regulations_asked", renew_regulations),
    Errand("overseers_called_for", call_for_overseers),
    Errand("steps_moved", move_steps),
)
OF_THE_NEWEST_DAY = (Errand("escalated", escalate), Errand("reminded", remind))
"""What is not said again of a day when a later one has been gone round for."""
ERRANDS = (*OF_ANY_DAY, *OF_THE_NEWEST_DAY)


class Done(Counter[str]):
    """How much was done, by the names of the errands: months of cells closed, checks and renewals asked for …"""

    @property
    def closed(self) -> int:
        return self["months_closed"]

    @property
    def moved(self) -> int:
        return self["steps_moved"]

    @property
    def asked(self) -> int:
        return self["effects_asked"] + self["regulations_asked"]


class Interrupted(Exception):
    """Whoever went round was told to stop; what is left is done by the next."""


def go_round(here: House, on: date, may_go_on: Callable[[], bool] = lambda: True) -> Done:
    """Do what a day calls for, and before it what the days called for that were missed.

    The day may lie in the past or the future; what is recorded is recorded now.
    """
    done = Done()
    for day, errands in _days(here, on):
        for errand in errands:
            if not may_go_on():
                raise Interrupted
            done[errand.name] += errand.go(here, day)
        if day <= here.now().date():
            _put_down(here, day)
    return done


def was_made(here: House, day: date) -> bool:
    """Whether the round of a day, or of a later one, was made."""
    with here.reading() as db:
        newest = last_round(db)
    return newest is not None and newest >= day


def _days(here: House, on: date) -> Iterator[tuple[date, tuple[Errand, ...]]]:
    """The days to go round for: those missed since the last, not farther back than anyone would still want to hear."""
    with here.reading() as db:
        last = last_round(db)
    if last is not None and on < last:
        yield on, OF_ANY_DAY
        return
    first = on if last is None or last == on else max(last + timedelta(1), on - timedelta(terms().catch_up_days))
    for n in range((on - first).days + 1):
        yield first + timedelta(n), ERRANDS


def _put_down(here: House, day: date) -> None:
    stream = uuid5(ROUNDS, f"made {day}")
    hand = hand_on(here, day)._replace(command=uuid5(stream, "made"))
    if not here.journal.history(stream):
        here.journal.record(hand, Writing(stream, 0, (DailyRoundMade(day),)))
