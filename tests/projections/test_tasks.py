"""What is owed: by whom, until when, most urgent first; and no longer once it is done."""

from datetime import date

import pytest

from domain.events import deficiency, meeting, month, remediation, ruleset, visit
from domain.names import (
    BodyKind,
    DeficiencyCode,
    DeficiencyId,
    Grade,
    Month,
    PersonId,
    Role,
    RuleCode,
    RuleSetId,
    Target,
    TargetKind,
    UnitType,
    VisitKind,
)
from projections import tasks, tasks_owed, unit_tree
from projections.listing import Part
from projections.task_kinds import TaskKind
from projections.tasks_owed import Owing
from tests.projections.lines import an_id
from tests.projections.small_bloc import (
    CELL,
    FDI,
    KHOI,
    SEALED,
    a_bloc,
    a_case,
    a_deficiency,
    a_meeting,
    a_plan,
    at,
    held,
    open_case,
)

MEETING = an_id(40)
NOBODY = PersonId("nobody")
SECRETARY = Owing(NOBODY, ((Role.SECRETARY, ("/KHOI/FDI/",)),))
INSPECTOR = Owing(NOBODY, ((Role.INSPECTOR, ("/KHOI/",)),))
LEADER = Owing(NOBODY, ((Role.LEADER, ("/KHOI/",)),))


@pytest.fixture
def bloc():
    return a_bloc(unit_tree.view, tasks.view)


def owed(bloc, owing):
    return [(task.kind, task.due) for task in bloc.ask(tasks_owed.tasks_of, owing, Part()).items]


def kinds(bloc, owing):
    return [kind for kind, _ in owed(bloc, owing)]


def test_a_meeting_set_is_to_be_held_then_its_minutes_filed_then_classed(bloc):
    overseer = Owing(NOBODY, ((Role.OVERSEER, ("/KHOI/",)),))
    bloc.tell(MEETING, a_meeting())
    assert owed(bloc, SECRETARY) == [(TaskKind.HOLD_MEETING, date(2026, 10, 5))]
    bloc.tell(MEETING, held())
    assert owed(bloc, SECRETARY) == [(TaskKind.FILE_MINUTES, date(2026, 10, 10))]
    bloc.tell(MEETING, meeting.MinutesFiled((SEALED,), True, True, True, at("2026-10-08")))
    assert owed(bloc, SECRETARY) == []
    bloc.tell(MEETING, meeting.MeetingSelfScored({"time": 5.0}, 20))
    assert kinds(bloc, overseer) == [TaskKind.DECIDE_CLASS]
    bloc.tell(MEETING, meeting.MeetingClassed(Grade.GOOD, 95.0))
    assert owed(bloc, overseer) == []


def test_minutes_are_due_by_the_term_of_the_local_rules_that_reach_the_unit(bloc):
    values = {RuleCode("R-MIN"): {"filed_days": 2.0}}
    foreign, on = UnitType.FOREIGN_OWNED_ENTERPRISE, RuleSetId("HD42-2025")
    adopted = ruleset.RuleSetAdopted(RuleSetId("FDI-1"), on, date(2026, 1, 1), "QĐ 1", values, type=foreign)
    bloc.tell(an_id(70), adopted)
    bloc.tell(MEETING, a_meeting(), held())
    assert owed(bloc, SECRETARY) == [(TaskKind.FILE_MINUTES, date(2026, 10, 7))]
    bloc.tell(an_id(41), a_meeting(CELL), held())
    elsewhere = Owing(NOBODY, ((Role.SECRETARY, ("/KHOI/DB1/",)),))
    assert owed(bloc, elsewhere) == [(TaskKind.FILE_MINUTES, date(2026, 10, 10))]


def test_a_meeting_called_off_is_owed_no_longer(bloc):
    bloc.tell(MEETING, a_meeting(), meeting.MeetingCancelled(SEALED))
    assert owed(bloc, SECRETARY) == []


def test_the_visitor_owes_the_visit_and_its_feedback_the_cell_its_acknowledgement(bloc):
    visitor = Owing(PersonId("p-khanh"), ())
    bloc.tell(an_id(45), visit.VisitPlanned(FDI, VisitKind.PLANNED, date(2026, 10, 5), PersonId("p-khanh")))
    assert kinds(bloc, visitor) == [TaskKind.MAKE_VISIT]
    bloc.tell(an_id(45), visit.VisitMade())
    assert kinds(bloc, visitor) == [TaskKind.GIVE_FEEDBACK]
    bloc.tell(an_id(45), visit.FeedbackGiven(SEALED, date(2026, 10, 20)))
    assert (kinds(bloc, visitor), owed(bloc, SECRETARY)) == ([], [(TaskKind.ACKNOWLEDGE_FEEDBACK, date(2026, 10, 20))])
    bloc.tell(an_id(45), visit.FeedbackAcknowledged())
    assert owed(bloc, SECRETARY) == []


def test_an_inspector_decides_what_the_rules_propose(bloc):
    proposed = month.DeficiencyProposed(
        FDI, Month("2026-10"), DeficiencyCode("D06"), (RuleCode("R-DUR"),), RuleSetId("HD42-2025"), ()
    )
    bloc.tell(an_id(80), proposed)
    assert kinds(bloc, INSPECTOR) == [TaskKind.DECIDE_PROPOSAL]
    bloc.tell(an_id(80), month.ProposalDismissed(SEALED))
    assert owed(bloc, INSPECTOR) == []


