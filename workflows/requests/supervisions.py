"""Thematic supervision up to the conference: proposed, decided, announced, worked at, drafted, gone through."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain import refusals
from domain.events.supervision import (
    ConferenceHeld,
    Paper,
    ReportDrafted,
    SupervisionAnnounced,
    SupervisionDecided,
    SupervisionProposed,
    WorkingSessionHeld,
)
from domain.names import PersonId, Target, UnitId
from domain.record import Hand
from domain.supervision import Seats, Supervision
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.remediations import remedied_key
from workflows.requests.shapes import Line, Text


@dataclass(frozen=True)
class ProposeSupervision:
    """`against` names bodies and offices of the subjects, where they are supervised and not the whole unit."""

    subjects: tuple[UnitId, ...]
    subject_matter: Line
    period: Line
    team: tuple[PersonId, ...]
    against: tuple[Target, ...] = ()


@dataclass(frozen=True)
class DecideSupervision:
    """The decision and its plan; without a `lead` the first of the team leads."""

    number: Line
    date_: date
    lead: PersonId | None = None
    plan: Text | None = None


@dataclass(frozen=True)
class AnnounceSupervision:
    """To these subjects, or to all that were not told yet; they report on themselves by a day."""

    number: Line
    date_: date
    subjects: tuple[UnitId, ...] = ()
    report_by: date | None = None


@dataclass(frozen=True)
class ReportOnItself:
    """A subject's report; a single subject need not be named. What came on paper has its number and date."""

    text: Text
    subject: UnitId | None = None
    number: Line | None = None
    date_: date | None = None


@dataclass(frozen=True)
class HoldSession:
    """A working session with these subjects, or with all; number and date are those of its minutes."""

    number: Line
    date_: date
    on: date | None = None
    subjects: tuple[UnitId, ...] = ()
    note: Text | None = None


@dataclass(frozen=True)
class DraftReport:
    number: Line
    date_: date
    text: Text | None = None


@dataclass(frozen=True)
class HoldConference:
    """Number and date are those of its minutes."""

    number: Line
    date_: date
    on: date | None = None
    note: Text | None = None


@request
def propose_supervision(desk: Desk, hand: Hand, asked: ProposeSupervision) -> tuple[Any, ...]:
    """Propose to supervise some units, by a team that stands above them and holds nothing among them."""
    unit = _supervising(desk, hand, asked)
    proposed = SupervisionProposed(unit, asked.subjects, asked.subject_matter, asked.period, asked.team, asked.against)
    supervision = Supervision(unit, asked.subjects, asked.against)
    seats = seats_of(desk, hand, supervision, asked.team)
    return (Writing(uuid5(hand.command, "supervision"), 0, (supervision.propose(proposed, seats),)),)


@request
def decide_supervision(desk: Desk, hand: Hand, thing: Thing, asked: DecideSupervision) -> tuple[Any, ...]:
    """Record the decision and the plan, with who leads the team."""
    supervision, opened = desk.open(Supervision(), thing)
    lead = asked.lead or next(iter(supervision.team), None)
    if lead is None:
        raise refusals.NobodyLeads
    plan = desk.seal(hand, "plan", asked.plan) if asked.plan else None
    decided = SupervisionDecided(Paper(asked.number, asked.date_), lead, plan)
    seats = seats_of(desk, hand, supervision, {lead, *supervision.team})
    return (opened.writes(supervision.decide(hand, decided, seats)),)


@request
def announce_supervision(desk: Desk, hand: Hand, thing: Thing, asked: AnnounceSupervision) -> tuple[Any, ...]:
    """Record that subjects were told of the decision, and by when they report on themselves."""
    supervision, opened = desk.open(Supervision(), thing)
    told = SupervisionAnnounced(Paper(asked.number, asked.date_), asked.subjects, asked.report_by)
    return (opened.writes(supervision.announce(hand, told)),)


