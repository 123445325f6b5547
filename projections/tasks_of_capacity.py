"""What offices, courses, duties and support leave to do: hung on the tasks, beside those of meetings."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from domain.duty_rules import DutyRules
from domain.events import duty_rules as of_rules
from domain.events import member_duty as of_member
from domain.events import support as of_support
from domain.events import training as of_course
from domain.events import unit as of_unit
from domain.member_task import MemberTask
from domain.names import PersonId, Role, UnitId
from domain.record import Record
from domain.support import Support
from domain.training import Course
from domain.vacancies import Seats
from projections.capacity_workings import CourseTerm, MemberTaskTerm, RulesTerm, SupportTerms
from projections.sheet import Sheet
from projections.tasks import Task, TaskKind, blank, owe, view

FILL_WITHIN, ACKNOWLEDGE_WITHIN, ASSESS_WITHIN, PLAN_WITHIN = (timedelta(days) for days in (60, 30, 30, 30))
"""How long an office may stand empty, an edition unsigned, a course unassessed, a diagnosis without a plan [us]."""
SEATED = (
    *(of_unit.OfficeFilled, of_unit.OfficeVacated, of_unit.VacancyOpened),
    *(of_unit.UnitMerged, of_unit.UnitSplit, of_unit.UnitDissolved),
)

view.following(
    view.follows
    | view.told(of_course.TrainingFact | of_rules.DutyRulesFact | of_member.MemberTaskFact | of_support.SupportFact)
    | frozenset(SEATED),
    ignores=(view.ignores - frozenset(SEATED)) | {of_support.JointActivityHeld},
)


# Offices


@view.on(*SEATED)
def of_offices(sheet: Sheet, record: Record[Any]) -> None:
    """An office that stands empty until further notice is to be filled."""
    before = sheet.working(Seats, record.stream) or Seats()
    seats = before.after(record)
    if seats != before:
        sheet.keep(record.stream, seats)
        about = offices_of(record.stream)
        owed = blank(record, UnitId(record.stream), Role.LEADER)._replace(about=about)
        owe(sheet, about, _by_seats(seats, owed))


def offices_of(unit: UUID) -> UUID:
    """What the tasks to fill a unit's offices hang on."""
    return uuid5(unit, "offices")


def _by_seats(seats: Seats, owed: Task) -> Iterator[Task]:
    for n, gaps in enumerate(seats.gaps().values(), start=1):
        if gaps and gaps[-1].until is None:
            yield owed._replace(kind=TaskKind.FILL_OFFICE, n=n, due=gaps[-1].since + FILL_WITHIN)


# Courses


@view.on(*view.told(of_course.TrainingFact))
def of_courses(sheet: Sheet, record: Record[Any]) -> None:
    before = sheet.working(CourseTerm, record.stream) or CourseTerm()
    until = record.fact.until if isinstance(record.fact, of_course.CoursePlanned) else before.until
    seen = CourseTerm(before.course.after(record), until)
    sheet.keep(record.stream, seen)
    owe(sheet, record.stream, _by_course(seen.course, until, record))


def _by_course(course: Course, until: date, record: Record[Any]) -> Iterator[Task]:
    if course.unit is None or course.cancelled:
        return
    owed = blank(record, course.unit, Role.LEADER)
    if course.enrolled - course.attended - course.missed:
        yield owed._replace(kind=TaskKind.RECORD_ATTENDANCE, due=until)
    if course.attended - course.assessed:
        yield owed._replace(kind=TaskKind.ASSESS_LEARNERS, due=until + ASSESS_WITHIN)


# Duties


@view.on(*view.told(of_rules.DutyRulesFact))
def of_duty_rules(sheet: Sheet, record: Record[Any]) -> None:
    before = sheet.working(RulesTerm, record.stream) or RulesTerm()
    since = record.fact.in_force if isinstance(record.fact, of_rules.DutyRulesIssued) else before.in_force
    rules: DutyRules = before.rules.after(record)
    sheet.keep(record.stream, RulesTerm(rules, since))
    if rules.unit is None or rules.acknowledged_by_all:
        owe(sheet, record.stream, ())
        return
    owed = blank(record, rules.unit)._replace(kind=TaskKind.ACKNOWLEDGE_RULES, due=since + ACKNOWLEDGE_WITHIN)
    owe(sheet, record.stream, [owed])


@view.on(*view.told(of_member.MemberTaskFact))
def of_member_tasks(sheet: Sheet, record: Record[Any]) -> None:
    before = sheet.working(MemberTaskTerm, record.stream) or MemberTaskTerm()
    due = record.fact.due if isinstance(record.fact, of_member.MemberTaskAssigned) else before.due
    task: MemberTask = before.task.after(record)
    sheet.keep(record.stream, MemberTaskTerm(task, due))
    if task.unit is None or task.done:
        owe(sheet, record.stream, ())
        return
    kind = TaskKind.CONFIRM_MEMBER_TASK if task.reported else TaskKind.DO_MEMBER_TASK
    owe(sheet, record.stream, [blank(record, task.unit)._replace(kind=kind, due=due, person=_member(task))])


def _member(task: MemberTask) -> PersonId | None:
    return None if task.reported else task.member


# Support


@view.on(*(view.told(of_support.SupportFact) - {of_support.JointActivityHeld}))
def of_supports(sheet: Sheet, record: Record[Any]) -> None:
    before = sheet.working(SupportTerms, record.stream) or SupportTerms()
    terms = before.after(record)
    sheet.keep(record.stream, terms)
    owe(sheet, record.stream, _by_support(terms, record))


def _by_support(terms: SupportTerms, record: Record[Any]) -> Iterator[Task]:
    support: Support = terms.support
    if support.unit is None or support.over:
        return
    helper = blank(record, support.unit, Role.OVERSEER)
    leader = helper._replace(role=Role.LEADER)
    if not support.milestones:
        yield helper._replace(kind=TaskKind.PLAN_SUPPORT, due=terms.diagnosed_on + PLAN_WITHIN)
    elif not support.approved:
        yield leader._replace(kind=TaskKind.APPROVE_SUPPORT)
    elif support.mentor is None:
        yield leader._replace(kind=TaskKind.ASSIGN_MENTOR)
    else:
        yield from _by_milestones(terms, helper._replace(person=support.mentor), leader)


def _by_milestones(terms: SupportTerms, mentor: Task, leader: Task) -> Iterator[Task]:
    left = [n for n in range(1, terms.support.milestones + 1) if n not in terms.support.reached]
    for n in left:
        yield mentor._replace(kind=TaskKind.REACH_MILESTONE, n=n, due=terms.dues[n - 1])
    if not left:
        yield leader._replace(kind=TaskKind.END_SUPPORT, due=terms.until)
