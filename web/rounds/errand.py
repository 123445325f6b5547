"""What every errand of the round has in common: for which day it goes, and by whose hand it writes."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID, uuid5

from domain.record import Hand
from web.house import House
from workflows.reactions.close_months_that_ended import BY_ITSELF

ROUNDS = UUID("6e656e65-7020-4461-8920-726f756e6473")


class Errand(NamedTuple):
    """Its name, and what does it: for a house and a day it answers how much was done."""

    name: str
    go: Callable[[House, date], int]


def hand_on(here: House, on: date) -> Hand:
    """Nobody's hand: the house itself, on that day, or now where the day has not come."""
    day = datetime.combine(on, time(), here.settings.zone)
    return Hand(BY_ITSELF, min(day, here.now()), uuid5(ROUNDS, on.isoformat()))
