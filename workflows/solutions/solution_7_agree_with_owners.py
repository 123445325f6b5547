"""Bảy là: persuade owners, agree on coordination, conditions, time and allowances."""

from domain.events.month import MonthClosed
from domain.names import Role, SolutionCode
from workflows.solutions.playbook import Better, Evidence, Happens, Measure, Playbook, Step, kept

AGREE_WITH_OWNERS = Playbook(
    number=7,
    version=1,
    steps=(
        Step(
            "talk_with_the_owner",
            SolutionCode("S7.1"),
            owner=Role.SECRETARY,
            term=22,
            evidence=(Evidence.MINUTES,),
        ),
        Step(
            "sign_a_coordination_regulation",
            SolutionCode("S7.2"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.AGREEMENT,),
        ),
        Step(
            "secure_room_and_hours",
            SolutionCode("S7.3"),
            owner=Role.SECRETARY,
            term=44,
            evidence=(Evidence.DOCUMENT, Evidence.PHOTO),
        ),
        Step(
            "keep_the_monthly_meeting",
            SolutionCode("S7.4"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(MonthClosed, kept("R-FREQ", "R-DAY"), times=3, in_a_row=True),),
        ),
        Step(
            "settle_allowances",
            SolutionCode("S7.5"),
            owner=Role.OVERSEER,
            term=66,
            evidence=(Evidence.DOCUMENT,),
        ),
    ),
    measures=(
        Measure("enterprises_with_regulation", Better.MORE),
        Measure("clauses_kept", Better.MORE),
    ),
)
