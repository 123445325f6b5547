"""Solution 2: duty rules, tasks of members, absences handled."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort

from domain.capacity_names import DutyOf
from domain.events import duty_rules as of_rules_told
from domain.events import member_duty as told
from domain.names import MeetingId, PersonId, UnitId
from projections import duties
from projections.duties import MemberTaskState
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing
from web.api.things import Told, kind_of
from web.asking import record
from web.capacity_places import of_absence, of_member_task, of_rules
from web.house import house
from web.places import of_meeting, path_of
from workflows.journal.journal import Receipt
from workflows.requests import duties as asks

rooms = room("solution_2_duties", "Duty rules of units, tasks of their members, absences handled.")

RULES = kind_of(
    "DutyRules",
    duties.DutyRules,
    Named(frozenset({"issued_at"})),
    editions=Told(of_rules_told.DutyRulesIssued, all=True),
)
TASK = kind_of(
    "MemberTask",
    duties.MemberTask,
    Named(frozenset({"assigned_at"})),
    assigned=Told(told.MemberTaskAssigned),
    reported=Told(told.MemberTaskReported),
    sent_back=Told(told.MemberTaskSentBack),
)
ABSENCE = kind_of("AbsenceHandled", duties.Absence, Named(frozenset({"handled_at"})), handled=Told(told.AbsenceHandled))
RULES_LIST = list_of(RULES.line, "DutyRulesList")
TASK_LIST = list_of(TASK.line, "MemberTaskList")
ABSENCE_LIST = list_of(ABSENCE.line, "AbsenceHandledList")
AT = "/api/v1/solutions/2"


@dataclass(frozen=True, kw_only=True)
class RulesSought(Paged):
    """Which duty rules; `pending`: not everyone has acknowledged them."""

    under: UnitId | None = None
    unit: UnitId | None = None
    of: DutyOf | None = None
    pending: bool | None = None


@dataclass(frozen=True, kw_only=True)
class MemberTasksSought(Paged):
    """Which tasks of members; `open`: not done yet."""

    under: UnitId | None = None
    unit: UnitId | None = None
    member: PersonId | None = None
    state: MemberTaskState | None = None
    open: bool | None = None


@dataclass(frozen=True, kw_only=True)
class AbsencesSought(Paged):
    """Which absences that were handled."""

    under: UnitId | None = None
    unit: UnitId | None = None
    meeting: MeetingId | None = None


@rooms.get("/solutions/2/duty-rules")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(RULES_LIST, seeks=RulesSought)
def list_duty_rules(asked: RulesSought) -> Answer:
    """The newest edition of each, as far as the caller sees."""
    which = duties.RulesSought(asked.unit, asked.of, asked.pending)
    with house().reading() as db, asked_well():
        listed = duties.rules_in(db, scope(db, Act.READ_MEETING, asked.under), which, asked.part)
        return shown(db, RULES, RULES_LIST, listed)


@rooms.post("/solutions/2/duty-rules")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(RULES.whole, takes=asks.IssueDutyRules, status=201)
def post_duty_rules(asked: asks.IssueDutyRules) -> Answer:
    """Issue duty rules; a new edition takes the place of the one before."""
    _must_reach(asked.unit)
    receipt = record(asks.issue_duty_rules, asked)
    name = next(iter(receipt.versions))
    return show_rules(name, receipt)._replace(location=f"{AT}/duty-rules/{name}")


@rooms.get("/solutions/2/duty-rules/<uuid:rules>")
@policy.needs(Act.READ_MEETING, of=of_rules)
@gives(RULES.whole)
def get_duty_rules(rules: UUID) -> Answer:
    """Duty rules with all their editions."""
    return show_rules(rules)


@rooms.get("/solutions/2/member-tasks")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(TASK_LIST, seeks=MemberTasksSought)
def list_member_tasks(asked: MemberTasksSought) -> Answer:
    """The tasks of members, as far as the caller sees."""
    which = duties.TasksSought(asked.unit, asked.member, asked.state, asked.open)
    with house().reading() as db, asked_well():
        listed = duties.tasks_in(db, scope(db, Act.READ_MEETING, asked.under), which, asked.part)
        return shown(db, TASK, TASK_LIST, listed)


@rooms.post("/solutions/2/member-tasks")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(TASK.whole, takes=asks.AssignMemberTask, status=201)
def post_member_task(asked: asks.AssignMemberTask) -> Answer:
    """Give a member a task."""
    _must_reach(asked.unit)
    receipt = record(asks.assign_member_task, asked)
    name = next(iter(receipt.versions))
    return show_task(name, receipt)._replace(location=f"{AT}/member-tasks/{name}")


@rooms.get("/solutions/2/member-tasks/<uuid:member_task>")
@policy.needs(Act.READ_MEETING, of=of_member_task)
@gives(TASK.whole)
def get_member_task(member_task: UUID) -> Answer:
    """A task of a member, and what came of it."""
    return show_task(member_task)


@rooms.get("/solutions/2/absences")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
@gives(ABSENCE_LIST, seeks=AbsencesSought)
def list_absences(asked: AbsencesSought) -> Answer:
    """What followed absences from meetings, as far as the caller sees."""
    which = duties.AbsencesSought(asked.unit, asked.meeting)
    with house().reading() as db, asked_well():
        listed = duties.absences_in(db, scope(db, Act.READ_MEETING, asked.under), which, asked.part)
        return shown(db, ABSENCE, ABSENCE_LIST, listed)


@rooms.post("/solutions/2/absences")
@policy.needs(Act.HOLD_MEETING, of=policy.anywhere)
@gives(ABSENCE.whole, takes=asks.HandleAbsence, status=201)
def post_absence(asked: asks.HandleAbsence) -> Answer:
    """Put down what the cell did about a member's absence."""
    policy.require(Act.HOLD_MEETING, of_meeting(asked.meeting))
    receipt = record(asks.handle_absence, asked)
    name = next(iter(receipt.versions))
    return show_absence(name, receipt)._replace(location=f"{AT}/absences/{name}")


