"""What an inspector makes of the rules' proposals."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid5

from domain.deficiency import Deficiency
from domain.events.deficiency import DeficiencyRecorded
from domain.names import CauseCode, DeficiencyId, Severity, Source, SourceKind, Target, TargetKind
from domain.proposal import Proposal
from domain.record import Hand
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Because, Text


@dataclass(frozen=True)
class ConfirmProposal:
    severity: Severity
    quote: Text
    causes: tuple[CauseCode, ...] = ()


@request
def confirm_proposal(desk: Desk, hand: Hand, thing: Thing, asked: ConfirmProposal) -> tuple[Any, ...]:
    """Make a proposal a deficiency of the cell."""
    proposal, opened = desk.open(Proposal(), thing)
    deficiency = DeficiencyId(uuid5(hand.command, "deficiency"))
    confirmed = proposal.confirm(deficiency)
    cell = proposal.cell
    assert cell is not None  # `confirm` refuses a proposal that is not there
    source = Source(SourceKind.PROPOSAL, str(thing.id))
    quote = desk.seal(hand, "quote", asked.quote)
    found = DeficiencyRecorded(
        cell, Target(TargetKind.UNIT, cell), proposal.code, source, quote, asked.severity, asked.causes
    )
    return Writing(deficiency, 0, (Deficiency().record(found),)), opened.writes(confirmed)


@request
def dismiss_proposal(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    proposal, opened = desk.open(Proposal(), thing)
    return (opened.writes(proposal.dismiss(desk.seal(hand, "reason", asked.reason))),)
