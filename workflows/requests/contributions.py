"""Contributions of members that a cell acknowledges: counted."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.contribution import Contributions
from domain.events.contribution import ContributionForm, ContributionsAcknowledged
from domain.names import UnitId
from domain.record import Hand
from workflows.desk import Desk, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Count


@dataclass(frozen=True)
class AcknowledgeContributions:
    unit: UnitId
    on: date
    members: Count
    form: ContributionForm


@request
def acknowledge_contributions(desk: Desk, hand: Hand, asked: AcknowledgeContributions) -> tuple[Any, ...]:
    desk.unit(asked.unit).must_be_there_on(asked.on)
    fact = Contributions().acknowledge(hand, ContributionsAcknowledged(**vars(asked)))
    return (Writing(uuid5(hand.command, "contributions"), 0, (fact,)),)
