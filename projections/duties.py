"""Duties: which rules are in force where and how many acknowledged them, tasks of members, absences handled."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection

from domain.capacity_names import AbsenceId, AbsenceMeasure, DutyOf, DutyRulesId, MemberTaskId
from domain.events.duty_rules import DutyRulesAcknowledged, DutyRulesFact, DutyRulesIssued
from domain.events.member_duty import (
    AbsenceHandled,
    MemberDutyFact,
    MemberTaskAssigned,
    MemberTaskDone,
    MemberTaskReported,
    MemberTaskSentBack,
)
from domain.names import MeetingId, PersonId, UnitId
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View


class MemberTaskState(StrEnum):
    """How far a member's task has come."""

    ASSIGNED = "assigned"
    REPORTED = "reported"
    SENT_BACK = "sent_back"
    DONE = "done"


class DutyRules(NamedTuple):
    """A unit's duty rules as their newest edition has them; its text stands at `issued_at`."""

    rules: DutyRulesId
    unit: UnitId
    of: DutyOf
    edition: int
    number: str
    dated: date
    in_force: date
    acknowledged: int
    obliged: int | None
    issued_at: int


class MemberTask(NamedTuple):
    """A task that the cell gave a member; its words stand in its stream."""

    task: MemberTaskId
    unit: UnitId
    member: PersonId
    due: date
    state: MemberTaskState
    done_on: date | None
    assigned_at: int


class Absence(NamedTuple):
    """What a cell did about an absence from a meeting; who was absent stands in the journal alone."""

    absence: AbsenceId
    unit: UnitId
    meeting: MeetingId
    how: AbsenceMeasure
    on: date
    handled_at: int


rules = Temporal("duty_rules", DutyRules, now=("unit of",))
tasks = Temporal("member_tasks", MemberTask, now=("unit due",))
absences = Temporal("absences_handled", Absence, now=("unit on", "meeting"))
view = View("duties", rules, tasks, absences).following(DutyRulesFact | MemberDutyFact)


@view.on(DutyRulesIssued)
def issued(sheet: Sheet, record: Record[DutyRulesIssued]) -> None:
    it = record.fact
    edition = (it.of, it.edition, it.number, it.dated, it.in_force)
    sheet.put(rules, DutyRules(DutyRulesId(record.stream), it.unit, *edition, 0, None, record.position))


@view.on(DutyRulesAcknowledged)
def acknowledged(sheet: Sheet, record: Record[DutyRulesAcknowledged]) -> None:
    row = sheet.row(rules, record.stream)
    if row and row.edition == record.fact.edition:
        sheet.put(rules, row._replace(acknowledged=record.fact.acknowledged, obliged=record.fact.obliged))


@view.on(MemberTaskAssigned)
def assigned(sheet: Sheet, record: Record[MemberTaskAssigned]) -> None:
    it, name = record.fact, MemberTaskId(record.stream)
    sheet.put(tasks, MemberTask(name, it.unit, it.member, it.due, MemberTaskState.ASSIGNED, None, record.position))


@view.on(MemberTaskReported, MemberTaskSentBack, MemberTaskDone)
def moved_on(sheet: Sheet, record: Record[MemberTaskReported | MemberTaskSentBack | MemberTaskDone]) -> None:
    if row := sheet.row(tasks, record.stream):
        match record.fact:
            case MemberTaskReported():
                row = row._replace(state=MemberTaskState.REPORTED)
            case MemberTaskSentBack():
                row = row._replace(state=MemberTaskState.SENT_BACK)
            case MemberTaskDone():
                row = row._replace(state=MemberTaskState.DONE, done_on=day_of(record))
        sheet.put(tasks, row)


@view.on(AbsenceHandled)
def handled(sheet: Sheet, record: Record[AbsenceHandled]) -> None:
    it, name = record.fact, AbsenceId(record.stream)
    sheet.put(absences, Absence(name, it.unit, it.meeting, it.how, day_of(record), record.position))


# Questions

r, t, a = rules.c, tasks.c, absences.c
RULES = Order(DutyRules, {"dated": r.dated, "unit": units.c.sort, "of": r.of}, r.issued_at, "-dated")
TASKS = Order(MemberTask, {"due": t.due, "unit": units.c.sort, "state": t.state}, t.assigned_at, "due")
ABSENCES = Order(Absence, {"on": a.on, "unit": units.c.sort, "how": a.how}, a.handled_at, "-on")


class RulesSought(NamedTuple):
    """Which duty rules a list shows; `pending`: not everyone has acknowledged them."""

    unit: UUID | None = None
    of: DutyOf | None = None
    pending: bool | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("unit", "of"):
            if (value := getattr(self, name)) is not None:
                yield r[name] == value
        if self.pending is not None:
            waits = r.obliged.is_(None) | (r.acknowledged < r.obliged)
            yield waits if self.pending else ~waits


class TasksSought(NamedTuple):
    """Which tasks of members a list shows; `open_`: not done yet."""

    unit: UUID | None = None
    member: PersonId | None = None
    state: MemberTaskState | None = None
    open_: bool | None = None
    due_before: date | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("unit", "member", "state"):
            if (value := getattr(self, name)) is not None:
                yield t[name] == value
        if self.open_ is not None:
            yield (t.state != MemberTaskState.DONE) if self.open_ else (t.state == MemberTaskState.DONE)
        if self.due_before is not None:
            yield t.due < self.due_before


class AbsencesSought(NamedTuple):
    """Which absences a list shows."""

    unit: UUID | None = None
    meeting: UUID | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("unit", "meeting"):
            if (value := getattr(self, name)) is not None:
                yield a[name] == value


def rules_in(
    db: Connection, scope: Sequence[str], sought: RulesSought, part: Part, at: int | None = None
) -> Listed[DutyRules]:
    """The duty rules in force, as far as a scope reaches."""
    query = rules.select(at).join_from(rules.table, units.table, seen(r.unit, scope))
    return taken(db, query.where(*sought.conditions()), RULES, part)


def tasks_in(
    db: Connection, scope: Sequence[str], sought: TasksSought, part: Part, at: int | None = None
) -> Listed[MemberTask]:
    """The tasks of members, as far as a scope reaches."""
    query = tasks.select(at).join_from(tasks.table, units.table, seen(t.unit, scope))
    return taken(db, query.where(*sought.conditions()), TASKS, part)


def absences_in(
    db: Connection, scope: Sequence[str], sought: AbsencesSought, part: Part, at: int | None = None
) -> Listed[Absence]:
    """The absences that were handled, as far as a scope reaches."""
    query = absences.select(at).join_from(absences.table, units.table, seen(a.unit, scope))
    return taken(db, query.where(*sought.conditions()), ABSENCES, part)


def rules_by_id(db: Connection, name: UUID, at: int | None = None) -> DutyRules | None:
    return next(iter(rules.read(db, rules.select(at).where(r.rules == name))), None)


def task_by_id(db: Connection, name: UUID, at: int | None = None) -> MemberTask | None:
    return next(iter(tasks.read(db, tasks.select(at).where(t.task == name))), None)


def absence_by_id(db: Connection, name: UUID, at: int | None = None) -> Absence | None:
    return next(iter(absences.read(db, absences.select(at).where(a.absence == name))), None)
