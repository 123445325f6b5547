"""The regularity of cells: a row for every cell and month, one letter a rule, judged again whenever facts come in."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from domain.calendar import month_of
from domain.cell_month import CellMonth
from domain.cell_traits import CellTraits
from domain.events import meeting as of_meeting
from domain.events import month as of_month
from domain.events import ruleset as of_rules
from domain.events import unit as of_unit
from domain.events import visit as of_visit
from domain.events.fact import Fact
from domain.judging import FRAME, judged_at_close, months_touched, outcomes, rejudged
from domain.names import MeetingId, Month, RuleCode, UnitId, UnitKind
from domain.record import Record
from domain.rules import RULES
from projections.cell_file import (
    EVERYWHERE,
    CellFile,
    LocalRuleSets,
    Place,
    Superior,
    in_force_for,
    month_key,
    month_of_cell,
    rulebook_of,
    sight_of,
)
from projections.cell_month_row import BROKEN, CODES, KEPT, CellMonthRow, blank, seen, standing
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.view import View

__all__ = ["BROKEN", "CODES", "KEPT", "CellMonthRow", "board", "view"]
UNKNOWN = "u"


LOOK_BACK = FRAME.union(*(rule.reads for rule in RULES if rule.looks_back))
"""Facts after which a rule looks at the months before, too."""


OF_HELD = frozenset(
    fact
    for fact in View.told(of_meeting.MeetingFact) - FRAME
    if all(rule.of_meetings for rule in RULES if fact in rule.reads)
)
"""Facts that say nothing while no meeting was held."""


board = Temporal(
    "compliance_board",
    CellMonthRow,
    key=2,
    now=("unit month kept broken silent on_time held owed to_position", "differs month unit"),
)
view = View("compliance_board", board, edition=len(RULES) + 3, weight=12).following(
    of_unit.UnitFact | of_meeting.MeetingFact | of_visit.VisitFact | of_month.MonthFact | of_rules.RuleSetFact,
    ignores=frozenset(
        {
            *(of_unit.UnitRenamed, of_unit.OfficeFilled, of_unit.OfficeVacated, of_unit.VacancyOpened),
            of_visit.VisitorReplaced,
            of_visit.FeedbackAcknowledged,
        }
    ),
)


# Units and rule sets


@view.on(of_unit.UnitRegistered)
def registered(sheet: Sheet, record: Record[of_unit.UnitRegistered]) -> None:
    unit = UnitId(record.stream)
    sheet.keep(unit, Superior(record.fact.parent))
    if record.fact.kind is UnitKind.CELL and sheet.working(CellFile, unit) is None:
        sheet.keep(unit, CellFile(CellTraits(unit)))
    traits_told(sheet, record)


@view.on(of_unit.UnitMoved)
def moved(sheet: Sheet, record: Record[of_unit.UnitMoved]) -> None:
    """Months already judged stay judged by the rule sets of the old place."""
    sheet.keep(record.stream, Superior(record.fact.parent))


@view.on(
    of_unit.AttributesDeclared,
    of_unit.MembersCounted,
    of_unit.SetDayAgreed,
    of_unit.UnitMerged,
    of_unit.UnitSplit,
    of_unit.UnitDissolved,
)
def traits_told(sheet: Sheet, record: Record[of_unit.UnitFact]) -> None:
    if file := sheet.working(CellFile, record.stream):
        file = replace(file, traits=file.traits.after(record))
        sheet.keep(record.stream, file)
        for month in file.months:
            _draw(sheet, file, month, type(record.fact))


@view.on(*view.told(of_rules.RuleSetFact))
def rules_told(sheet: Sheet, record: Record[of_rules.RuleSetFact]) -> None:
    """Adopting a rule set rewrites no verdict; it judges what is told from here on."""
    sheet.keep(EVERYWHERE, (sheet.working(LocalRuleSets, EVERYWHERE) or LocalRuleSets()).after(record))


# Meetings and visits


@view.on(of_meeting.MeetingScheduled)
def scheduled(sheet: Sheet, record: Record[of_meeting.MeetingScheduled]) -> None:
    _leave(sheet, record)
    if record.fact.body is None:
        _enter(sheet, record, Place(record.fact.unit, month_of(record.fact.on)))


@view.on(*(view.told(of_meeting.MeetingFact) - {of_meeting.MeetingScheduled}))
def meeting_told(sheet: Sheet, record: Record[of_meeting.MeetingFact]) -> None:
    if place := sheet.working(Place, record.stream):
        month = month_of_cell(sheet, place.cell, place.month).after(record)
        meeting = next((seen for seen in month.meetings if seen.id == record.stream), None)
        if meeting is None or meeting.month == place.month:
            _keep(sheet, month, record)
        else:
            _keep(sheet, month.gave_up(MeetingId(record.stream)), record)
            there = Place(place.cell, meeting.month)
            sheet.keep(record.stream, there)
            _keep(sheet, month_of_cell(sheet, there.cell, there.month).took(meeting), record)


@view.on(of_visit.VisitPlanned)
def visit_planned(sheet: Sheet, record: Record[of_visit.VisitPlanned]) -> None:
    _leave(sheet, record)
    if record.fact.body is None:
        _enter(sheet, record, Place(record.fact.unit, month_of(record.fact.on)))


@view.on(of_visit.VisitMade, of_visit.FeedbackGiven, of_visit.VisitMoved, of_visit.VisitCancelled)
def visit_told(sheet: Sheet, record: Record[of_visit.VisitFact]) -> None:
    if place := sheet.working(Place, record.stream):
        month = month_of_cell(sheet, place.cell, place.month).after(record)
        visit = next((seen for seen in month.visits if seen.id == record.stream), None)
        if visit is None or visit.month == place.month:
            _keep(sheet, month, record)
        else:
            _keep(sheet, month.was_spared(visit.id), record)
            there = Place(place.cell, visit.month)
            sheet.keep(record.stream, there)
            _keep(sheet, month_of_cell(sheet, there.cell, there.month).visited(visit), record)


def _enter(sheet: Sheet, record: Record[Any], place: Place) -> None:
    """A meeting or a visit comes to a cell's month; other units have no such months."""
    file = sheet.working(CellFile, place.cell) or CellFile(CellTraits(place.cell))
    superior = sheet.working(Superior, place.cell)
    if file.traits.kind is UnitKind.CELL or superior is None:
        sheet.keep(record.stream, place)
        _keep(sheet, month_of_cell(sheet, place.cell, place.month).after(record), record)


