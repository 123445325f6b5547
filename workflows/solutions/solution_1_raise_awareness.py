"""Một là: awareness, roles and responsibility of committees, secretaries, heads and all members."""

from domain.events.commitment import CommitmentMade
from domain.events.meeting import MeetingHeld
from domain.events.month import MonthClosed
from domain.events.study import BriefingAcknowledged, BriefingAttended
from domain.events.theme_paper import ThemePaperFinished
from domain.names import ItemTag, Role, SolutionCode
from workflows.solutions.playbook import Better, Evidence, Happens, Measure, Playbook, Step, kept, with_item

RAISE_AWARENESS = Playbook(
    number=1,
    version=1,
    steps=(
        Step(
            "brief_committees",
            SolutionCode("S1.1"),
            owner=Role.LEADER,
            term=20,
            evidence=(Evidence.MINUTES, Evidence.ATTENDANCE_LIST),
            satisfied_by=(Happens(BriefingAttended, lambda it: it.committee > 0),),
        ),
        Step(
            "acknowledge_the_briefing",
            SolutionCode("S1.1"),
            owner=Role.SECRETARY,
            term=10,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(BriefingAcknowledged),),
        ),
        Step(
            "commit_for_the_year",
            SolutionCode("S1.2"),
            owner=Role.SECRETARY,
            term=22,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(CommitmentMade, lambda it: it.person is None),),
            on_demand=True,
        ),
        Step(
            "study_every_month",
            SolutionCode("S1.2"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(
                Happens(
                    MeetingHeld,
                    with_item(ItemTag.HO_CHI_MINH_STUDY),
                    times=3,
                    in_a_row=True,
                ),
            ),
        ),
        Step(
            "prepare_a_theme_paper",
            SolutionCode("S1.3"),
            owner=Role.SECRETARY,
            term=44,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(ThemePaperFinished),),
            on_demand=True,
        ),
        Step(
            "hold_a_serious_thematic_meeting",
            SolutionCode("S1.3"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(MonthClosed, kept("R-THEM")),),
        ),
        Step(
            "tie_agenda_to_the_core_task",
            SolutionCode("S1.4"),
            owner=Role.SECRETARY,
            term=22,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(MeetingHeld, with_item(ItemTag.CORE_TASK)),),
        ),
    ),
    measures=(
        Measure("committees_briefed", Better.MORE),
        Measure("heads_briefed", Better.MORE),
        Measure("members_briefed", Better.MORE),
        Measure("units_committed", Better.MORE),
        Measure("commitments_reviewed", Better.MORE),
        Measure("study_every_month", Better.MORE),
        Measure("theme_papers_in_time", Better.MORE),
        Measure("agenda_on_core_tasks", Better.MORE),
    ),
)
