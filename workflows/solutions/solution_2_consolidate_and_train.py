"""Hai là: committees and secretaries consolidated, trained, and their responsibility defined."""

from domain.capacity_names import DutyOf
from domain.events.duty_rules import DutyRulesIssued
from domain.events.training import CourseAttended
from domain.events.unit import OfficeFilled
from domain.names import Office, Role, SolutionCode
from workflows.solutions.playbook import Better, Evidence, Happens, Measure, Playbook, Step

CONSOLIDATE_AND_TRAIN = Playbook(
    number=2,
    version=1,
    steps=(
        Step(
            "fill_the_office",
            SolutionCode("S2.1"),
            owner=Role.LEADER,
            term=44,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(OfficeFilled, lambda it: it.office in (Office.SECRETARY, Office.DEPUTY_SECRETARY)),),
        ),
        Step(
            "train_the_secretary",
            SolutionCode("S2.2"),
            owner=Role.LEADER,
            term=66,
            evidence=(Evidence.ATTENDANCE_LIST, Evidence.DOCUMENT),
            satisfied_by=(Happens(CourseAttended),),
        ),
        Step(
            "issue_duty_rules_for_members",
            SolutionCode("S2.3"),
            owner=Role.SECRETARY,
            term=22,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(DutyRulesIssued, lambda it: it.of is DutyOf.MEMBERS),),
        ),
        Step(
            "issue_duty_rules_for_the_committee",
            SolutionCode("S2.4"),
            owner=Role.SECRETARY,
            term=22,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(DutyRulesIssued, lambda it: it.of is not DutyOf.MEMBERS),),
        ),
    ),
    measures=(
        Measure("vacancy_days", Better.LESS, share=False),
        Measure("secretaries_trained", Better.MORE),
        Measure("kept_before_training", Better.MORE),
        Measure("kept_after_training", Better.MORE),
    ),
)
