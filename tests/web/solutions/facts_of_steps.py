"""For each step of the playbooks that moves by itself: how its very fact comes about, recorded through the requests.

Where it is easy, what is nearly that fact is recorded first: another unit's, or another kind of the same.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.accord_names import ClauseAnswer, Counterpart, DialogueOutcome
from domain.capacity_names import DutyOf, JointActivity, Organisation
from domain.events.contribution import ContributionForm
from domain.names import BodyKind, ItemTag, MeetingKind, Office, VisitKind
from domain.regularity_names import AssessedSubject, MeetingForm
from tests.bloc import ZONE, Bloc
from tests.web import capacity_things
from tests.web.inspection.a_case import CELL
from tests.web.solutions import a_regulation
from tests.web.solutions.a_plan import APPROVED, met, month_closed
from tests.web.undertaken import made
from workflows.desk import Thing
from workflows.requests import (
    accords,
    commitments,
    contributions,
    duties,
    meetings,
    members_proposals,
    minutes,
    oversight,
    regularity,
    self_trainings,
    study,
    supports,
    theme_papers,
    training,
    visits,
)
from workflows.requests.units import FillOffice, fill_office

BY = date(2026, 12, 20)
QUARTER = ((2026, 12), (2027, 1), (2027, 2))
Way = Callable[[Bloc], object]


def asked(bloc: Bloc, by: str, request: Callable[..., Any], *what: Any) -> Thing:
    """What a request made, or changed."""
    return Thing(made(bloc.ask(request, by, *what)))


def months(number: int, *tags: ItemTag, closed: bool = True) -> Way:
    """Meetings held on their day, this many months in a row."""

    def held(bloc: Bloc) -> None:
        for year, month in QUARTER[:number]:
            met(bloc, date(year, month, 5), CELL, *tags)
            if closed:
                month_closed(bloc, year, month)

    return held


# 1


def briefed(bloc: Bloc) -> Thing:
    calls = study.OpenStudyCampaign(bloc.unit("KHOI"), "Chỉ thị 50", (bloc.unit(CELL), bloc.unit("PSU")), BY)
    campaign = asked(bloc, "leader", study.open_study_campaign, calls)
    asked(bloc, "leader", study.hold_briefing, campaign, study.HoldBriefing(APPROVED))
    for code in ("PSU", CELL):
        there = study.AttendBriefing(bloc.unit(code), APPROVED, 3, True, 15)
        asked(bloc, "leader", study.attend_briefing, campaign, there)
    return campaign


def acknowledged(bloc: Bloc) -> None:
    taken_in = study.AcknowledgeBriefing(bloc.unit(CELL))
    asked(bloc, "secretary1", study.acknowledge_briefing, briefed(bloc), taken_in)


def committed(bloc: Bloc) -> None:
    for person in (bloc.person("secretary1"), None):
        own = commitments.MakeCommitment(bloc.unit(CELL), 2026, "Họp đủ", person)
        asked(bloc, "secretary1", commitments.make_commitment, own)


def papered(bloc: Bloc) -> None:
    assigned = theme_papers.AssignThemePaper(bloc.unit(CELL), "Nêu gương", bloc.person("secretary1"), BY)
    paper = asked(bloc, "secretary1", theme_papers.assign_theme_paper, assigned)
    asked(bloc, "secretary1", theme_papers.finish_theme_paper, paper, theme_papers.FinishThemePaper(APPROVED))


def thematic(bloc: Bloc, day: date = date(2026, 12, 15)) -> Thing:
    start = datetime.combine(day, time(14), ZONE)
    unit = bloc.unit(CELL)
    planned = meetings.ScheduleMeeting(MeetingKind.THEMATIC, day, start, "Phòng họp", unit, theme="Chuyển đổi số")
    return asked(bloc, "secretary1", meetings.schedule_meeting, planned)


def held_a_thematic_one(bloc: Bloc) -> None:
    met(bloc, date(2026, 12, 5))
    meeting = thematic(bloc)
    bloc.watch.on(date(2026, 12, 15), time(18))
    start = datetime(2026, 12, 15, 14, tzinfo=ZONE)
    told = meetings.HoldMeeting(start, start + timedelta(hours=2), bloc.person("secretary1"), 20, 19, 1, 0, 12)
    asked(bloc, "secretary1", meetings.hold_meeting, meeting, told)
    month_closed(bloc, 2026, 12)


# 2


def seated(*offices: Office) -> Way:
    def filled(bloc: Bloc) -> None:
        for office in offices:
            seat = FillOffice(office, BodyKind.COMMITTEE, bloc.person("inspector2"), APPROVED)
            asked(bloc, "admin", fill_office, Thing(bloc.unit(CELL)), seat)

    return filled


def trained(bloc: Bloc) -> None:
    course = training.PlanCourse(bloc.unit("KHOI"), "Kỹ năng điều hành", APPROVED, APPROVED, 8, 30)
    planned = asked(bloc, "leader", training.plan_course, course)
    learners = ((bloc.unit("DB1.1"), bloc.person("secretary2")), (bloc.unit(CELL), bloc.person("secretary1")))
    for learner in learners:
        asked(bloc, "leader", training.enrol_secretary, planned, training.EnrolSecretary(*learner))
        asked(bloc, "leader", training.record_attendance, planned, training.RecordAttendance(*learner))


def ruled(*of: DutyOf) -> Way:
    def issued(bloc: Bloc) -> None:
        for whose in of:
            asked(bloc, "secretary1", duties.issue_duty_rules, capacity_things.rules(bloc, CELL, whose))

    return issued


# 3


def programmed(bloc: Bloc) -> None:
    number = oversight.ApproveVisitProgramme(bloc.unit(CELL), 2027, "01-CTr", APPROVED)
    asked(bloc, "leader", oversight.approve_visit_programme, number)


def guided(bloc: Bloc) -> None:
    units = (bloc.unit(CELL), bloc.unit("PSU"))
    issued = oversight.IssueGuidance(bloc.unit("KHOI"), units, "05-HD", APPROVED, "Nền nếp sinh hoạt")
    guidance = asked(bloc, "leader", oversight.issue_guidance, issued)
    for unit in reversed(units):
        asked(bloc, "leader", oversight.acknowledge_guidance, guidance, oversight.AcknowledgeGuidance(unit))


def visited(bloc: Bloc) -> Thing:
    planned = visits.PlanVisit(VisitKind.PLANNED, APPROVED, bloc.person("overseer1"), bloc.unit(CELL))
    visit = asked(bloc, "overseer1", visits.plan_visit, planned)
    return asked(bloc, "overseer1", visits.make_visit, visit, visits.MakeVisit())


def answered(bloc: Bloc) -> None:
    asked(bloc, "overseer1", visits.give_feedback, visited(bloc), visits.GiveFeedback("Cần họp đủ giờ."))


# 4


def orderly(bloc: Bloc) -> None:
    """Two months with the committee's own meeting, notice, papers, and minutes."""
    for year, month in QUARTER[:2]:
        meeting = Thing(met(bloc, date(year, month, 5)))
        before = datetime(year, month, 2, 14, tzinfo=ZONE)
        first = meetings.RecordPreMeeting(before, True)
        asked(bloc, "secretary1", meetings.record_pre_meeting, meeting, first)
        asked(bloc, "secretary1", meetings.record_notice, meeting, meetings.RecordNotice(before, True, True))
        asked(bloc, "secretary1", meetings.record_papers, meeting, meetings.RecordPosting(before))
        filed = minutes.FileMinutes(("Thống nhất.",), True, True, True, datetime(year, month, 5, 17, tzinfo=ZONE))
        asked(bloc, "secretary1", minutes.file_minutes, meeting, filed)
        month_closed(bloc, year, month)


