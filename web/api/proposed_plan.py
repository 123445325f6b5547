"""The steps proposed for a case's plan, with what has worked so far."""

from datetime import date
from uuid import UUID

import msgspec

from domain.names import Role, UnitType
from domain.rates import Rate
from domain.record import as_of
from domain.remediation import Remediation
from domain.solution_names import Evidence
from projections.unit_tree import units_by_id
from web import policy
from web.acts import Act
from web.api.lists import list_of
from web.api.operations import Answer, gives
from web.api.remediations import rooms
from web.house import house
from web.places import of_case
from web.proposed_steps import Offered, offered


class WorkedShown(msgspec.Struct, frozen=True):
    """In units of this type: closed deficiencies it was used for, of how many the effect is known, how many held.

    `small`: too few to rely on.
    """

    type: UnitType | None
    used: int
    known: int
    held: int
    small: bool


class ProposedStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step that the plan may take: `solution`, `remedy`, `due` and `product` fill its line."""

    deficiency: UUID
    code: str
    solution: str
    playbook_step: str
    remedy: str
    due: date
    product: str
    owner_role: Role
    term: int
    evidence: tuple[Evidence, ...]
    first_choice: bool
    causes: tuple[str, ...]
    worked: WorkedShown


PROPOSED = list_of(ProposedStep, "ProposedStepList")


@rooms.get("/remediations/<uuid:case>/plan/proposed")
@policy.needs(Act.READ_CASE, of=of_case)
@gives(PROPOSED)
def get_proposed_plan(case: UUID) -> Answer:
    """Steps from the catalogue by deficiency and cause, for each limitation what has worked before first."""
    state = as_of(Remediation(), house().journal.history(case))
    with house().reading() as db:
        unit = units_by_id(db, [state.unit]).get(state.unit) if state.unit else None
        type_ = unit.type if unit else None
        items = tuple(_shown(one, type_) for one in offered(db, state, type_))
    return Answer(PROPOSED(items=items, next=None, total=len(items)))


def _shown(one: Offered, type_: UnitType | None) -> ProposedStep:
    it, tried = one.it, one.it.tried
    return ProposedStep(
        deficiency=it.deficiency,
        code=it.code,
        solution=it.action,
        playbook_step=it.step.code,
        remedy=one.remedy,
        due=it.due,
        product=one.product,
        owner_role=it.step.owner,
        term=it.step.term,
        evidence=it.step.evidence,
        first_choice=it.first_choice,
        causes=it.causes,
        worked=WorkedShown(type_, tried.used, tried.known, tried.held, Rate(tried.held, tried.known).is_small),
    )
