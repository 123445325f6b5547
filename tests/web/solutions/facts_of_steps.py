"""For each step of the playbooks that moves by itself: how its very fact comes about, recorded through the requests.

Where it is easy, what is nearly that fact is recorded first: another unit's, or another kind of the same.
"""

from collections.abc import Callable
from datetime import date, datetime

from domain.accord_names import ClauseAnswer, Counterpart, DialogueOutcome
from domain.capacity_names import DutyOf, JointActivity, Organisation
from domain.events.contribution import ContributionForm
from domain.names import ItemTag, Office
from domain.regularity_names import AssessedSubject, MeetingForm
from tests.bloc import ZONE, Bloc
from tests.web import capacity_things
from tests.web.inspection.a_case import CELL
from tests.web.solutions import a_regulation
from tests.web.solutions.a_plan import APPROVED, met, month_closed
from tests.web.solutions.facts_of_first_three import (
    BY,
    QUARTER,
    Way,
    acknowledged,
    answered,
    asked,
    briefed,
    committed,
    guided,
    held_a_thematic_one,
    months,
    papered,
    programmed,
    ruled,
    seated,
    thematic,
    trained,
    visited,
)
from workflows.desk import Thing
from workflows.requests import (
    accords,
    contributions,
    meetings,
    members_proposals,
    minutes,
    regularity,
    self_trainings,
    supports,
)

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
