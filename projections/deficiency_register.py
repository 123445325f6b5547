"""Every deficiency (hạn chế, khuyết điểm), where it stands, and whether it came back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.events import deficiency as told
from domain.events import furthering
from domain.events import remediation as cases
from domain.names import DeficiencyId
from domain.record import Record
from projections import recurrence
from projections.days import day_of
from projections.found import DeficiencyState, Found, deficiencies
from projections.sheet import Sheet
from projections.view import View


@dataclass(frozen=True)
class Held:
    """The deficiencies of a case, and its term."""

    due: date
    deficiencies: tuple[DeficiencyId, ...]


view = View("deficiency_register", deficiencies, edition=2).following(
    told.DeficiencyFact | cases.RemediationFact,
    ignores=frozenset(
        {
            cases.PlanSubmitted,
            cases.PlanApproved,
            cases.PlanReturned,
            cases.EvidenceFiled,
            cases.StepDone,
            furthering.StepFurthered,
            furthering.StepRestarted,
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
        fact.causes,
        fact.source.kind,
        fact.source.id,
        fact.self_reported,
        day_of(record),
        tuple(sorted(record.people)),
        record.position,
    )
    recurrence.forget(sheet, sheet.row(deficiencies, found))
    sheet.put(deficiencies, row)
    recurrence.remember(sheet, row)


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
        recurrence.forget(sheet, row)


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
        recurrence.count(sheet, row)


@view.on(told.DeficiencyRemedied)
def remedied(sheet: Sheet, record: Record[told.DeficiencyRemedied]) -> None:
    if row := sheet.row(deficiencies, record.stream):
        row = row._replace(state=DeficiencyState.CLOSED, closed_on=day_of(record))
        sheet.put(deficiencies, row)
        recurrence.count(sheet, row)


def _standing(row: Found, without_case: DeficiencyState) -> DeficiencyState:
    return without_case if row.case is None else DeficiencyState.IN_REMEDIATION


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
