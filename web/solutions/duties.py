"""Duties of members, committee and secretary: rules in editions, tasks of members, absences; for a phone too."""

from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.capacity_names import AbsenceMeasure, DutyOf
from domain.names import MeetingId, UnitKind
from domain.sealed import sealed_in
from projections import duties
from projections.absences_waiting import meetings_with_absences
from projections.office_holders import offices_of
from projections.unit_tree import Sought
from web import policy
from web.acts import Act, Place
from web.answers import recorded
from web.asking import from_form, record
from web.capacity_places import of_member_task, of_rules, stood
from web.house import house
from web.languages import gettext
from web.opened import names, texts
from web.places import of_meeting
from web.policy import allows, caller
from web.shell import N_
from web.solutions.acting import Asks, act_on, acts_in, begin, listed, own_units, units_of
from web.solutions.room import rooms
from workflows.requests import duties as asks
from workflows.requests.shapes import Because, Nothing

OURS = Act.HOLD_MEETING
ISSUE = Asks(asks.IssueDutyRules, asks.issue_duty_rules, OURS, N_("Đã ghi quy định trách nhiệm."))
ASSIGN = Asks(asks.AssignMemberTask, asks.assign_member_task, OURS, N_("Đã phân công nhiệm vụ."))
OF_RULES = {
    "acknowledge": Asks(asks.AcknowledgeDutyRules, asks.acknowledge_duty_rules, OURS, N_("Đã ghi số người ký nhận.")),
}
OF_TASKS = {
    "report": Asks(asks.ReportMemberTask, asks.report_member_task, OURS, N_("Đã ghi báo cáo.")),
    "send-back": Asks(Because, asks.send_member_task_back, OURS, N_("Đã đề nghị làm thêm.")),
    "done": Asks(Nothing, asks.finish_member_task, OURS, N_("Đã xác nhận hoàn thành.")),
}
CELLS = Sought(kind=UnitKind.CELL)


@rooms.get("/solutions/2/duty-rules")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def duty_rules() -> str:
    with house().reading() as db:
        scope = policy.reach(Act.READ_MEETING)
        found = listed(lambda part: duties.rules_in(db, scope, duties.RulesSought(), part))
        units, own = units_of(db, found), own_units(db, OURS)
    today = house().now().date()
    return render_template("solutions/duty_rules.html", found=found, units=units, own=own, today=today, of=list(DutyOf))


@rooms.post("/solutions/2/duty-rules")
@policy.needs(OURS, of=policy.anywhere)
def issue_rules() -> AnyResponse:
    return recorded(url_for(".duty_rules_of", rules=begin(ISSUE)), gettext(ISSUE.said))


@rooms.get("/solutions/2/duty-rules/<uuid:rules>")
@policy.needs(Act.READ_MEETING, of=of_rules)
def duty_rules_of(rules: UUID) -> str:
    row, unit = stood()
    history = house().journal.history(rules)
    words = texts(text for told in history for text in sealed_in(told.fact))
    ours = allows(caller(), OURS, Place(unit.path))
    return render_template("solutions/duty_rules_of.html", row=row, unit=unit, history=history, words=words, ours=ours)


@rooms.post(f"/solutions/2/duty-rules/<uuid:rules>/{acts_in(OF_RULES)}")
@policy.needs(OURS, of=of_rules)
def act_on_rules(rules: UUID, act: str) -> AnyResponse:
    act_on(OF_RULES[act], rules)
    return recorded(url_for(".duty_rules_of", rules=rules), gettext(OF_RULES[act].said))


@rooms.get("/solutions/2/member-tasks")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def member_tasks() -> str:
    which = request.args.get("which", "open")
    with house().reading() as db:
        scope, sought = policy.reach(Act.READ_MEETING), duties.TasksSought(open_=which != "done")
        found = listed(lambda part: duties.tasks_in(db, scope, sought, part))
        units, own = units_of(db, found), own_units(db, OURS, CELLS)
        seats = offices_of(db, own[0].unit) if len(own) == 1 else []
    seated = {seat.person for seat in seats}
    people = names(seated | {row.member for row in found.items})
    members = [(person, people[person]) for person in sorted(seated)]
    shown = {"found": found, "units": units, "own": own, "people": people, "members": members, "which": which}
    return render_template("solutions/member_tasks.html", **shown, today=house().now().date())


@rooms.post("/solutions/2/member-tasks")
@policy.needs(OURS, of=policy.anywhere)
def assign_task() -> AnyResponse:
    return recorded(url_for(".member_task", member_task=begin(ASSIGN)), gettext(ASSIGN.said))


@rooms.get("/solutions/2/member-tasks/<uuid:member_task>")
@policy.needs(Act.READ_MEETING, of=of_member_task)
def member_task(member_task: UUID) -> str:
    row, unit = stood()
    history = house().journal.history(member_task)
    words = texts(text for told in history for text in sealed_in(told.fact))
    shown = {"people": names([row.member]), "ours": allows(caller(), OURS, Place(unit.path))}
    return render_template("solutions/member_task.html", row=row, unit=unit, history=history, words=words, **shown)


@rooms.post(f"/solutions/2/member-tasks/<uuid:member_task>/{acts_in(OF_TASKS)}")
@policy.needs(OURS, of=of_member_task)
def act_on_task(member_task: UUID, act: str) -> AnyResponse:
    act_on(OF_TASKS[act], member_task)
    return recorded(url_for(".member_task", member_task=member_task), gettext(OF_TASKS[act].said))


@rooms.get("/solutions/2/absences")
@policy.needs(Act.READ_MEETING, of=policy.anywhere)
def absences() -> str:
    with house().reading() as db:
        scope = policy.reach(Act.READ_MEETING)
        found = listed(lambda part: duties.absences_in(db, scope, duties.AbsencesSought(), part))
        missed = meetings_with_absences(db, policy.reach(OURS), house().now().date())
        units = units_of(db, found)
    return render_template(
        "solutions/absences.html", found=found, units=units, missed=missed, measures=list(AbsenceMeasure)
    )


@rooms.post("/solutions/2/absences")
@policy.needs(OURS, of=policy.anywhere)
def handle_absence() -> AnyResponse:
    asked = from_form(asks.HandleAbsence)
    policy.require(OURS, of_meeting(MeetingId(asked.meeting)))
    record(asks.handle_absence, asked)
    return recorded(url_for(".absences"), gettext("Đã ghi việc xử lý vắng."))
