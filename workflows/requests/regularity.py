"""Solution 4 as units live it: month calendars, themes of the year, new forms, self-inspection, results assessed."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid5

from domain.events.meeting import ThemeJudged, ThemeMatched
from domain.events.regularity import (
    CalendarEntry,
    MonthCalendarProposed,
    MonthCalendarReturned,
    NewFormTried,
    ResultsAssessed,
    SelfInspectionDone,
    SelfInspectionPlanned,
    TargetAssessed,
    ThemeOrientationIssued,
)
from domain.meeting import Meeting
from domain.month_calendar import MonthCalendar
from domain.names import MeetingKind, Month, UnitId
from domain.record import Hand, as_of
from domain.regularity_names import AssessedSubject, MeetingForm, OrientationId
from domain.self_inspection import SelfInspection, must_have_come
from domain.themes import Orientation
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.concerned import chairing
from workflows.requests.shapes import Because, Count, Line, Text, Within

Year = Annotated[int, Within(2000, 2100)]
Amount = Annotated[float, Within(0, 10**9)]
ThemeNumber = Annotated[int, Within(1, 100)]


@dataclass(frozen=True)
class MeetingOn:
    kind: MeetingKind
    on: date


@dataclass(frozen=True)
class ProposeCalendar:
    unit: UnitId
    month: Month
    entries: tuple[MeetingOn, ...]


@dataclass(frozen=True)
class IssueOrientation:
    unit: UnitId
    year: Year
    number: Line
    issued_on: date
    themes: tuple[Line, ...]


@dataclass(frozen=True)
class MatchTheme:
    """`theme`: the number of a theme of the orientation, counted from one."""

    orientation: UUID
    theme: ThemeNumber


@dataclass(frozen=True)
class JudgeTheme:
    fits: bool
    reason: Text | None = None


@dataclass(frozen=True)
class TryNewForm:
    unit: UnitId
    on: date
    form: MeetingForm
    result: Text | None = None


@dataclass(frozen=True)
class PlanSelfInspection:
    unit: UnitId
    due: date
    matter: Text


@dataclass(frozen=True)
class FinishSelfInspection:
    on: date
    shortcomings: Count
    conclusion: Text


@dataclass(frozen=True)
class Target:
    name: Line
    planned: Amount
    reached: Amount


@dataclass(frozen=True)
class AssessResults:
    """`reference`: the number of the resolution, or the year of the plan."""

    unit: UnitId
    subject: AssessedSubject
    reference: Line
    on: date
    targets: tuple[Target, ...]
    conclusion: Text


# The month's calendar


@request
def propose_calendar(desk: Desk, hand: Hand, asked: ProposeCalendar) -> tuple[Any, ...]:
    """Propose a unit's meetings of a month; one that was returned is proposed anew."""
    unit = desk.unit(asked.unit)
    for entry in asked.entries:
        unit.must_be_there_on(entry.on)
    stream = uuid5(asked.unit, f"calendar {asked.month}")
    history = desk.journal.history(stream)
    entries = tuple(CalendarEntry(one.kind, one.on) for one in asked.entries)
    proposed = as_of(MonthCalendar(), history).propose(MonthCalendarProposed(asked.unit, asked.month, entries))
    return (Writing(stream, len(history), (proposed,)),)


