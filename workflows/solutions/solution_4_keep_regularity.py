"""Bốn là: regular meetings, the right process, renewed form and content, self-checks."""

from domain.events.meeting import ThemeMatched
from domain.events.month import MonthClosed
from domain.events.regularity import NewFormTried, ResultsAssessed, SelfInspectionDone
from domain.names import Role, SolutionCode
from workflows.solutions.playbook import Better, Evidence, Happens, Measure, Playbook, Step, kept

KEEP_REGULARITY = Playbook(
    number=4,
    version=1,
    steps=(
        Step(
            "keep_the_calendar_three_months",
            SolutionCode("S4.1"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(MonthClosed, kept("R-FREQ", "R-DAY"), times=3, in_a_row=True),),
        ),
        Step(
            "follow_the_process",
            SolutionCode("S4.2"),
            owner=Role.SECRETARY,
            term=44,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(MonthClosed, kept("R-PRE", "R-NOTICE", "R-MIN"), times=2, in_a_row=True),),
        ),
        Step(
            "try_a_new_form",
            SolutionCode("S4.3"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.MINUTES, Evidence.PHOTO),
            satisfied_by=(Happens(NewFormTried),),
        ),
        Step(
            "match_themes_to_the_orientation",
            SolutionCode("S4.4"),
            owner=Role.SECRETARY,
            term=44,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(ThemeMatched),),
        ),
        Step(
            "inspect_itself",
            SolutionCode("S4.5"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(SelfInspectionDone),),
        ),
        Step(
            "assess_the_resolution",
            SolutionCode("S4.6"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(ResultsAssessed),),
        ),
    ),
    measures=(
        Measure("held_on_time", Better.MORE),
        Measure("tasks_reviewed", Better.MORE),
        Measure("tasks_done", Better.MORE),
        Measure("process_score", Better.MORE),
        Measure("calendar_kept", Better.MORE),
        Measure("targets_reached", Better.MORE),
    ),
)
