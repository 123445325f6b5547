"""Every deficiency (hạn chế, khuyết điểm), where it stands, and whether it came back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from domain.calendar import day_in, month_of, months_on
from domain.events import deficiency as told
from domain.events import remediation as cases
from domain.names import (
    BodyKind,
    CauseCode,
    DeficiencyCode,
    DeficiencyId,
    Office,
    PersonId,
    RemediationId,
    Severity,
    SourceKind,
    TargetKind,
    UnitId,
)
from domain.record import Record
from projections.days import day_of
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.view import View

RECURRENCE_MONTHS = 12


class DeficiencyState(StrEnum):
    """Where a deficiency stands."""

    RECORDED = "recorded"
    ACKNOWLEDGED = "acknowledged"
    CONTESTED = "contested"
    IN_REMEDIATION = "in_remediation"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Found(NamedTuple):
    """A deficiency. `quote_at` is where its wording stands; `recurrences`: how often it was closed in the unit before.

    `reported`: its case has reported results, so that its term no longer runs.
    """

    deficiency: DeficiencyId
    unit: UnitId
    target: TargetKind
    target_body: BodyKind | None
    target_office: Office | None
    code: DeficiencyCode
    severity: Severity
    state: DeficiencyState
    causes: tuple[CauseCode, ...]
    source: SourceKind
    source_id: str
    self_reported: bool
    found_on: date
    found_by: tuple[PersonId, ...]
    quote_at: int
    contested_at: int | None
    case: RemediationId | None
    due: date | None
    reported: bool
    closed_on: date | None
    recurrences: int


@dataclass(frozen=True)
class Held:
    """The deficiencies of a case, and its term."""

    due: date
    deficiencies: tuple[DeficiencyId, ...]


@dataclass(frozen=True)
class Alike:
    """The deficiencies of one code in one unit that were not taken back."""

    deficiencies: tuple[DeficiencyId, ...]


deficiencies = Temporal("deficiencies", Found, now=("unit state due", "case", "code unit"))
view = View("deficiency_register", deficiencies).following(
    told.DeficiencyFact | cases.RemediationFact,
    ignores=frozenset(
        {
            cases.PlanSubmitted,
            cases.PlanApproved,
            cases.PlanReturned,
            cases.EvidenceFiled,
            cases.StepDone,
            cases.DeficiencyVerified,
            cases.CausesNoted,
            cases.ContestNoted,
            cases.ExtensionRequested,
            cases.ExtensionRefused,
            cases.RemediationClosed,
            cases.EffectivenessCheckAsked,
            cases.EffectivenessConfirmed,
            cases.EffectivenessDenied,
            cases.CommentMade,
        }
    ),
)


# The finding


@view.on(told.DeficiencyRecorded)
def recorded(sheet: Sheet, record: Record[told.DeficiencyRecorded]) -> None:
    fact, found = record.fact, DeficiencyId(record.stream)
    row = Found(
        found,
        fact.unit,
        fact.target.kind,
        fact.target.body,
        fact.target.office,
        fact.code,
        fact.severity,
        DeficiencyState.RECORDED,
        fact.causes,
        fact.source.kind,
        fact.source.id,
        fact.self_reported,
        day_of(record),
        tuple(sorted(record.people)),
        record.position,
        contested_at=None,
        case=None,
        due=None,
        reported=False,
        closed_on=None,
        recurrences=0,
    )
    _forget_alike(sheet, sheet.row(deficiencies, found))
    sheet.put(deficiencies, row)
    alike = sheet.working(Alike, _kind(row)) or Alike(())
    sheet.keep(_kind(row), Alike((*alike.deficiencies, found)))
    _count_recurrences(sheet, row)


@view.on(told.DeficiencyAcknowledged)
def acknowledged(sheet: Sheet, record: Record[told.DeficiencyAcknowledged]) -> None:
    if row := sheet.row(deficiencies, record.stream):
        sheet.put(deficiencies, row._replace(state=_standing(row, DeficiencyState.ACKNOWLEDGED)))


@view.on(told.DeficiencyContested)
def contested(sheet: Sheet, record: Record[told.DeficiencyContested]) -> None:
    if row := sheet.row(deficiencies, record.stream):
        sheet.put(deficiencies, row._replace(state=DeficiencyState.CONTESTED, contested_at=record.position))


@view.on(told.ContestRejected)
def stands(sheet: Sheet, record: Record[told.ContestRejected]) -> None:
    if row := sheet.row(deficiencies, record.stream):
        sheet.put(deficiencies, row._replace(state=_standing(row, DeficiencyState.RECORDED)))


@view.on(told.ContestUpheld, told.DeficiencyWithdrawn)
def fell(sheet: Sheet, record: Record[told.ContestUpheld | told.DeficiencyWithdrawn]) -> None:
    if row := sheet.row(deficiencies, record.stream):
        sheet.put(deficiencies, row._replace(state=DeficiencyState.WITHDRAWN))
        _forget_alike(sheet, row)


@view.on(told.CausesAnalysed)
def analysed(sheet: Sheet, record: Record[told.CausesAnalysed]) -> None:
    if row := sheet.row(deficiencies, record.stream):
        sheet.put(deficiencies, row._replace(causes=record.fact.causes))


@view.on(told.DeficiencyTakenUp)
def taken_up(sheet: Sheet, record: Record[told.DeficiencyTakenUp]) -> None:
    if row := sheet.row(deficiencies, record.stream):
        held = sheet.working(Held, record.fact.case)
        row = row._replace(case=record.fact.case, closed_on=None, reported=False, due=held.due if held else row.due)
        contested = row.state is DeficiencyState.CONTESTED
        sheet.put(deficiencies, row if contested else row._replace(state=DeficiencyState.IN_REMEDIATION))
        _count_recurrences(sheet, row)


@view.on(told.DeficiencyRemedied)
def remedied(sheet: Sheet, record: Record[told.DeficiencyRemedied]) -> None:
    if row := sheet.row(deficiencies, record.stream):
        row = row._replace(state=DeficiencyState.CLOSED, closed_on=day_of(record))
        sheet.put(deficiencies, row)
        _count_recurrences(sheet, row)


def _standing(row: Found, without_case: DeficiencyState) -> DeficiencyState:
    return without_case if row.case is None else DeficiencyState.IN_REMEDIATION


# Coming back: the same deficiency in the same unit, some months after it was closed


def _kind(row: Found) -> str:
    return f"{row.unit} {row.code}"


def _forget_alike(sheet: Sheet, row: Found | None) -> None:
    if row is not None and (alike := sheet.working(Alike, _kind(row))):
        left = tuple(found for found in alike.deficiencies if found != row.deficiency)
        sheet.keep(_kind(row), Alike(left))
        _count_recurrences(sheet, row)


def _count_recurrences(sheet: Sheet, row: Found) -> None:
    alike = sheet.working(Alike, _kind(row)) or Alike(())
    rows = [found for name in alike.deficiencies if (found := sheet.row(deficiencies, name))]
    for found in rows:
        sheet.put(deficiencies, found._replace(recurrences=sum(_came_back(found, earlier) for earlier in rows)))


def _came_back(found: Found, earlier: Found) -> bool:
    closed = earlier.closed_on
    return closed is not None and closed <= found.found_on <= _months_after(closed, RECURRENCE_MONTHS)


def _months_after(day: date, months: int) -> date:
    month = months_on(month_of(day), months)
    return date.max if month is None else day_in(month, day.day)


# The case


@view.on(cases.RemediationOpened)
def opened(sheet: Sheet, record: Record[cases.RemediationOpened]) -> None:
    held = tuple(limitation.deficiency for limitation in record.fact.limitations)
    sheet.keep(record.stream, Held(record.fact.due, held))
    _redraw(sheet, held, due=record.fact.due)


@view.on(cases.DeficiencyJoined)
def joined(sheet: Sheet, record: Record[cases.DeficiencyJoined]) -> None:
    if held := sheet.working(Held, record.stream):
        new = record.fact.limitation.deficiency
        sheet.keep(record.stream, replace(held, deficiencies=(*held.deficiencies, new)))
        _redraw(sheet, (new,), due=held.due)


@view.on(cases.DeficiencyDropped)
def dropped(sheet: Sheet, record: Record[cases.DeficiencyDropped]) -> None:
    if held := sheet.working(Held, record.stream):
        left = tuple(found for found in held.deficiencies if found != record.fact.deficiency)
        sheet.keep(record.stream, replace(held, deficiencies=left))


@view.on(cases.ExtensionGranted)
def extended(sheet: Sheet, record: Record[cases.ExtensionGranted]) -> None:
    if held := sheet.working(Held, record.stream):
        sheet.keep(record.stream, replace(held, due=record.fact.until))
        _redraw(sheet, held.deficiencies, due=record.fact.until)


@view.on(cases.ResultReported)
def reported(sheet: Sheet, record: Record[cases.ResultReported]) -> None:
    if held := sheet.working(Held, record.stream):
        _redraw(sheet, held.deficiencies, reported=True)


@view.on(cases.ResultSentBack, cases.RemediationReopened)
def again(sheet: Sheet, record: Record[cases.ResultSentBack | cases.RemediationReopened]) -> None:
    if held := sheet.working(Held, record.stream):
        _redraw(sheet, held.deficiencies, reported=False)


def _redraw(sheet: Sheet, held: Iterable[DeficiencyId], **changed: Any) -> None:
    for deficiency in held:
        if row := sheet.row(deficiencies, deficiency):
            sheet.put(deficiencies, row._replace(**changed))
