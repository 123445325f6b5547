"""The story of each case in one row of positions: its own facts, its deficiencies', and their proposals'."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from domain.events import deficiency, month, remediation
from domain.names import DeficiencyId, RemediationId, SourceKind
from domain.record import Record
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.view import View


class Told(NamedTuple):
    """A fact that belongs to the story of a case."""

    case: RemediationId
    entry: int


@dataclass(frozen=True)
class Past:
    """What was told of a deficiency so far, and the cases it is in."""

    entries: tuple[int, ...] = ()
    cases: tuple[RemediationId, ...] = ()


@dataclass(frozen=True)
class ProposalPast:
    """What was told of a proposal so far, and the deficiency it became."""

    entries: tuple[int, ...] = ()
    deficiency: DeficiencyId | None = None


timeline = Temporal("case_timeline", Told, key=2)
view = View("case_timeline", timeline).following(
    deficiency.DeficiencyFact | month.ProposalFact | remediation.RemediationFact
)


@view.on(*view.told(remediation.RemediationFact))
def of_the_case(sheet: Sheet, record: Record[remediation.RemediationFact]) -> None:
    case = RemediationId(record.stream)
    sheet.put(timeline, Told(case, record.position))
    match record.fact:
        case remediation.RemediationOpened(limitations=limitations):
            for limitation in limitations:
                _join(sheet, case, limitation.deficiency)
        case remediation.DeficiencyJoined(limitation=limitation):
            _join(sheet, case, limitation.deficiency)


@view.on(*view.told(deficiency.DeficiencyFact))
def of_a_deficiency(sheet: Sheet, record: Record[deficiency.DeficiencyFact]) -> None:
    found = DeficiencyId(record.stream)
    match record.fact:
        case deficiency.DeficiencyRecorded(source=source) if source.kind is SourceKind.PROPOSAL:
            _tell(sheet, found, *_proposed(sheet, source.id))
        case deficiency.DeficiencyTakenUp(case=case):
            _join(sheet, case, found)
    _tell(sheet, found, record.position)


@view.on(*view.told(month.ProposalFact))
def of_a_proposal(sheet: Sheet, record: Record[month.ProposalFact]) -> None:
    past = sheet.working(ProposalPast, record.stream) or ProposalPast()
    past = replace(past, entries=(*past.entries, record.position))
    if isinstance(record.fact, month.ProposalConfirmed):
        past = replace(past, deficiency=record.fact.deficiency)
    sheet.keep(record.stream, past)
    if past.deficiency is not None:
        _tell(sheet, past.deficiency, *past.entries)


def _proposed(sheet: Sheet, proposal: str) -> tuple[int, ...]:
    with suppress(ValueError):
        return (sheet.working(ProposalPast, UUID(proposal)) or ProposalPast()).entries
    return ()


def _tell(sheet: Sheet, found: DeficiencyId, *entries: int) -> None:
    """Add facts to the story of a deficiency, and of every case it is in."""
    past = sheet.working(Past, found) or Past()
    new = tuple(entry for entry in entries if entry not in past.entries)
    sheet.keep(found, replace(past, entries=past.entries + new))
    for case in past.cases:
        for entry in new:
            sheet.put(timeline, Told(case, entry))


def _join(sheet: Sheet, case: RemediationId, found: DeficiencyId) -> None:
    """The story of the deficiency is part of the case's from its beginning."""
    past = sheet.working(Past, found) or Past()
    if case not in past.cases:
        sheet.keep(found, replace(past, cases=(*past.cases, case)))
        for entry in past.entries:
            sheet.put(timeline, Told(case, entry))


def positions_of(db: Connection, case: UUID, at: int | None = None) -> list[int]:
    """Where the story of a case stands in the journal, in order."""
    query = select(timeline.c.entry).where(timeline.c.case == case, timeline.at(at)).order_by(timeline.c.entry)
    return list(db.execute(query).scalars())
