"""One of everything that makes an organisation able, in one unit, recorded past the web."""

from datetime import date
from uuid import UUID

from domain.capacity_names import AbsenceMeasure, CommitteeState, DutyOf, Organisation, Weakness
from domain.events.member_duty import AbsenceHandled
from domain.names import AbsenceReason, BodyKind, Grade, MeetingId, Office
from tests.bloc import Bloc
from workflows.desk import Thing
from workflows.journal.journal import Receipt, Writing
from workflows.requests import committees, duties, supports, training
from workflows.requests.shapes import Because
from workflows.requests.units import FillOffice, fill_office

LEARNT = date(2026, 9, 15)


def made(receipt: Receipt) -> UUID:
    return next(iter(receipt.versions))


def things(bloc: Bloc, code: str, meeting: UUID) -> dict[str, UUID]:
    """The things by the names that routes give them."""
    return {
        "review": made(bloc.ask(committees.review_committee, "leader", review(bloc, code))),
        "course": course(bloc, code),
        "rules": made(bloc.ask(duties.issue_duty_rules, "admin", rules(bloc, code))),
        "member_task": made(bloc.ask(duties.assign_member_task, "admin", task(bloc, code))),
        "absence": absence(bloc, code, meeting),
        "support": made(bloc.ask(supports.diagnose_organisation, "overseer1", diagnosis(bloc, code))),
    }


def review(bloc: Bloc, code: str) -> committees.ReviewCommittee:
    strengthen = CommitteeState.TO_STRENGTHEN
    return committees.ReviewCommittee(bloc.unit(code), LEARNT, strengthen, 3, 2, note="Thiếu một chi ủy viên.")


def course(bloc: Bloc, code: str) -> UUID:
    """A course of the unit itself, planned and no more."""
    asked = training.PlanCourse(bloc.unit(code), "Kỹ năng điều hành sinh hoạt", LEARNT, LEARNT, 16, 40)
    return made(bloc.ask(training.plan_course, "leader", asked))


def learnt(bloc: Bloc, code: str, secretary: str) -> UUID:
    """A course of the Bloc at which a secretary was, and another one was not."""
    held, unit, person = course(bloc, "KHOI"), bloc.unit(code), bloc.person(secretary)
    bloc.ask(training.enrol_secretary, "leader", Thing(held), training.EnrolSecretary(unit, person))
    bloc.ask(training.record_attendance, "leader", Thing(held), training.RecordAttendance(unit, person))
    other, missing = bloc.unit("DB1.2"), bloc.person("secretary2")
    seat = FillOffice(Office.DEPUTY_SECRETARY, BodyKind.COMMITTEE, missing, date(2026, 1, 1))
    bloc.ask(fill_office, "admin", Thing(other), seat)
    bloc.ask(training.enrol_secretary, "leader", Thing(held), training.EnrolSecretary(other, missing))
    missed = training.RecordMissed(other, missing, AbsenceReason.MISSION)
    bloc.ask(training.record_missed, "leader", Thing(held), missed)
    bloc.ask(training.assess_secretary, "leader", Thing(held), training.AssessSecretary(unit, person, Grade.GOOD))
    return held


def rules(bloc: Bloc, code: str, of: DutyOf = DutyOf.MEMBERS) -> duties.IssueDutyRules:
    return duties.IssueDutyRules(bloc.unit(code), of, "03-QĐ/CB", LEARNT, LEARNT, "Mỗi đảng viên dự đủ các kỳ họp.")


def task(bloc: Bloc, code: str) -> duties.AssignMemberTask:
    return duties.AssignMemberTask(bloc.unit(code), bloc.person("secretary1"), "Vận động ca đêm", date(2026, 12, 1))


def absence(bloc: Bloc, code: str, meeting: UUID) -> UUID:
    handled = AbsenceHandled(bloc.unit(code), MeetingId(meeting), bloc.person("secretary2"), AbsenceMeasure.TALKED_WITH)
    stream = UUID(int=bloc.unit(code).int ^ 1)
    bloc.house.journal.record(bloc.hand("admin"), Writing(stream, 0, (handled,)))
    return stream


def diagnosis(bloc: Bloc, code: str, organisation: Organisation = Organisation.PARTY) -> supports.DiagnoseOrganisation:
    weak = (Weakness.FEW_MEMBERS, Weakness.OWNER_INDIFFERENT)
    return supports.DiagnoseOrganisation(bloc.unit(code), organisation, LEARNT, weak, "Ít đảng viên trẻ.")


def helped(bloc: Bloc, code: str) -> UUID:
    """A support under way: planned, approved, with a mentor, one of two milestones reached."""
    support = Thing(made(bloc.ask(supports.diagnose_organisation, "overseer1", diagnosis(bloc, code))))
    steps = (
        supports.MilestonePlanned("Có nghị quyết hằng tháng", date(2026, 11, 1)),
        supports.MilestonePlanned("Kết nạp một đảng viên", date(2027, 3, 1)),
    )
    bloc.ask(supports.plan_support, "overseer1", support, supports.PlanSupport(steps, date(2027, 6, 30)))
    bloc.ask(supports.approve_support, "leader", support)
    bloc.ask(supports.assign_mentor, "leader", support, supports.AssignMentor(bloc.person("overseer1")))
    bloc.ask(supports.reach_milestone, "overseer1", support, supports.ReachMilestone(1))
    return support.id


def reported(bloc: Bloc, code: str) -> UUID:
    """A task of a member, reported."""
    given = Thing(made(bloc.ask(duties.assign_member_task, "secretary1", task(bloc, code))))
    bloc.ask(duties.report_member_task, "secretary1", given, duties.ReportMemberTask("Đã vận động đủ."))
    return given.id


def sent_back(bloc: Bloc, code: str) -> UUID:
    given = Thing(reported(bloc, code))
    bloc.ask(duties.send_member_task_back, "secretary1", given, Because("Cần danh sách."))
    return given.id


def pages(bloc: Bloc, meeting: UUID) -> list[tuple[str, str]]:
    """Who reads which page of these subjects, when something has happened in each."""
    there = things(bloc, "FDI", meeting)
    at_work = [helped(bloc, "NSE"), course(bloc, "KHOI"), learnt(bloc, "FDI", "secretary1")]
    member_task, back = reported(bloc, "FDI"), sent_back(bloc, "FDI")
    lists = (
        "offices",
        "offices?which=all",
        "courses",
        "duty-rules",
        "member-tasks",
        "member-tasks?which=done",
        "absences",
    )
    return [
        *(("leader", f"/solutions/2/{name}") for name in lists),
        *(("secretary1", f"/solutions/2/{name}") for name in lists[2:]),
        *(("leader", path) for path in ("/solutions/2", "/solutions/6", "/solutions/6/supports?which=ended")),
        *(("overseer1", path) for path in ("/solutions/6/supports", "/solutions/6/supports/new?unit=FDI")),
        ("leader", f"/solutions/2/reviews/{there['review']}"),
        *(("leader", f"/solutions/2/courses/{one}") for one in at_work[1:]),
        ("secretary1", f"/solutions/2/courses/{at_work[2]}"),
        ("secretary1", f"/solutions/2/duty-rules/{there['rules']}"),
        *(("secretary1", f"/solutions/2/member-tasks/{one}") for one in (there["member_task"], member_task, back)),
        *(("leader", f"/solutions/6/supports/{one}") for one in (there["support"], at_work[0])),
        ("overseer1", f"/solutions/6/supports/{there['support']}"),
    ]
