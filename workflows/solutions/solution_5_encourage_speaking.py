"""Năm là: democracy, self-criticism and criticism, speaking, self-training, contribution."""

from domain.events.contribution import ContributionsAcknowledged
from domain.events.meeting import MeetingHeld, QuestionsSent
from domain.events.members_proposal import MembersProposalAnswered
from domain.events.month import MonthClosed
from domain.events.self_training import SelfTrainingPlanned
from domain.names import ItemTag, Role, SolutionCode
from workflows.solutions.playbook import Better, Evidence, Happens, Measure, Playbook, Step, kept, with_item

ENCOURAGE_SPEAKING = Playbook(
    number=5,
    version=1,
    steps=(
        Step(
            "send_questions_beforehand",
            SolutionCode("S5.1"),
            owner=Role.SECRETARY,
            term=22,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(QuestionsSent),),
        ),
        Step(
            "more_members_speak",
            SolutionCode("S5.1"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(MonthClosed, kept("R-SPEAK"), times=2, in_a_row=True),),
        ),
        Step(
            "answer_members_proposals",
            SolutionCode("S5.1"),
            owner=Role.SECRETARY,
            term=22,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(MembersProposalAnswered),),
            on_demand=True,
        ),
        Step(
            "hold_the_criticism_item",
            SolutionCode("S5.2"),
            owner=Role.SECRETARY,
            term=44,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(MeetingHeld, with_item(ItemTag.CRITICISM), times=2),),
        ),
        Step(
            "plan_self_training",
            SolutionCode("S5.3"),
            owner=Role.SECRETARY,
            term=44,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(SelfTrainingPlanned),),
        ),
        Step(
            "acknowledge_contributions",
            SolutionCode("S5.4"),
            owner=Role.SECRETARY,
            term=66,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(ContributionsAcknowledged),),
        ),
    ),
    measures=(
        Measure("members_speaking", Better.MORE),
        Measure("new_speakers", Better.MORE),
        Measure("questions_sent", Better.MORE),
        Measure("criticism_held", Better.MORE),
        Measure("proposals_answered_in_time", Better.MORE),
        Measure("self_training_done", Better.MORE),
    ),
)
