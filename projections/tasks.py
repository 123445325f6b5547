"""What is owed, by whom and until when: the first page of everyone."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from domain.calendar import local_day
from domain.deficiency import Deficiency
from domain.events import accord as of_accord
from domain.events import deficiency as of_deficiency
from domain.events import meeting as of_meeting
from domain.events import month as of_month
from domain.events import oversight as of_oversight
from domain.events import regularity as of_regularity
from domain.events import remediation as of_case
from domain.events import supervision as of_supervision
from domain.events import visit as of_visit
from domain.meeting import Meeting
from domain.names import DeficiencyCode, PersonId, Role, UnitId
from domain.proposal import Proposal
from domain.record import Record
from projections import rules_of_units
from projections.case_seen import CaseSeen, Effect
from projections.days import day_of
from projections.rules_of_units import minutes_due
from projections.sheet import Sheet
from projections.task_kinds import TaskKind as TaskKind  # noqa: PLC0414  # others know it from here
from projections.task_workings import AgainstOverseers, leaders_act
from projections.temporal import Temporal
from projections.view import View


class Task(NamedTuple):
    """Something owed about a stream, by a role at the unit, or by a person. `n` counts the steps of a plan."""

    about: UUID
    kind: TaskKind
    n: int
    unit: UnitId
    role: Role
    person: PersonId | None
    code: DeficiencyCode | None
    due: date | None
    since: date
    opened_at: int


tasks = Temporal("tasks", Task, key=3, now=("unit role due", "person due", "about"))
view = View("tasks", tasks, edition=4, weight=3).following(
    rules_of_units.STORIES
    | of_meeting.MeetingFact
    | of_visit.VisitFact
    | of_month.ProposalFact
    | of_deficiency.DeficiencyFact
    | of_case.RemediationFact
    | of_supervision.SupervisionFact
    | of_oversight.OversightFact
    | of_accord.RegulationFact
    | of_regularity.CalendarFact
    | of_regularity.SelfInspectionFact,
    ignores=rules_of_units.IGNORED
    | frozenset(
        {
            of_meeting.CommitteeMetBeforehand,
            of_meeting.NoticeSent,
            of_meeting.PapersPosted,
            of_meeting.ResolutionPassed,
            of_meeting.ResultsPosted,
            of_meeting.ThemeMatched,
            of_meeting.ThemeJudged,
            of_supervision.ExplanationGiven,
            of_supervision.SupervisionReferred,
            of_oversight.VisitProgrammeApproved,
            of_oversight.VisitQuotaAllotted,
            of_oversight.ProposedVisitDeclined,
        }
    ),
)


def owe(sheet: Sheet, about: UUID, wanted: Iterable[Task]) -> bool:
    """These tasks are owed about the stream, and no others; what was owed before is owed since then."""
    standing = {(task.kind, task.n): task for task in sheet.rows(tasks, "about", about)}
    owed = list(wanted)
    for task in owed:
        earlier = standing.pop((task.kind, task.n), task)
        sheet.put(tasks, task._replace(since=earlier.since, opened_at=earlier.opened_at))
    for kind, n in standing:
        sheet.end(tasks, about, kind, n)
    return bool(owed)


def blank(record: Record[Any], unit: UnitId, role: Role = Role.SECRETARY) -> Task:
    day = day_of(record)
    return Task(record.stream, TaskKind.HOLD_MEETING, 0, unit, role, None, None, None, day, record.position)


view.on(*rules_of_units.FOLLOWED)(rules_of_units.remember)


# Meetings


@view.on(*(view.told(of_meeting.MeetingFact) - view.ignores))
def of_meetings(sheet: Sheet, record: Record[of_meeting.MeetingFact]) -> None:
    meeting = (sheet.working(Meeting, record.stream) or Meeting()).after(record)
    if owe(sheet, record.stream, _by_meeting(sheet, meeting, record)) or not (meeting.classed or meeting.cancelled):
        sheet.keep(record.stream, meeting)
    else:
        sheet.drop(Meeting, record.stream)


def _by_meeting(sheet: Sheet, meeting: Meeting, record: Record[Any]) -> Iterator[Task]:
    if meeting.unit is None or meeting.cancelled:
        return
    owed = blank(record, meeting.unit)
    if meeting.ended_at is None:
        yield owed._replace(due=meeting.on)
        return
    if not meeting.minuted:
        due = minutes_due(sheet, meeting.unit, local_day(meeting.ended_at))
        yield owed._replace(kind=TaskKind.FILE_MINUTES, due=due)
    if meeting.scored_by and not meeting.classed and meeting.body is None:
        yield owed._replace(kind=TaskKind.DECIDE_CLASS, role=Role.OVERSEER)


# Proposals and deficiencies


@view.on(*view.told(of_month.ProposalFact))
def of_proposals(sheet: Sheet, record: Record[of_month.ProposalFact]) -> None:
    proposal = (sheet.working(Proposal, record.stream) or Proposal()).after(record)
    sheet.keep(record.stream, proposal)
    if proposal.cell is None or proposal.decided:
        owe(sheet, record.stream, ())
    else:
        owed = blank(record, proposal.cell, Role.INSPECTOR)
        owe(sheet, record.stream, [owed._replace(kind=TaskKind.DECIDE_PROPOSAL, code=proposal.code)])


@view.on(*view.told(of_deficiency.DeficiencyFact))
def of_deficiencies(sheet: Sheet, record: Record[of_deficiency.DeficiencyFact]) -> None:
    if isinstance(record.fact, of_deficiency.DeficiencyRecorded) and leaders_act(record.fact.target):
        sheet.keep(record.stream, AgainstOverseers(record.position))
    found = (sheet.working(Deficiency, record.stream) or Deficiency()).after(record)
    sheet.keep(record.stream, found)
    if found.unit is None or not found.open:
        owe(sheet, record.stream, ())
        return
    owed = blank(record, found.unit, _judge(sheet, [record.stream]))._replace(code=found.code)
    contest = [owed._replace(kind=TaskKind.DECIDE_CONTEST)] if found.contest_open else []
    caseless = [] if contest or found.case else [owed._replace(kind=TaskKind.OPEN_CASE)]
    owe(sheet, record.stream, contest + caseless)


def _judge(sheet: Sheet, found: Iterable[UUID]) -> Role:
    """Who acts on findings: inspectors, and leaders where the findings are against those who oversee."""
    leaders = any(sheet.working(AgainstOverseers, deficiency) for deficiency in found)
    return Role.LEADER if leaders else Role.INSPECTOR


# Cases


@view.on(*view.told(of_case.RemediationFact))
def of_cases(sheet: Sheet, record: Record[of_case.RemediationFact]) -> None:
    seen = (sheet.working(CaseSeen, record.stream) or CaseSeen()).after(record)
    sheet.keep(record.stream, seen)
    if seen.case.unit is not None:
        unit = blank(record, seen.case.unit)._replace(due=seen.case.due)
        judge = unit._replace(role=_judge(sheet, seen.case.holds))
        owe(sheet, record.stream, [*_by_unit(seen, unit), *_by_judge(seen, judge)])


def _by_unit(seen: CaseSeen, owed: Task) -> Iterator[Task]:
    case = seen.case
    if case.closed_on is not None or case.reported or not case.unverified or case.plan_waits:
        return
    if not case.approved:
        yield owed._replace(kind=TaskKind.MEND_PLAN if seen.plan_returned else TaskKind.SUBMIT_PLAN)
        return
    for n in seen.remaining_steps:
        step = case.steps[n - 1]
        yield owed._replace(kind=TaskKind.DO_STEP, n=n, person=step.owner, due=step.due)
    if not seen.remaining_steps:
        yield owed._replace(kind=TaskKind.REPORT_RESULTS)


def _by_judge(seen: CaseSeen, owed: Task) -> Iterator[Task]:
    case = seen.case
    if case.closed_on is not None:
        if seen.effect is Effect.ASKED:
            yield owed._replace(kind=TaskKind.CHECK_EFFECTIVENESS, due=seen.effect_due)
        return
    if case.extension_until is not None:
        yield owed._replace(kind=TaskKind.DECIDE_EXTENSION)
    if not case.unverified:
        yield owed._replace(kind=TaskKind.CLOSE_CASE)
    elif case.plan_waits:
        yield owed._replace(kind=TaskKind.DECIDE_PLAN)
    elif case.reported:
        yield owed._replace(kind=TaskKind.VERIFY_RESULTS)
