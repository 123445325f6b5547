"""Thematic supervision: proposed, and concluded by a notice."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.deficiency import Deficiency
from domain.events.deficiency import DeficiencyRecorded
from domain.events.supervision import SupervisionConcluded, SupervisionProposed
from domain.names import (
    DeficiencyCode,
    DeficiencyId,
    PersonId,
    Severity,
    Source,
    SourceKind,
    Target,
    TargetKind,
    UnitId,
)
from domain.record import Hand
from domain.supervision import Supervision
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Line, Text


@dataclass(frozen=True)
class ProposeSupervision:
    subjects: tuple[UnitId, ...]
    subject_matter: Line
    period: Line
    team: tuple[PersonId, ...]


@dataclass(frozen=True)
class Concluded:
    """A limitation as the notice words it."""

    unit: UnitId
    code: DeficiencyCode
    quote: Text
    severity: Severity


@dataclass(frozen=True)
class ConcludeSupervision:
    number: Line
    date_: date
    report_by: date
    deficiencies: tuple[Concluded, ...] = ()


@request
def propose_supervision(desk: Desk, hand: Hand, asked: ProposeSupervision) -> tuple[Any, ...]:
    """The supervising unit is the one that stands over the first subject at the top of its line."""
    supervising = desk.line_of(asked.subjects[0])[-1].id
    assert supervising is not None  # a unit of a line is there
    proposed = SupervisionProposed(supervising, asked.subjects, asked.subject_matter, asked.period, asked.team)
    return (Writing(uuid5(hand.command, "supervision"), 0, (Supervision().propose(proposed),)),)


@request
def conclude_supervision(desk: Desk, hand: Hand, thing: Thing, asked: ConcludeSupervision) -> tuple[Any, ...]:
    """Record the conclusion notice, and each limitation in it as a deficiency."""
    supervision, opened = desk.open(Supervision(), thing)
    found = {DeficiencyId(uuid5(hand.command, f"deficiency-{n}")): one for n, one in enumerate(asked.deficiencies)}
    concluded = SupervisionConcluded(asked.number, asked.date_, asked.report_by, tuple(found))
    recorded = tuple(
        Writing(name, 0, (_deficiency(desk, hand, thing, (n, one)),)) for n, (name, one) in enumerate(found.items())
    )
    return opened.writes(supervision.conclude(concluded)), *recorded


def _deficiency(desk: Desk, hand: Hand, thing: Thing, numbered: tuple[int, Concluded]) -> DeficiencyRecorded:
    n, one = numbered
    source = Source(SourceKind.SUPERVISION, str(thing.id))
    quote = desk.seal(hand, f"quote-{n}", one.quote)
    target = Target(TargetKind.UNIT, one.unit)
    return Deficiency().record(DeficiencyRecorded(one.unit, target, one.code, source, quote, one.severity))
