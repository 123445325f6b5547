"""One proposal by members: raised, answered once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import refusals
from domain.events.members_proposal import MembersProposalAnswered, MembersProposalRaised
from domain.names import UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class MembersProposal:
    """What a decision on a members' proposal needs to know."""

    unit: UnitId | None = None
    raised_on: date = date.min
    answered: bool = False

    def raise_(self, hand: Hand, asked: MembersProposalRaised) -> MembersProposalRaised:
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        if asked.answer_by < asked.on:
            raise refusals.DueBeforeItBegins(asked.on)
        return asked

    def answer(self, hand: Hand, asked: MembersProposalAnswered) -> MembersProposalAnswered:
        if self.unit is None:
            raise refusals.NotThere
        if self.answered:
            raise refusals.MembersProposalAlreadyAnswered
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        if asked.on < self.raised_on:
            raise refusals.AnsweredBeforeItWasRaised(self.raised_on)
        return asked

    def after(self, record: Record[Any]) -> MembersProposal:
        match record.fact:
            case MembersProposalRaised(unit=unit, on=on):
                return MembersProposal(unit, on)
            case MembersProposalAnswered():
                return replace(self, answered=True)
            case _:
                return self