@request
def report_on_itself(desk: Desk, hand: Hand, thing: Thing, asked: ReportOnItself) -> tuple[Any, ...]:
    """Record a subject's report on itself; its words are protected."""
    supervision, opened = desk.open(Supervision(), thing)
    text = desk.seal(hand, "text", asked.text)
    return (opened.writes(supervision.report(asked.subject, text, paper_of(asked.number, asked.date_, hand))),)


@request
def hold_session(desk: Desk, hand: Hand, thing: Thing, asked: HoldSession) -> tuple[Any, ...]:
    """Record a working session with its minutes."""
    supervision, opened = desk.open(Supervision(), thing)
    minutes = Paper(asked.number, asked.date_)
    note = desk.seal(hand, "note", asked.note) if asked.note else None
    held = WorkingSessionHeld(asked.subjects, asked.on or asked.date_, minutes, note)
    return (opened.writes(supervision.work(hand, held)),)


@request
def draft_report(desk: Desk, hand: Hand, thing: Thing, asked: DraftReport) -> tuple[Any, ...]:
    """Record the team's draft report on the result."""
    supervision, opened = desk.open(Supervision(), thing)
    text = desk.seal(hand, "text", asked.text) if asked.text else None
    return (opened.writes(supervision.draft(hand, ReportDrafted(Paper(asked.number, asked.date_), text))),)


@request
def hold_conference(desk: Desk, hand: Hand, thing: Thing, asked: HoldConference) -> tuple[Any, ...]:
    """Record the conference in which the draft was gone through, with its minutes."""
    supervision, opened = desk.open(Supervision(), thing)
    note = desk.seal(hand, "note", asked.note) if asked.note else None
    held = ConferenceHeld(asked.on or asked.date_, Paper(asked.number, asked.date_), note)
    return (opened.writes(supervision.confer(hand, held)),)


def paper_of(number: str | None, dated: date | None, hand: Hand) -> Paper | None:
    """The paper a subject's words came on, if they came on one."""
    return Paper(number, dated or hand.today) if number else None


def seats_of(desk: Desk, hand: Hand, supervision: Supervision, people: Collection[PersonId]) -> Seats:
    """Where these persons sit, as far as a team must be free of what it looks at."""
    remedied = {remedied_key(subject, person): person for subject in supervision.subjects for person in people}
    held = desk.journal.holders(remedied)
    supervised = {person for person in people if _sits_there(desk, hand, supervision, person)}
    supervising = {person for person in people if _sits_above(desk, hand, supervision, person)}
    return Seats(frozenset(supervised.union(remedied[key] for key in held)), frozenset(supervising))


def _sits_there(desk: Desk, hand: Hand, supervision: Supervision, person: PersonId) -> bool:
    """In any office of a subject; of a subject whose bodies or offices are named, in those."""
    for subject in supervision.subjects:
        there = desk.unit(subject)
        targets = [target for target in supervision.against if target.unit == subject]
        if any(there.is_target(person, target, hand.today) for target in targets):
            return True
        if not targets and there.bodies_of(person, hand.today):
            return True
    return False


def _sits_above(desk: Desk, hand: Hand, supervision: Supervision, person: PersonId) -> bool:
    """On a body of the supervising unit, or of one above it."""
    assert supervision.unit is not None  # a supervision that is there has its unit
    return any(unit.bodies_of(person, hand.today) for unit in desk.line_of(supervision.unit))


def _supervising(desk: Desk, hand: Hand, asked: ProposeSupervision) -> UnitId:
    """The nearest unit over the first subject in which the proposer sits, else the one at the top of its line."""
    line = desk.line_of(asked.subjects[0])
    over = line if asked.against else line[1:]
    sits = (unit.id for unit in over if any(unit.bodies_of(person, hand.today) for person in hand.people))
    found = next(sits, line[-1].id)
    assert found is not None  # a unit of a line is there
    return found
