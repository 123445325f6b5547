"""Duties: rules issued and acknowledged, tasks of members, absences handled."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid5

from domain.capacity_names import AbsenceMeasure, DutyOf
from domain.duty_rules import DutyRules
from domain.events.duty_rules import DutyRulesAcknowledged, DutyRulesIssued
from domain.events.meeting import MeetingHeld
from domain.events.member_duty import (
    AbsenceHandled,
    MemberTaskAssigned,
    MemberTaskReported,
    MemberTaskSentBack,
)
from domain.meeting import Meeting
from domain.member_task import Absence, MemberTask
from domain.names import MeetingId, PersonId, UnitId
from domain.record import Hand, as_of
from domain.refusals import NotThere
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Because, Line, Text, Within

Some = Annotated[int, Within(1, 100_000)]
Edition = Annotated[int, Within(1, 1_000)]


@dataclass(frozen=True)
class IssueDutyRules:
    unit: UnitId
    of: DutyOf
    number: Line
    dated: date
    in_force: date
    text: Text | None = None


@dataclass(frozen=True)
class AcknowledgeDutyRules:
    """So many of so many signed that they know the edition."""

    edition: Edition
    acknowledged: Some
    obliged: Some


@dataclass(frozen=True)
class AssignMemberTask:
    unit: UnitId
    member: PersonId
    what: Text
    due: date


@dataclass(frozen=True)
class ReportMemberTask:
    result: Text


@dataclass(frozen=True)
class HandleAbsence:
    meeting: MeetingId
    member: PersonId
    how: AbsenceMeasure


def rules_stream(unit: UnitId, of: DutyOf) -> UUID:
    """Where the editions of a unit's duty rules stand, one after the other."""
    return uuid5(unit, f"duty rules {of}")


@request
def issue_duty_rules(desk: Desk, hand: Hand, asked: IssueDutyRules) -> tuple[Any, ...]:
    """The first edition, or the one that takes the place of the newest."""
    desk.unit(asked.unit).must_be_there_on(asked.dated)
    stream = rules_stream(asked.unit, asked.of)
    history = desk.journal.history(stream)
    text = desk.seal(hand, "text", asked.text) if asked.text else None
    issued = DutyRulesIssued(asked.unit, asked.of, 1, asked.number, asked.dated, asked.in_force, text)
    return (Writing(stream, len(history), (as_of(DutyRules(), history).issue(issued),)),)


@request
def acknowledge_duty_rules(desk: Desk, hand: Hand, thing: Thing, asked: AcknowledgeDutyRules) -> tuple[Any, ...]:
    rules, opened = desk.open(DutyRules(), thing)
    return (opened.writes(rules.acknowledge(DutyRulesAcknowledged(**vars(asked)))),)


@request
def assign_member_task(desk: Desk, hand: Hand, asked: AssignMemberTask) -> tuple[Any, ...]:
    desk.unit(asked.unit).must_exist()
    what = desk.seal(hand, "what", asked.what, frozenset({asked.member}))
    assigned = MemberTask().assign(hand, MemberTaskAssigned(asked.unit, asked.member, what, asked.due))
    return (Writing(uuid5(hand.command, "task"), 0, (assigned,)),)


@request
def report_member_task(desk: Desk, hand: Hand, thing: Thing, asked: ReportMemberTask) -> tuple[Any, ...]:
    task, opened = desk.open(MemberTask(), thing)
    result = desk.seal(hand, "result", asked.result, _answering(task))
    return (opened.writes(task.report(MemberTaskReported(result))),)


@request
def send_member_task_back(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    task, opened = desk.open(MemberTask(), thing)
    reason = desk.seal(hand, "reason", asked.reason, _answering(task))
    return (opened.writes(task.send_back(MemberTaskSentBack(reason))),)


@request
def finish_member_task(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    task, opened = desk.open(MemberTask(), thing)
    return (opened.writes(task.finish()),)


@request
def handle_absence(desk: Desk, hand: Hand, asked: HandleAbsence) -> tuple[Any, ...]:
    """Put down what the cell did about a member's absence from one of its meetings, once."""
    told = desk.journal.history(asked.meeting)
    unit = as_of(Meeting(), told).unit
    if unit is None:
        raise NotThere
    stream = uuid5(asked.meeting, f"absence {asked.member}")
    history = desk.journal.history(stream)
    held = next((record.fact for record in told if isinstance(record.fact, MeetingHeld)), None)
    handled = AbsenceHandled(unit, asked.meeting, asked.member, asked.how)
    return (Writing(stream, len(history), (as_of(Absence(), history).handle(handled, held),)),)


def _answering(task: MemberTask) -> frozenset[PersonId]:
    return frozenset({task.member}) if task.member else frozenset()
