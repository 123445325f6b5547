"""Visits to meetings: planned or unannounced, moved, called off, made, fed back, acknowledged."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.events.visit import (
    FeedbackGiven,
    Observation,
    VisitCancelled,
    VisitMade,
    VisitMoved,
    VisitorReplaced,
    VisitPlanned,
)
from domain.names import Body, Grade, MeetingId, PersonId, Rating, UnitId, VisitKind
from domain.record import Hand
from domain.visit import Visit
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.concerned import met_on_a_visit
from workflows.requests.shapes import Because, Code, Text


@dataclass(frozen=True)
class PlanVisit:
    """A visit to a cell, or to a body (`body` in place of `cell`)."""

    kind: VisitKind
    on: date
    visitor: PersonId
    cell: UnitId | None = None
    body: Body | None = None
    meeting: MeetingId | None = None


@dataclass(frozen=True)
class Seen:
    code: Code
    positive: bool
    note: Text | None = None


@dataclass(frozen=True)
class MakeVisit:
    observations: tuple[Seen, ...] = ()
    ratings: dict[Rating, Grade] | None = None
    theme_fits: bool | None = None


@dataclass(frozen=True)
class MoveVisit:
    on: date
    reason: Text
    meeting: MeetingId | None = None


@dataclass(frozen=True)
class ReplaceVisitor:
    visitor: PersonId
    reason: Text


@dataclass(frozen=True)
class GiveFeedback:
    text: Text
    due: date | None = None


@request
def plan_visit(desk: Desk, hand: Hand, asked: PlanVisit) -> tuple[Any, ...]:
    unit = asked.body.unit if asked.body else asked.cell
    assert unit is not None  # the border asks for one of the two
    desk.unit(unit).must_be_there_on(asked.on)
    planned = VisitPlanned(unit, asked.kind, asked.on, asked.visitor, asked.body, asked.meeting)
    return (Writing(uuid5(hand.command, "visit"), 0, (Visit().plan(planned),)),)


@request
def move_visit(desk: Desk, hand: Hand, thing: Thing, asked: MoveVisit) -> tuple[Any, ...]:
    """Put the visit on another day, for a reason."""
    visit, opened = desk.open(Visit(), thing)
    assert visit.unit is not None  # what has a history was planned
    desk.unit(visit.unit).must_be_there_on(asked.on)
    reason = desk.seal(hand, "reason", asked.reason, met_on_a_visit(desk, visit))
    return (opened.writes(visit.move(VisitMoved(asked.on, reason, asked.meeting))),)


@request
def replace_visitor(desk: Desk, hand: Hand, thing: Thing, asked: ReplaceVisitor) -> tuple[Any, ...]:
    """Send another superior, for a reason."""
    visit, opened = desk.open(Visit(), thing)
    reason = desk.seal(hand, "reason", asked.reason, met_on_a_visit(desk, visit))
    return (opened.writes(visit.replace_visitor(VisitorReplaced(asked.visitor, reason))),)


@request
def cancel_visit(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    """Call the visit off, for a reason."""
    visit, opened = desk.open(Visit(), thing)
    reason = desk.seal(hand, "reason", asked.reason, met_on_a_visit(desk, visit))
    return (opened.writes(visit.cancel(VisitCancelled(reason))),)


@request
def make_visit(desk: Desk, hand: Hand, thing: Thing, asked: MakeVisit) -> tuple[Any, ...]:
    visit, opened = desk.open(Visit(), thing)
    about = met_on_a_visit(desk, visit)
    seen = tuple(
        Observation(one.code, one.positive, desk.seal(hand, f"note-{n}", one.note, about) if one.note else None)
        for n, one in enumerate(asked.observations)
    )
    return (opened.writes(visit.make(hand, VisitMade(seen, asked.ratings, asked.theme_fits))),)


@request
def give_feedback(desk: Desk, hand: Hand, thing: Thing, asked: GiveFeedback) -> tuple[Any, ...]:
    visit, opened = desk.open(Visit(), thing)
    text = desk.seal(hand, "text", asked.text, met_on_a_visit(desk, visit))
    return (opened.writes(visit.give_feedback(FeedbackGiven(text, asked.due))),)


@request
def acknowledge_feedback(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    visit, opened = desk.open(Visit(), thing)
    return (opened.writes(visit.acknowledge()),)
