"""Bảy là: persuade owners, agree on coordination, conditions, time and allowances."""

from collections.abc import Callable

from domain.accord_names import ClauseKind
from domain.events.accord import ClauseKept, OwnerDialogueHeld, RegulationSigned
from domain.events.month import MonthClosed
from domain.names import Role, SolutionCode
from workflows.solutions.playbook import Better, Evidence, Happens, Measure, Playbook, Step, kept


def agrees_on(*kinds: ClauseKind) -> Callable[[RegulationSigned], bool]:
    """The owner agreed on all of these."""
    return lambda signed: set(kinds) <= set(signed.agreed)


def of_the(kind: ClauseKind) -> Callable[[ClauseKept], bool]:
    """The clause is of this kind."""
    return lambda found: found.kind is kind


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
            satisfied_by=(Happens(OwnerDialogueHeld),),
        ),
        Step(
            "sign_a_coordination_regulation",
            SolutionCode("S7.2"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.AGREEMENT,),
            satisfied_by=(Happens(RegulationSigned),),
        ),
        Step(
            "secure_room_and_hours",
            SolutionCode("S7.3"),
            owner=Role.SECRETARY,
            term=44,
            evidence=(Evidence.DOCUMENT, Evidence.PHOTO),
            satisfied_by=(Happens(RegulationSigned, agrees_on(ClauseKind.ROOM, ClauseKind.HOURS)),),
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
            satisfied_by=(Happens(ClauseKept, of_the(ClauseKind.ALLOWANCE)),),
        ),
    ),
    measures=(
        Measure("enterprises_with_regulation", Better.MORE),
        Measure("clauses_kept", Better.MORE),
        Measure("on_time_after_signing", Better.MORE),
    ),
)