def test_a_case_hands_the_turn_back_and_forth(bloc):
    case, found = open_case(bloc)
    road = [
        ([], [TaskKind.SUBMIT_PLAN], []),
        ([a_plan(found, found)], [], [TaskKind.DECIDE_PLAN]),
        ([remediation.PlanReturned(SEALED)], [TaskKind.MEND_PLAN], []),
        ([a_plan(found, found), remediation.PlanApproved()], [TaskKind.DO_STEP, TaskKind.DO_STEP], []),
        ([remediation.StepDone(1)], [TaskKind.DO_STEP], []),
        ([remediation.StepDone(2)], [TaskKind.REPORT_RESULTS], []),
        ([remediation.ResultReported(())], [], [TaskKind.VERIFY_RESULTS]),
        ([remediation.ResultSentBack(found, SEALED)], [TaskKind.DO_STEP, TaskKind.DO_STEP], []),
        ([remediation.StepDone(1), remediation.StepDone(2)], [TaskKind.REPORT_RESULTS], []),
        ([remediation.ResultReported(()), remediation.DeficiencyVerified(found)], [], [TaskKind.CLOSE_CASE]),
        ([remediation.RemediationClosed(SEALED)], [], []),
        ([remediation.EffectivenessCheckAsked(date(2027, 2, 20), 3)], [], [TaskKind.CHECK_EFFECTIVENESS]),
        ([remediation.EffectivenessConfirmed(SEALED)], [], []),
    ]
    for facts, of_unit, of_inspector in road:
        bloc.tell(case, *facts, on=at("2026-11-20"))
        assert (kinds(bloc, SECRETARY), kinds(bloc, INSPECTOR)) == (of_unit, of_inspector)


def test_an_extension_asked_for_is_to_be_decided_beside_the_work(bloc):
    case, _ = open_case(bloc)
    bloc.tell(case, remediation.ExtensionRequested(date(2026, 12, 6), SEALED))
    assert kinds(bloc, INSPECTOR) == [TaskKind.DECIDE_EXTENSION]
    bloc.tell(case, remediation.ExtensionGranted(date(2026, 12, 6)))
    assert owed(bloc, INSPECTOR) == []
    assert owed(bloc, SECRETARY) == [(TaskKind.SUBMIT_PLAN, date(2026, 12, 6))]


def test_a_step_is_owed_by_its_owner_by_name(bloc):
    case, found = open_case(bloc)
    bloc.tell(case, a_plan(found), remediation.PlanApproved())
    assert owed(bloc, Owing(PersonId("owner"), ())) == [(TaskKind.DO_STEP, date(2026, 11, 25))]


def test_a_deficiency_waits_for_its_case_and_a_contest_for_its_decision(bloc):
    bloc.tell(an_id(50), a_deficiency())
    assert kinds(bloc, INSPECTOR) == [TaskKind.OPEN_CASE]
    bloc.tell(an_id(50), deficiency.DeficiencyContested(SEALED))
    assert kinds(bloc, INSPECTOR) == [TaskKind.DECIDE_CONTEST]
    bloc.tell(an_id(50), deficiency.ContestUpheld(SEALED))
    assert owed(bloc, INSPECTOR) == []


def test_leaders_act_on_findings_against_the_inspection_committee(bloc):
    found, case = DeficiencyId(an_id(50)), an_id(60)
    target = Target(TargetKind.BODY, KHOI, BodyKind.INSPECTION_COMMITTEE)
    bloc.tell(found, a_deficiency("D12", KHOI, target=target))
    assert (kinds(bloc, LEADER), kinds(bloc, INSPECTOR)) == ([TaskKind.OPEN_CASE], [])
    bloc.tell(case, a_case(found, cell=KHOI), a_plan(found))
    assert TaskKind.DECIDE_PLAN in kinds(bloc, LEADER)
    assert kinds(bloc, INSPECTOR) == []


def test_what_was_owed_before_is_owed_since_then(bloc):
    case, found = open_case(bloc)
    (before,) = bloc.ask(tasks_owed.tasks_about, [case])
    bloc.tell(case, remediation.CommentMade(SEALED), on=at("2026-11-19"))
    (after,) = bloc.ask(tasks_owed.tasks_about, [case])
    assert after == before
    assert bloc.ask(tasks_owed.tasks_about, [found]) == []


def test_tasks_come_most_urgent_first_and_those_without_a_term_last(bloc):
    bloc.tell(MEETING, a_meeting(day="2026-12-05"))
    open_case(bloc)
    bloc.tell(an_id(41), a_meeting(day="2026-11-05"))
    bloc.tell(an_id(45), visit.VisitPlanned(FDI, VisitKind.PLANNED, date(2026, 10, 5), PersonId("p")))
    bloc.tell(an_id(45), visit.VisitMade(), visit.FeedbackGiven(SEALED))
    assert [due for _, due in owed(bloc, SECRETARY)] == [
        date(2026, 11, 5),
        date(2026, 12, 1),
        date(2026, 12, 5),
        None,
    ]


def test_overdue_is_told_by_the_day_one_asks_on(bloc):
    bloc.tell(MEETING, a_meeting())
    assert bloc.ask(tasks_owed.count_tasks, SECRETARY, date(2026, 10, 5)) == (1, 0)
    assert bloc.ask(tasks_owed.count_tasks, SECRETARY, date(2026, 10, 6)) == (1, 1)


def test_a_role_elsewhere_owes_nothing_here(bloc):
    bloc.tell(MEETING, a_meeting(CELL))
    assert owed(bloc, SECRETARY) == []
    assert [task.unit for task in bloc.ask(tasks_owed.tasks_at, ("/KHOI/DB1/",), 10)] == [CELL]
