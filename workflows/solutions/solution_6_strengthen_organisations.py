"""Sáu là: stronger party and mass organisations, in non-state enterprises first."""

from domain.names import Role, SolutionCode
from workflows.solutions.playbook import Better, Evidence, Measure, Playbook, Step

STRENGTHEN_ORGANISATIONS = Playbook(
    number=6,
    version=1,
    steps=(
        Step(
            "diagnose_the_organisation",
            SolutionCode("S6.1"),
            owner=Role.OVERSEER,
            term=22,
            evidence=(Evidence.DOCUMENT,),
        ),
        Step(
            "support_mass_organisations",
            SolutionCode("S6.2"),
            owner=Role.OVERSEER,
            term=66,
            evidence=(Evidence.DOCUMENT, Evidence.PHOTO),
        ),
        Step(
            "begin_with_non_state_cells",
            SolutionCode("S6.3"),
            owner=Role.LEADER,
            term=44,
            evidence=(Evidence.DOCUMENT,),
        ),
    ),
    measures=(Measure("non_state_with_plan", Better.MORE),),
)