def tried(bloc: Bloc) -> None:
    form = regularity.TryNewForm(bloc.unit(CELL), APPROVED, MeetingForm.ON_THE_SPOT)
    asked(bloc, "secretary1", regularity.try_new_form, form)


def matched(bloc: Bloc) -> None:
    issued = regularity.IssueOrientation(bloc.unit("KHOI"), 2026, "03-HD", APPROVED, ("Nêu gương", "Chuyển đổi số"))
    orientation = asked(bloc, "leader", regularity.issue_orientation, issued)
    asked(bloc, "secretary1", regularity.match_theme, thematic(bloc), regularity.MatchTheme(orientation.id, 2))


def inspected(bloc: Bloc) -> None:
    planned = regularity.PlanSelfInspection(bloc.unit(CELL), BY, "Việc ghi biên bản")
    inspection = asked(bloc, "secretary1", regularity.plan_self_inspection, planned)
    done = regularity.FinishSelfInspection(APPROVED, 2, "Ghi còn sơ sài")
    asked(bloc, "secretary1", regularity.finish_self_inspection, inspection, done)


def assessed(bloc: Bloc) -> None:
    target, plan = regularity.Target("Kết nạp", 2, 1), AssessedSubject.YEAR_PLAN
    results = regularity.AssessResults(bloc.unit(CELL), plan, "2026", APPROVED, (target,), "Cơ bản đạt")
    asked(bloc, "secretary1", regularity.assess_results, results)


# 5


def questioned(bloc: Bloc) -> None:
    sent = meetings.RecordQuestions(bloc.house.now(), 3)
    asked(bloc, "secretary1", meetings.record_questions, thematic(bloc), sent)


def proposal_answered(bloc: Bloc) -> None:
    raised = members_proposals.RaiseMembersProposal(bloc.unit(CELL), "Xin phòng họp", APPROVED, BY)
    proposal = asked(bloc, "secretary1", members_proposals.raise_members_proposal, raised)
    answer = members_proposals.AnswerMembersProposal("Đã thống nhất", APPROVED)
    asked(bloc, "secretary1", members_proposals.answer_members_proposal, proposal, answer)