@rooms.get("/solutions/2/absences/<uuid:absence>")
@policy.needs(Act.READ_MEETING, of=of_absence)
@gives(ABSENCE.whole)
def get_absence(absence: UUID) -> Answer:
    """An absence, and what followed."""
    return show_absence(absence)


def show_rules(rules: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = duties.rules_by_id(db, rules) or abort(404)
        history = house().journal.history(rules)
        showing = Showing(db, [row, *history])
    return Answer(RULES.tell(showing, row, history), len(history), done(receipt) if receipt else None)


def show_task(member_task: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = duties.task_by_id(db, member_task) or abort(404)
        history = house().journal.history(member_task)
        showing = Showing(db, [row, *history])
    return Answer(TASK.tell(showing, row, history), len(history), done(receipt) if receipt else None)


def show_absence(absence: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = duties.absence_by_id(db, absence) or abort(404)
        history = house().journal.history(absence)
        showing = Showing(db, [row, *history])
    return Answer(ABSENCE.tell(showing, row, history), len(history), done(receipt) if receipt else None)


def _must_reach(unit: UnitId) -> None:
    with house().reading() as db:
        policy.require(Act.HOLD_MEETING, path_of(db, unit))


Steps(rooms, "/solutions/2/duty-rules/<uuid:rules>", of_rules, RULES.whole, show_rules).open(
    acknowledge=Step(asks.acknowledge_duty_rules, Act.HOLD_MEETING),
)
Steps(rooms, "/solutions/2/member-tasks/<uuid:member_task>", of_member_task, TASK.whole, show_task).open(
    report=Step(asks.report_member_task, Act.HOLD_MEETING),
    send_back=Step(asks.send_member_task_back, Act.HOLD_MEETING),
    done=Step(asks.finish_member_task, Act.HOLD_MEETING),
)
