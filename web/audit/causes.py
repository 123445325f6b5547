"""What brought a fact about, and where what it changed is seen."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from domain.events.deficiency import DeficiencyFact
from domain.events.fact import Fact
from domain.events.meeting import MeetingFact
from domain.events.remediation import RemediationFact
from domain.events.supervision import SupervisionFact
from domain.events.unit import UnitFact
from domain.events.visit import VisitFact
from projections.audit_trail import Entry


class Cause(NamedTuple):
    """A fact, and the facts that the program recorded because of it."""

    entry: Entry
    led_to: "list[Cause]"


def tree_of(together: Iterable[Entry]) -> list[Cause]:
    """What a command recorded, each fact with those it set off, in the order of the journal."""
    told = sorted(together, key=lambda entry: entry.position)
    causes = {entry.position: Cause(entry, []) for entry in told}
    roots: list[Cause] = []
    for cause in causes.values():
        above = causes.get(cause.entry.causation or 0)
        (above.led_to if above else roots).append(cause)
    return roots


PAGES: Mapping[Any, tuple[str, str]] = {
    RemediationFact: ("inspection.case", "case"),
    DeficiencyFact: ("inspection.deficiency", "deficiency"),
    MeetingFact: ("secretaries.meeting", "meeting"),
    VisitFact: ("secretaries.visit", "visit"),
    SupervisionFact: ("inspection.supervision", "supervision"),
}


def changed_page(fact: Fact, stream: UUID, unit: str | None) -> tuple[str, dict[str, object]] | None:
    """The page, and its values, on which one sees what the fact changed."""
    for story, (endpoint, name) in PAGES.items():
        if isinstance(fact, story):
            return endpoint, {name: stream}
    return ("inspection.unit", {"code": unit}) if isinstance(fact, UnitFact) and unit else None
