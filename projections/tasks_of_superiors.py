"""What superiors and the units below them owe one another: visits and their answers, guidance, overseers."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from domain.events import emergency_access as of_access
from domain.events import oversight as of_oversight
from domain.events import rule_change as of_change
from domain.events import visit as of_visit
from domain.names import Role
from domain.record import Record
from domain.visiting.terms import terms
from projections.sheet import Sheet
from projections.task_workings import VisitSeen
from projections.tasks import Task, TaskKind, blank, owe, tasks, view

OF_THE_COMMITTEE = of_access.EmergencyAccessFact | of_change.RuleChangeFact
view.following(view.follows | view.told(OF_THE_COMMITTEE), ignores=view.ignores | {of_access.EmergencyAccessEnded})

# Visits


@view.on(*view.told(of_visit.VisitFact))
def of_visits(sheet: Sheet, record: Record[of_visit.VisitFact]) -> None:
    before = sheet.working(VisitSeen, record.stream) or VisitSeen()
    due = record.fact.due if isinstance(record.fact, of_visit.FeedbackGiven) else before.due
    seen = VisitSeen(before.visit.after(record), due)
    owe(sheet, record.stream, _by_visit(seen, record))
    if seen.visit.acknowledged or seen.visit.cancelled:
        sheet.drop(VisitSeen, record.stream)
    else:
        sheet.keep(record.stream, seen)


def _by_visit(seen: VisitSeen, record: Record[Any]) -> Iterator[Task]:
    visit = seen.visit
    if visit.unit is None or visit.acknowledged or visit.cancelled:
        return
    owed = blank(record, visit.unit, Role.OVERSEER)._replace(person=visit.visitor, due=visit.on)
    if visit.fed_back:
        yield owed._replace(kind=TaskKind.ACKNOWLEDGE_FEEDBACK, role=Role.SECRETARY, person=None, due=seen.due)
    else:
        due = visit.on + timedelta(days=terms().feedback_days if visit.made else 0)
        yield owed._replace(kind=TaskKind.GIVE_FEEDBACK if visit.made else TaskKind.MAKE_VISIT, due=due)


# Guidance and overseers


@view.on(of_oversight.GuidanceIssued)
def of_guidance(sheet: Sheet, record: Record[of_oversight.GuidanceIssued]) -> None:
    fact = record.fact
    wanted = enumerate(dict.fromkeys(fact.addressees), start=1)
    kind, due = TaskKind.ACKNOWLEDGE_GUIDANCE, fact.acknowledge_by
    owe(sheet, record.stream, (blank(record, unit)._replace(kind=kind, n=n, due=due) for n, unit in wanted))


@view.on(of_oversight.GuidanceAcknowledged)
def of_guided(sheet: Sheet, record: Record[of_oversight.GuidanceAcknowledged]) -> None:
    for task in sheet.rows(tasks, "about", record.stream):
        if task.unit == record.fact.unit:
            sheet.end(tasks, record.stream, task.kind, task.n)


@view.on(of_oversight.OverseerGapFound, of_oversight.OverseerGapClosed)
def of_gaps(sheet: Sheet, record: Record[of_oversight.OverseerGapFound | of_oversight.OverseerGapClosed]) -> None:
    owed = blank(record, record.fact.cell, Role.LEADER)._replace(kind=TaskKind.ASSIGN_OVERSEER)
    owe(sheet, record.stream, [owed] if isinstance(record.fact, of_oversight.OverseerGapFound) else [])


# Emergency access


@view.on(of_access.EmergencyAccessOpened)
def of_emergencies(sheet: Sheet, record: Record[of_access.EmergencyAccessOpened]) -> None:
    owed = blank(record, record.fact.unit, Role.INSPECTOR)
    owe(sheet, record.stream, [owed._replace(kind=TaskKind.REVIEW_EMERGENCY_ACCESS, due=owed.since)])


@view.on(of_access.EmergencyAccessReviewed)
def of_reviewed_emergencies(sheet: Sheet, record: Record[of_access.EmergencyAccessReviewed]) -> None:
    owe(sheet, record.stream, ())


# Changes of the rules


@view.on(of_change.RuleChangeProposed)
def of_rule_changes(sheet: Sheet, record: Record[of_change.RuleChangeProposed]) -> None:
    owed = blank(record, record.fact.unit, Role.LEADER)
    owe(sheet, record.stream, [owed._replace(kind=TaskKind.AGREE_TO_RULE_CHANGE, due=_begins(record.fact))])


@view.on(of_change.RuleChangeAgreed, of_change.RuleChangeDeclined)
def of_settled_changes(sheet: Sheet, record: Record[of_change.RuleChangeAgreed | of_change.RuleChangeDeclined]) -> None:
    owe(sheet, record.stream, ())


def _begins(asked: of_change.RuleChangeProposed) -> date | None:
    """The day from which it would hold: by then it is agreed to, or not."""
    if asked.adopts:
        return asked.adopts.in_force_from
    return asked.amends.from_ if asked.amends else asked.repeals.until if asked.repeals else None