@request
def approve_calendar(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    calendar, opened = desk.open(MonthCalendar(), thing)
    return (opened.writes(calendar.approve(hand)),)


@request
def return_calendar(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    calendar, opened = desk.open(MonthCalendar(), thing)
    reason = desk.seal(hand, "reason", asked.reason, calendar.proposed_by)
    return (opened.writes(calendar.send_back(hand, MonthCalendarReturned(reason))),)


# Themes


@request
def issue_orientation(desk: Desk, hand: Hand, asked: IssueOrientation) -> tuple[Any, ...]:
    """Issue the themes of a year for a unit and all below it; issued again, the newest word counts."""
    desk.unit(asked.unit).must_exist()
    must_have_come(asked.issued_on, hand)
    stream = uuid5(asked.unit, f"orientation {asked.year}")
    issued = ThemeOrientationIssued(asked.unit, asked.year, asked.number, asked.issued_on, asked.themes)
    return (Writing(stream, len(desk.journal.history(stream)), (issued,)),)


@request
def match_theme(desk: Desk, hand: Hand, thing: Thing, asked: MatchTheme) -> tuple[Any, ...]:
    """Name the theme of the year's orientation that a meeting takes up."""
    meeting, opened = desk.open(Meeting(), thing)
    matched = meeting.match_theme(ThemeMatched(OrientationId(asked.orientation), asked.theme))
    orientation, _ = desk.open(Orientation(), Thing(asked.orientation))
    line = [one.id for one in desk.line_of(meeting.unit)] if meeting.unit else []
    return (opened.writes(orientation.match(matched, meeting.on, line)),)


@request
def judge_theme(desk: Desk, hand: Hand, thing: Thing, asked: JudgeTheme) -> tuple[Any, ...]:
    """Say from above whether a meeting's theme fits the orientation."""
    meeting, opened = desk.open(Meeting(), thing)
    reason = desk.seal(hand, "reason", asked.reason, chairing(meeting)) if asked.reason else None
    return (opened.writes(meeting.judge_theme(ThemeJudged(asked.fits, reason))),)


# Forms, self-inspection, results


@request
def try_new_form(desk: Desk, hand: Hand, asked: TryNewForm) -> tuple[Any, ...]:
    """Record that a meeting was held in a form new to the cell."""
    unit = desk.unit(asked.unit)
    unit.must_be_there_on(asked.on)
    must_have_come(asked.on, hand)
    result = desk.seal(hand, "result", asked.result, unit.secretaries(asked.on)) if asked.result else None
    return (Writing(uuid5(hand.command, "form"), 0, (NewFormTried(asked.unit, asked.on, asked.form, result),)),)


@request
def plan_self_inspection(desk: Desk, hand: Hand, asked: PlanSelfInspection) -> tuple[Any, ...]:
    """Plan that a unit inspects itself on a matter, by a day."""
    unit = desk.unit(asked.unit)
    unit.must_be_there_on(asked.due)
    matter = desk.seal(hand, "matter", asked.matter, unit.secretaries(hand.today))
    planned = SelfInspection().plan(SelfInspectionPlanned(asked.unit, asked.due, matter))
    return (Writing(uuid5(hand.command, "inspection"), 0, (planned,)),)


@request
def finish_self_inspection(desk: Desk, hand: Hand, thing: Thing, asked: FinishSelfInspection) -> tuple[Any, ...]:
    """Record the conclusion of a self-inspection."""
    inspection, opened = desk.open(SelfInspection(), thing)
    about = desk.unit(inspection.unit).secretaries(asked.on) if inspection.unit else frozenset()
    conclusion = desk.seal(hand, "conclusion", asked.conclusion, about)
    return (opened.writes(inspection.finish(hand, SelfInspectionDone(asked.on, asked.shortcomings, conclusion))),)


@request
def assess_results(desk: Desk, hand: Hand, asked: AssessResults) -> tuple[Any, ...]:
    """Hold what a resolution or the year's plan brought against its targets."""
    unit = desk.unit(asked.unit)
    unit.must_be_there_on(asked.on)
    must_have_come(asked.on, hand)
    targets = tuple(TargetAssessed(one.name, one.planned, one.reached) for one in asked.targets)
    conclusion = desk.seal(hand, "conclusion", asked.conclusion, unit.secretaries(asked.on))
    assessed = ResultsAssessed(asked.unit, asked.subject, asked.reference, asked.on, targets, conclusion)
    return (Writing(uuid5(hand.command, "assessment"), 0, (assessed,)),)