def self_training(bloc: Bloc) -> None:
    own = self_trainings.PlanSelfTraining(bloc.unit(CELL), bloc.person("secretary1"), "Nói ngắn", BY)
    asked(bloc, "secretary1", self_trainings.plan_self_training, own)


def contributed(bloc: Bloc) -> None:
    shown = contributions.AcknowledgeContributions(bloc.unit(CELL), APPROVED, 4, ContributionForm.AT_THE_MEETING)
    asked(bloc, "secretary1", contributions.acknowledge_contributions, shown)


# 6


def diagnosed(*organisations: Organisation) -> Callable[[Bloc], Thing]:
    def found(bloc: Bloc) -> Thing:
        told = [capacity_things.diagnosis(bloc, CELL, one) for one in organisations]
        return [asked(bloc, "overseer1", supports.diagnose_organisation, one) for one in told][-1]

    return found


def supported(bloc: Bloc) -> Thing:
    support = diagnosed(Organisation.PARTY)(bloc)
    plan = supports.PlanSupport((supports.MilestonePlanned("Họp đều", BY),), date(2027, 6, 30))
    asked(bloc, "overseer1", supports.plan_support, support, plan)
    return asked(bloc, "leader", supports.approve_support, support)


def joined(bloc: Bloc) -> None:
    support = supported(bloc)
    for kind in reversed(JointActivity):
        held = supports.HoldJointActivity(kind, APPROVED, 40)
        asked(bloc, "overseer1", supports.hold_joint_activity, support, held)


# 7


def talked(bloc: Bloc) -> None:
    outcome = DialogueOutcome.AGREED
    held = accords.HoldDialogue(bloc.unit(CELL), APPROVED, Counterpart.OWNER, outcome)
    asked(bloc, "secretary1", accords.hold_dialogue, held)


def signed(bloc: Bloc) -> Thing:
    """With room, hours and allowance agreed."""
    regulation = Thing(a_regulation.drafted(bloc, CELL))
    for clause in range(1, 1 + len(a_regulation.CLAUSES)):
        agreed = accords.NegotiateClause(ClauseAnswer.AGREED, APPROVED)
        asked(bloc, "secretary1", accords.negotiate_clause, regulation, clause, agreed)
    both = accords.SignRegulation("01-QC", APPROVED, APPROVED, date(2027, 11, 30))
    return asked(bloc, "secretary1", accords.sign_regulation, regulation, both)


def paid(bloc: Bloc) -> None:
    regulation = signed(bloc)
    for clause in (1, 3):
        asked(bloc, "secretary1", accords.find_clause_kept, regulation, clause, accords.FindClauseKept(APPROVED))


WAYS: dict[str, Way] = {
    "brief_committees": briefed,
    "acknowledge_the_briefing": acknowledged,
    "commit_for_the_year": committed,
    "study_every_month": months(3, ItemTag.HO_CHI_MINH_STUDY, closed=False),
    "prepare_a_theme_paper": papered,
    "hold_a_serious_thematic_meeting": held_a_thematic_one,
    "tie_agenda_to_the_core_task": months(1, ItemTag.CORE_TASK, closed=False),
    "fill_the_office": seated(Office.OVERSEER, Office.DEPUTY_SECRETARY),
    "train_the_secretary": trained,
    "issue_duty_rules_for_members": ruled(DutyOf.COMMITTEE, DutyOf.MEMBERS),
    "issue_duty_rules_for_the_committee": ruled(DutyOf.MEMBERS, DutyOf.COMMITTEE),
    "approve_the_yearly_programme": programmed,
    "guide_by_document": guided,
    "put_an_overseer_in_charge": seated(Office.DEPUTY_SECRETARY, Office.OVERSEER),
    "attend_a_meeting": visited,
    "give_feedback": answered,
    "keep_the_calendar_three_months": months(3),
    "follow_the_process": orderly,
    "try_a_new_form": tried,
    "match_themes_to_the_orientation": matched,
    "inspect_itself": inspected,
    "assess_the_resolution": assessed,
    "send_questions_beforehand": questioned,
    "more_members_speak": months(2),
    "answer_members_proposals": proposal_answered,
    "hold_the_criticism_item": months(2, ItemTag.CRITICISM, closed=False),
    "plan_self_training": self_training,
    "acknowledge_contributions": contributed,
    "diagnose_the_organisation": diagnosed(Organisation.YOUTH_UNION, Organisation.PARTY),
    "support_mass_organisations": joined,
    "begin_with_non_state_cells": supported,
    "talk_with_the_owner": talked,
    "sign_a_coordination_regulation": signed,
    "secure_room_and_hours": signed,
    "keep_the_monthly_meeting": months(3),
    "settle_allowances": paid,
}
"""By the code of the step."""
