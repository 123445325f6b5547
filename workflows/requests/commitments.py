"""Yearly commitments of units and members: made, reviewed."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import uuid5

from domain.commitment import Commitment
from domain.events.commitment import CommitmentMade, CommitmentResult, CommitmentReviewed
from domain.names import PersonId, UnitId
from domain.record import Hand
from workflows.desk import Claim, Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Text, Within

Year = Annotated[int, Within(1930, 2100)]


@dataclass(frozen=True)
class MakeCommitment:
    """The commitment of a unit for a year, or of a member of it (`person`); reviewed by the year's end unless said."""

    unit: UnitId
    year: Year
    text: Text
    person: PersonId | None = None
    review_by: date | None = None


@dataclass(frozen=True)
class ReviewCommitment:
    result: CommitmentResult
    on: date
    note: Text | None = None


@request
def make_commitment(desk: Desk, hand: Hand, asked: MakeCommitment) -> tuple[Any, ...]:
    desk.unit(asked.unit).must_be_there_on(hand.today)
    about = frozenset({asked.person}) if asked.person else frozenset()
    text = desk.seal(hand, "text", asked.text, about)
    review_by = asked.review_by or date(asked.year, 12, 31)
    made = Commitment().make(CommitmentMade(asked.unit, asked.year, text, review_by, asked.person))
    once = Claim(f"commitment:{asked.unit}:{asked.year}:{asked.person or ''}")
    return Writing(uuid5(hand.command, "commitment"), 0, (made,)), once


@request
def review_commitment(desk: Desk, hand: Hand, thing: Thing, asked: ReviewCommitment) -> tuple[Any, ...]:
    commitment, opened = desk.open(Commitment(), thing)
    about = frozenset({commitment.person}) if commitment.person else frozenset()
    note = desk.seal(hand, "note", asked.note, about) if asked.note else None
    return (opened.writes(commitment.review(hand, CommitmentReviewed(asked.result, asked.on, note))),)
