"""What a cell of an enterprise and its owner come to: dialogues, and the coordination regulation (quy chế phối hợp)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import uuid5

from domain.accord import Regulation, must_be_an_enterprise_cell
from domain.accord_names import ClauseAnswer, ClauseKind, Counterpart, DialogueOutcome
from domain.events.accord import (
    ClauseBroken,
    ClauseNegotiated,
    ClauseProposed,
    OwnerDialogueHeld,
    RegulationDrafted,
    RegulationEnded,
    RegulationProlonged,
    RegulationReviewed,
    RegulationSigned,
)
from domain.names import PersonId, UnitId
from domain.record import Hand
from domain.refusals import HeldInTheFuture, RegulationUnderWay
from workflows.desk import Claim, Desk, Opened, Release, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Line, Text, Within

ClauseNumber = Annotated[int, Within(1, 100)]


@dataclass(frozen=True)
class HoldDialogue:
    cell: UnitId
    on: date
    counterpart: Counterpart
    outcome: DialogueOutcome
    note: Text | None = None


@dataclass(frozen=True)
class ClauseDrafted:
    kind: ClauseKind
    wording: Text


@dataclass(frozen=True)
class DraftRegulation:
    cell: UnitId
    clauses: tuple[ClauseDrafted, ...]


@dataclass(frozen=True)
class NegotiateClause:
    """The owner's answer; with another wording where one is wanted or was agreed."""

    answer: ClauseAnswer
    on: date
    wording: Text | None = None


@dataclass(frozen=True)
class SignRegulation:
    number: Line
    signed_on: date
    in_force_from: date
    in_force_until: date


@dataclass(frozen=True)
class ReviewRegulation:
    on: date
    result: Text


@dataclass(frozen=True)
class ProlongRegulation:
    on: date
    in_force_until: date


@dataclass(frozen=True)
class EndRegulation:
    on: date
    reason: Text


@dataclass(frozen=True)
class FindClauseKept:
    on: date


@dataclass(frozen=True)
class FindClauseBroken:
    on: date
    note: Text


@request
def hold_dialogue(desk: Desk, hand: Hand, asked: HoldDialogue) -> tuple[Any, ...]:
    """Record a dialogue with the owner or the management."""
    _must_be_an_enterprise_cell(desk, asked.cell)
    desk.unit(asked.cell).must_be_there_on(asked.on)
    if asked.on > hand.today:
        raise HeldInTheFuture(hand.today)
    note = desk.seal(hand, "note", asked.note, _secretaries(desk, asked.cell, asked.on)) if asked.note else None
    held = OwnerDialogueHeld(asked.cell, asked.on, asked.counterpart, asked.outcome, note)
    return (Writing(uuid5(hand.command, "dialogue"), 0, (held,)),)


@request
def draft_regulation(desk: Desk, hand: Hand, asked: DraftRegulation) -> tuple[Any, ...]:
    """Draft a coordination regulation of a cell with its owner, clause by clause."""
    _must_be_an_enterprise_cell(desk, asked.cell)
    desk.unit(asked.cell).must_be_there_on(hand.today)
    if desk.journal.is_claimed(key := _key(asked.cell)):
        raise RegulationUnderWay
    clauses = tuple(
        ClauseProposed(one.kind, desk.seal(hand, f"clause-{n}", one.wording)) for n, one in enumerate(asked.clauses)
    )
    stream = uuid5(hand.command, "regulation")
    return Writing(stream, 0, (Regulation().draft(RegulationDrafted(asked.cell, clauses)),)), Claim(key)


@request
def negotiate_clause(desk: Desk, hand: Hand, thing: Thing, clause: int, asked: NegotiateClause) -> tuple[Any, ...]:
    """Record the owner's answer to a clause."""
    regulation, opened = desk.open(Regulation(), thing)
    wording = desk.seal(hand, "wording", asked.wording) if asked.wording else None
    return (opened.writes(regulation.negotiate(hand, ClauseNegotiated(clause, asked.answer, asked.on, wording))),)


@request
def sign_regulation(desk: Desk, hand: Hand, thing: Thing, asked: SignRegulation) -> tuple[Any, ...]:
    """Both sides signed."""
    regulation, opened = desk.open(Regulation(), thing)
    signed = RegulationSigned(asked.number, asked.signed_on, asked.in_force_from, asked.in_force_until, ())
    return (opened.writes(regulation.sign(hand, signed)),)


@request
def review_regulation(desk: Desk, hand: Hand, thing: Thing, asked: ReviewRegulation) -> tuple[Any, ...]:
    """Both sides looked back on how it was kept."""
    regulation, opened = desk.open(Regulation(), thing)
    result = desk.seal(hand, "result", asked.result)
    return (opened.writes(regulation.review(hand, RegulationReviewed(asked.on, result))),)


@request
def prolong_regulation(desk: Desk, hand: Hand, thing: Thing, asked: ProlongRegulation) -> tuple[Any, ...]:
    """Both sides agreed on a later last day."""
    regulation, opened = desk.open(Regulation(), thing)
    return (opened.writes(regulation.prolong(hand, RegulationProlonged(asked.on, asked.in_force_until))),)


@request
def end_regulation(desk: Desk, hand: Hand, thing: Thing, asked: EndRegulation) -> tuple[Any, ...]:
    """A side withdrew, or the draft was given up."""
    regulation, opened = desk.open(Regulation(), thing)
    ended = RegulationEnded(asked.on, desk.seal(hand, "reason", asked.reason))
    return opened.writes(regulation.end(hand, ended)), _freed(opened)


@request
def find_clause_kept(desk: Desk, hand: Hand, thing: Thing, clause: int, asked: FindClauseKept) -> tuple[Any, ...]:
    """A clause was looked at and is kept, or kept again."""
    regulation, opened = desk.open(Regulation(), thing)
    return (opened.writes(regulation.find_kept(hand, clause, asked.on)),)


@request
def find_clause_broken(desk: Desk, hand: Hand, thing: Thing, clause: int, asked: FindClauseBroken) -> tuple[Any, ...]:
    """A clause was not kept: it becomes a task."""
    regulation, opened = desk.open(Regulation(), thing)
    note = desk.seal(hand, "note", asked.note)
    return (opened.writes(regulation.find_broken(hand, ClauseBroken(clause, ClauseKind.OTHER, asked.on, note))),)


@request
def call_for_renewal(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    """A regulation ends soon: its cell is called on to renew it."""
    regulation, opened = desk.open(Regulation(), thing)
    return (opened.writes(regulation.call_for_renewal()),)


@request
def expire_regulation(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    """A regulation's last day passed."""
    regulation, opened = desk.open(Regulation(), thing)
    return opened.writes(regulation.expire(hand)), _freed(opened)


def _must_be_an_enterprise_cell(desk: Desk, cell: UnitId) -> None:
    """The type is the cell's own, else that of the unit above."""
    line = desk.line_of(cell)
    must_be_an_enterprise_cell(line[0].kind, next((unit.type for unit in line if unit.type), None))


def _secretaries(desk: Desk, cell: UnitId, on: date) -> frozenset[PersonId]:
    return desk.unit(cell).secretaries(on)


def _key(cell: UnitId) -> str:
    """A cell has one draft or regulation in force at a time."""
    return f"regulation:{cell}"


def _freed(opened: Opened) -> Release:
    return Release(_key(opened.state.unit))
