"""Sáu là: stronger party and mass organisations, in non-state enterprises first."""

from domain.capacity_names import JointActivity, Organisation
from domain.events.support import JointActivityHeld, OrganisationDiagnosed, SupportPlanApproved
from domain.names import Role, SolutionCode
from workflows.solutions.playbook import Better, Evidence, Happens, Measure, Playbook, Step

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
            satisfied_by=(Happens(OrganisationDiagnosed, lambda it: it.organisation is Organisation.PARTY),),
        ),
        Step(
            "support_mass_organisations",
            SolutionCode("S6.2"),
            owner=Role.OVERSEER,
            term=66,
            evidence=(Evidence.DOCUMENT, Evidence.PHOTO),
            satisfied_by=(Happens(JointActivityHeld, lambda it: it.kind is JointActivity.WITH_MASS_ORGANISATIONS),),
        ),
        Step(
            "begin_with_non_state_cells",
            SolutionCode("S6.3"),
            owner=Role.LEADER,
            term=44,
            evidence=(Evidence.DOCUMENT,),
            satisfied_by=(Happens(SupportPlanApproved),),
        ),
    ),
    measures=(
        Measure("non_state_with_plan", Better.MORE),
        Measure("quality_at_first", Better.MORE),
        Measure("quality_at_last", Better.MORE),
    ),
)
