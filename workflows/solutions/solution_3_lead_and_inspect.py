"""Ba là: superiors lead, guide and inspect: an overseer for every cell, visits, timely lessons."""

from domain.events.oversight import GuidanceAcknowledged, VisitProgrammeApproved
from domain.events.unit import OfficeFilled
from domain.events.visit import FeedbackGiven, VisitMade
from domain.names import Office, Role, SolutionCode
from workflows.solutions.playbook import Better, Evidence, Happens, Measure, Playbook, Step

LEAD_AND_INSPECT = Playbook(
    number=3,
    version=1,
    steps=(
        Step(
            "approve_the_yearly_programme",
            SolutionCode("S3.1"),
            owner=Role.LEADER,
            term=22,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(VisitProgrammeApproved),),
        ),
        Step(
            "guide_by_document",
            SolutionCode("S3.1"),
            owner=Role.LEADER,
            term=22,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(GuidanceAcknowledged),),
        ),
        Step(
            "put_an_overseer_in_charge",
            SolutionCode("S3.2"),
            owner=Role.LEADER,
            term=10,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(OfficeFilled, lambda it: it.office is Office.OVERSEER),),
        ),
        Step(
            "attend_a_meeting",
            SolutionCode("S3.3"),
            owner=Role.OVERSEER,
            term=44,
            evidence=(Evidence.MINUTES,),
            satisfied_by=(Happens(VisitMade),),
        ),
        Step(
            "give_feedback",
            SolutionCode("S3.4"),
            owner=Role.OVERSEER,
            term=5,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(FeedbackGiven),),
        ),
    ),
    measures=(
        Measure("cells_without_overseer", Better.LESS, share=False),
        Measure("cells_visited", Better.MORE),
        Measure("days_to_feedback", Better.LESS, share=False),
    ),
)
