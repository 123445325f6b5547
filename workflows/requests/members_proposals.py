"""Proposals by members: raised, answered; who raised them is asked by nobody."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.events.members_proposal import MembersProposalAnswered, MembersProposalRaised
from domain.members_proposal import MembersProposal
from domain.names import UnitId
from domain.record import Hand
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Text


@dataclass(frozen=True)
class RaiseMembersProposal:
    """What members ask for, in the words of the minutes, without a name."""

    unit: UnitId
    what: Text
    on: date
    answer_by: date


@dataclass(frozen=True)
class AnswerMembersProposal:
    text: Text
    on: date


@request
def raise_members_proposal(desk: Desk, hand: Hand, asked: RaiseMembersProposal) -> tuple[Any, ...]:
    desk.unit(asked.unit).must_be_there_on(asked.on)
    what = desk.seal(hand, "what", asked.what)
    raised = MembersProposal().raise_(hand, MembersProposalRaised(asked.unit, what, asked.on, asked.answer_by))
    return (Writing(uuid5(hand.command, "members_proposal"), 0, (raised,)),)


@request
def answer_members_proposal(desk: Desk, hand: Hand, thing: Thing, asked: AnswerMembersProposal) -> tuple[Any, ...]:
    proposal, opened = desk.open(MembersProposal(), thing)
    text = desk.seal(hand, "text", asked.text)
    return (opened.writes(proposal.answer(hand, MembersProposalAnswered(text, asked.on))),)