def _leave(sheet: Sheet, record: Record[Any]) -> None:
    """What is set anew is taken from where it was."""
    if place := sheet.working(Place, record.stream):
        month = month_of_cell(sheet, place.cell, place.month)
        left = tuple(seen for seen in month.visits if seen.id != record.stream)
        sheet.drop(Place, record.stream)
        _keep(sheet, replace(month.gave_up(MeetingId(record.stream)), visits=left), record)


# Months


@view.on(of_month.MonthClosed)
def closed(sheet: Sheet, record: Record[of_month.MonthClosed]) -> None:
    fact = record.fact
    _keep(sheet, month_of_cell(sheet, fact.cell, fact.month).after(record), record)
    if row := sheet.row(board, fact.cell, fact.month):
        row = row._replace(recorded=_in_a_row(fact.verdicts), recorded_ruleset=fact.ruleset, closed_on=fact.on)
        sheet.put(board, standing(row._replace(closed_at=record.position)))


@view.on(of_month.MonthRejudged)
def was_rejudged(sheet: Sheet, record: Record[of_month.MonthRejudged]) -> None:
    fact = record.fact
    if row := sheet.row(board, fact.cell, fact.month):
        row = row._replace(rejudged=_in_a_row(fact.stands), weighed=_in_a_row(fact.derived), rejudged_on=fact.on)
        sheet.put(board, standing(row))


def _in_a_row(verdicts: Mapping[RuleCode, str]) -> str:
    """A letter a rule, in the order of today's rulebook."""
    return "".join(verdicts.get(code, UNKNOWN)[:1] for code in CODES)


def _keep(sheet: Sheet, month: CellMonth, record: Record[Any]) -> None:
    """Keep the month, and judge it and the later ones that look back on it, as far as the fact may turn them."""
    cell, fact = month.cell.unit, type(record.fact)
    file = (sheet.working(CellFile, cell) or CellFile(CellTraits(cell))).knowing(month.month)
    sheet.keep(cell, file)
    sheet.keep(month_key(cell, month.month), month)
    for name in _touched(month.month, fact):  # type: ignore[arg-type]  # a class is hashable
        if name in file.months:
            _draw(sheet, file, name, fact)


@lru_cache(maxsize=4096)
def _touched(month: Month, fact: type[Fact]) -> tuple[Month, ...]:
    return months_touched(month, fact)


def _draw(sheet: Sheet, file: CellFile, month: Month, fact: type[Fact]) -> None:
    before = sheet.row(board, file.traits.unit, month)
    sight = sight_of(sheet, file, month, alone=before is not None and fact not in LOOK_BACK)
    in_force = in_force_for(sheet, file.traits)
    if before is None:
        row = seen(blank(file.traits.unit, month), sight, in_force)._replace(verdicts=outcomes(sight, in_force))
    elif fact in OF_HELD and not any(meeting.held for meeting in sight.month.own_meetings):
        return
    elif fact is of_month.MonthClosed and not rulebook_of(sheet).local:
        row = seen(before._replace(verdicts=judged_at_close(before.verdicts, sight, in_force)), sight, in_force)
    else:
        row = before._replace(verdicts=rejudged(before.verdicts, sight, in_force, fact))
        row = seen(row, sight, in_force) if fact in FRAME or fact is of_visit.VisitPlanned else row
    sheet.put(board, standing(row))
