"""Superiors lead, guide and inspect (S3): a yearly programme with quotas, guidance, an overseer for every cell."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid5

from domain.events.oversight import GuidanceIssued, ProposedVisitDeclined, VisitProgrammeApproved, VisitQuota
from domain.events.unit import OfficeFilled
from domain.events.visit import VisitPlanned
from domain.names import BodyKind, MeetingId, Office, PersonId, UnitId, VisitKind
from domain.oversight import Guidance, OverseerGap, VisitProgramme
from domain.record import Hand, as_of
from domain.unit import Unit
from domain.visit import Visit
from workflows.desk import Desk, Opened, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Line, Text, Within

Year = Annotated[int, Within(2012, 2040)]
Visits = Annotated[int, Within(0, 1_000)]


@dataclass(frozen=True)
class AllotQuota:
    """So many visits of a person in a period, to cells at a unit and below it."""

    visitor: PersonId
    unit: UnitId
    visits: Visits
    from_: date
    until: date


@dataclass(frozen=True)
class ApproveVisitProgramme:
    unit: UnitId
    year: Year
    number: Line
    dated: date
    quotas: tuple[AllotQuota, ...] = ()


@dataclass(frozen=True)
class DeclineProposed:
    cell: UnitId
    until: date
    reason: Text


@dataclass(frozen=True)
class AcceptProposed:
    """A visit as it was proposed, or with another visitor or day."""

    cell: UnitId
    visitor: PersonId
    on: date
    kind: VisitKind = VisitKind.PLANNED
    meeting: MeetingId | None = None


@dataclass(frozen=True)
class IssueGuidance:
    unit: UnitId
    addressees: tuple[UnitId, ...]
    number: Line
    dated: date
    title: Line
    text: Text | None = None
    acknowledge_by: date | None = None


@dataclass(frozen=True)
class AcknowledgeGuidance:
    unit: UnitId


@dataclass(frozen=True)
class AssignOverseer:
    cell: UnitId
    person: PersonId
    from_: date
    until: date | None = None


@dataclass(frozen=True)
class LookForOverseer:
    """Whether somebody is in charge of a cell on a day."""

    cell: UnitId
    on: date
    missing: bool


def programme_stream(unit: UnitId, year: int) -> UUID:
    """One programme a unit and year."""
    return uuid5(unit, f"visit programme {year}")


def gap_stream(cell: UnitId) -> UUID:
    """Where it is told of a cell whether somebody is in charge of it."""
    return uuid5(cell, "overseer gap")


@request
def approve_visit_programme(desk: Desk, hand: Hand, asked: ApproveVisitProgramme) -> tuple[Any, ...]:
    """Approve the unit's yearly programme of supervision, with the quotas of those who visit."""
    desk.unit(asked.unit).must_be_there_on(asked.dated)
    stream = programme_stream(asked.unit, asked.year)
    history = desk.journal.history(stream)
    quotas = tuple(VisitQuota(**vars(quota)) for quota in asked.quotas)
    approved = VisitProgrammeApproved(asked.unit, asked.year, asked.number, asked.dated, quotas)
    return (Writing(stream, len(history), (as_of(VisitProgramme(), history).approve(approved),)),)


@request
def allot_quota(desk: Desk, hand: Hand, thing: Thing, asked: AllotQuota) -> tuple[Any, ...]:
    """Give a visitor another number of visits in a period of the programme."""
    programme, opened = desk.open(VisitProgramme(), thing)
    return (opened.writes(programme.allot(VisitQuota(**vars(asked)))),)


@request
def decline_proposed(desk: Desk, hand: Hand, thing: Thing, asked: DeclineProposed) -> tuple[Any, ...]:
    """Leave a cell out of the proposal until a day, for a reason."""
    programme, opened = desk.open(VisitProgramme(), thing)
    reason = desk.seal(hand, "reason", asked.reason)
    return (opened.writes(programme.decline(hand, ProposedVisitDeclined(asked.cell, asked.until, reason))),)


@request
def accept_proposed(desk: Desk, hand: Hand, asked: AcceptProposed) -> tuple[Any, ...]:
    """Plan a visit that was proposed, as it was or with another visitor or day."""
    desk.unit(asked.cell).must_be_there_on(asked.on)
    planned = VisitPlanned(asked.cell, asked.kind, asked.on, asked.visitor, meeting=asked.meeting)
    return (Writing(uuid5(hand.command, "visit"), 0, (Visit().plan(planned),)),)


@request
def issue_guidance(desk: Desk, hand: Hand, asked: IssueGuidance) -> tuple[Any, ...]:
    """Guide units below by a document."""
    for unit in asked.addressees:
        desk.unit(unit).must_be_there_on(asked.dated)
    text = desk.seal(hand, "text", asked.text) if asked.text else None
    issued = GuidanceIssued(**{**vars(asked), "text": text})
    return (Writing(uuid5(hand.command, "guidance"), 0, (Guidance().issue(issued),)),)


@request
def acknowledge_guidance(desk: Desk, hand: Hand, thing: Thing, asked: AcknowledgeGuidance) -> tuple[Any, ...]:
    """The unit took the guidance in."""
    guidance, opened = desk.open(Guidance(), thing)
    return (opened.writes(guidance.acknowledge(asked.unit)),)


@request
def assign_overseer(desk: Desk, hand: Hand, asked: AssignOverseer) -> tuple[Any, ...]:
    """Put a committee member in charge of a cell; a gap that was known of is closed by it."""
    unit, opened = desk.open(Unit(), Thing(asked.cell))
    seat = OfficeFilled(Office.OVERSEER, BodyKind.COMMITTEE, asked.person, asked.from_, asked.until)
    gap, told = _gap(desk, asked.cell)
    closed = gap.close(asked.cell, hand.today) if asked.from_ <= hand.today else ()
    return (opened.writes(unit.fill_office(seat)), *((told.writes(*closed),) if closed else ()))


@request
def look_for_overseer(desk: Desk, hand: Hand, asked: LookForOverseer) -> tuple[Any, ...]:
    """Put down that nobody is in charge of a cell, or that somebody is again."""
    gap, told = _gap(desk, asked.cell)
    facts = gap.find(asked.cell, asked.on) if asked.missing else gap.close(asked.cell, asked.on)
    return (told.writes(*facts),) if facts else ()


def _gap(desk: Desk, cell: UnitId) -> tuple[OverseerGap, Opened]:
    stream = gap_stream(cell)
    history = desk.journal.history(stream)
    gap = as_of(OverseerGap(), history)
    return gap, Opened(stream, gap, len(history))
