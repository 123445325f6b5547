"""Steps of a plan that move by themselves: asked by the house, never by a person."""

from typing import Any

from domain.furthering import Happened
from domain.record import Hand
from domain.remediation import Remediation
from workflows.desk import Desk, Thing, request


@request
def further_step(desk: Desk, hand: Hand, thing: Thing, happened: Happened) -> tuple[Any, ...]:
    """A fact recorded elsewhere brings a step on: asked by the house itself."""
    case, opened = desk.open(Remediation(), thing)
    return (opened.writes(case.further(happened)),)
