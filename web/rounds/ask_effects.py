"""Closed cases are asked about some months later: did the remedy hold?"""

from datetime import date
from uuid import uuid5

from domain.record import Hand
from domain.refusals import Refusal
from projections.cases_closed import closed_cases
from web.house import House
from web.rounds.errand import hand_on
from workflows.desk import Thing
from workflows.journal.conflicts import StaleVersion
from workflows.reactions.ask_whether_the_remedy_held import ClosedCase, checks_due
from workflows.requests.verdicts_on_cases import AskEffect, ask_effect


def ask_effects(here: House, on: date) -> int:
    """How many checks were asked for."""
    with here.reading() as db:
        due = list(checks_due((ClosedCase(*one) for one in closed_cases(db, on)), on))
    hand = hand_on(here, on)
    for case, asked in due:
        own = hand._replace(command=uuid5(case, f"effect {asked.after_months} {asked.on}"), correlation=case)
        _ask(here, own, Thing(case), asked)
    return len(due)


def _ask(here: House, own: Hand, case: Thing, asked: AskEffect) -> None:
    """Where another round asked between our look and our word, it is asked."""
    try:
        ask_effect(here.desk, own, case, asked)
    except (Refusal, StaleVersion):
        if here.journal.of_command(own.command) is None:
            raise
