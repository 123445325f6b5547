"""What a thematic supervision leads to: explanations, the conclusion notice, a referral, the end of follow-up."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.deficiency import Deficiency
from domain.events.deficiency import DeficiencyRecorded
from domain.events.supervision import Paper, SupervisionConcluded, SupervisionReferred
from domain.names import (
    DeficiencyCode,
    DeficiencyId,
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
from workflows.requests.supervisions import paper_of


@dataclass(frozen=True)
class Explain:
    """A subject explains itself; a single subject need not be named."""

    text: Text
    subject: UnitId | None = None
    number: Line | None = None
    date_: date | None = None


@dataclass(frozen=True)
class Concluded:
    """A limitation as the notice words it, of a unit or of another `target` in place of it."""

    code: DeficiencyCode
    quote: Text
    severity: Severity
    unit: UnitId | None = None
    target: Target | None = None

    @property
    def against(self) -> Target | None:
        return self.target or (Target(TargetKind.UNIT, self.unit) if self.unit else None)


@dataclass(frozen=True)
class ConcludeSupervision:
    number: Line
    date_: date
    report_by: date
    deficiencies: tuple[Concluded, ...] = ()


@dataclass(frozen=True)
class Refer:
    """A referral leaves the house: its paper is all that is kept."""

    number: Line
    date_: date


@dataclass(frozen=True)
class EndFollowUp:
    number: Line | None = None
    date_: date | None = None


@request
def explain(desk: Desk, hand: Hand, thing: Thing, asked: Explain) -> tuple[Any, ...]:
    """Record a subject's explanation; its words are protected."""
    supervision, opened = desk.open(Supervision(), thing)
    text = desk.seal(hand, "text", asked.text)
    return (opened.writes(supervision.explain(asked.subject, text, paper_of(asked.number, asked.date_, hand))),)


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


@request
def refer_supervision(desk: Desk, hand: Hand, thing: Thing, asked: Refer) -> tuple[Any, ...]:
    """Record that signs of a violation were referred, and by which paper; nothing else of it is kept."""
    supervision, opened = desk.open(Supervision(), thing)
    referred = SupervisionReferred(Paper(asked.number, asked.date_))
    return (opened.writes(supervision.refer(hand, referred)),)


@request
def end_follow_up(desk: Desk, hand: Hand, thing: Thing, asked: EndFollowUp) -> tuple[Any, ...]:
    """End the follow-up, once every limitation of the conclusion is settled."""
    supervision, opened = desk.open(Supervision(), thing)
    found = desk.open_all(Deficiency(), supervision.deficiencies)
    unsettled = [DeficiencyId(name) for name, (state, _) in found.items() if state.open]
    return (opened.writes(supervision.end(unsettled, paper_of(asked.number, asked.date_, hand))),)


def _deficiency(desk: Desk, hand: Hand, thing: Thing, numbered: tuple[int, Concluded]) -> DeficiencyRecorded:
    n, one = numbered
    target = one.against
    assert target is not None  # the border asks for one of the two
    source = Source(SourceKind.SUPERVISION, str(thing.id))
    quote = desk.seal(hand, f"quote-{n}", one.quote)
    return Deficiency().record(DeficiencyRecorded(target.unit, target, one.code, source, quote, one.severity))
