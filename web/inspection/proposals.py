"""A proposal of the rules, with why; confirmed into a deficiency or dismissed with a reason."""

from typing import NamedTuple
from uuid import UUID

from flask import g, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from domain.names import Severity
from projections.proposals import Proposal, ProposalState, beside
from projections.unit_family import Family, family_of_unit
from web import places, policy
from web.answers import recorded
from web.asking import from_form, record, thing
from web.house import house
from web.inspection.explained import explained
from web.inspection.room import rooms
from web.languages import gettext
from web.policy import Act, Place
from web.wording import word
from workflows.requests.proposals import ConfirmProposal, confirm_proposal, dismiss_proposal
from workflows.requests.shapes import Because


class ProposalFile(NamedTuple):
    """A proposal among those of its cell's month, and the cell's place."""

    proposal: Proposal
    beside: list[Proposal]
    family: Family


def proposal_file(proposal: UUID) -> ProposalFile | None:
    """Asked by the gate and by the page; read once a request."""
    kept: dict[UUID, ProposalFile | None] = g.setdefault("proposal_files", {})
    if proposal not in kept:
        with house().reading() as db:
            found = beside(db, proposal)
            family = family_of_unit(db, found[0].unit) if found else None
        own = next((one for one in found if one.proposal == proposal), None)
        kept[proposal] = ProposalFile(own, found, family) if own and family else None
    return kept[proposal]


def place_of(proposal: UUID, **_: object) -> Place | None:
    file = proposal_file(proposal)
    return Place(file.family.unit.path) if file else None


@rooms.get("/proposals/<uuid:proposal>")
@policy.needs(Act.READ_PROPOSAL, of=place_of)
def proposal(proposal: UUID) -> str:
    file = proposal_file(proposal)
    assert file is not None  # the gate found it
    with house().reading() as db:
        why = explained(db, file.family.unit.unit, file.proposal.month)
    return render_template(
        "inspection/proposal.html",
        file=file,
        one=file.proposal,
        unit=file.family.unit,
        why=[verdict for verdict in why if verdict.rule in file.proposal.rules],
        severities=[(severity, word("severity", severity)) for severity in Severity],
        confirmed=[one for one in file.beside if one.state is ProposalState.CONFIRMED],
    )


@rooms.post("/proposals/<uuid:proposal>/confirm")
@policy.needs(Act.DECIDE_PROPOSAL, of=places.of_proposal)
def confirm(proposal: UUID) -> AnyResponse:
    record(confirm_proposal, thing(proposal), from_form(ConfirmProposal))
    return _on(proposal, gettext("Đã xác nhận: khuyết điểm được ghi nhận."))


@rooms.post("/proposals/<uuid:proposal>/dismiss")
@policy.needs(Act.DECIDE_PROPOSAL, of=places.of_proposal)
def dismiss(proposal: UUID) -> AnyResponse:
    record(dismiss_proposal, thing(proposal), from_form(Because))
    return _on(proposal, gettext("Đã bác bỏ đề xuất, kèm lý do."))


def _on(proposal: UUID, said: str) -> AnyResponse:
    """To the next proposal about the same month that waits; to this one when all are decided."""
    with house().reading() as db:
        found = beside(db, proposal)
    waiting = (one.proposal for one in found if one.state is ProposalState.WAITING)
    return recorded(url_for("inspection.proposal", proposal=next(waiting, proposal)), said)
