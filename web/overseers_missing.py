"""A part of the daily round: cells that nobody is in charge of are called for, and no longer once somebody is."""

from datetime import date, datetime, time
from uuid import uuid5

from domain.record import Hand
from projections.overseers import cells_overseen
from projections.oversight import known_gaps
from web.house import House
from workflows.reactions.call_for_an_overseer import calls
from workflows.reactions.close_months_that_ended import BY_ITSELF
from workflows.requests.oversight import gap_stream, look_for_overseer

WHOLE = ("/",)


def call_for_overseers(here: House, on: date) -> int:
    """Put down the gaps of a day; how many there were that were not known, or are none any more."""
    with here.reading() as db:
        without = [one.cell.unit for one in cells_overseen(db, WHOLE, on) if not one.overseers]
        asked = list(calls(without, known_gaps(db), on))
    day = min(datetime.combine(on, time(), here.settings.zone), here.now())
    for one in asked:
        stream = gap_stream(one.cell)
        command = uuid5(stream, f"{'missing' if one.missing else 'there'} {on}")
        look_for_overseer(here.desk, Hand(BY_ITSELF, day, command, correlation=stream), one)
    return len(asked)
