"""What the rules propose, and what inspectors make of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort

from domain.events import month as told
from domain.judging import judge_month
from domain.names import DeficiencyCode, Month, UnitId
from projections import proposals
from projections.months_judged import month_in_sight
from projections.proposals import ProposalState
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing
from web.api.things import Told, kind_of
from web.api.verdicts import VERDICT
from web.house import house
from web.places import of_proposal
from workflows.journal.journal import Receipt
from workflows.requests import proposals as asks

rooms = room("proposals", "What the rules propose.")

PROPOSAL = kind_of(
    "Proposal",
    proposals.Proposal,
    Named(frozenset({"proposed_at", "decided_at"}), more=(("cell", str),)),
    (("verdicts", tuple[VERDICT, ...]),),
    proposed=Told(told.DeficiencyProposed),
    confirmed=Told(told.ProposalConfirmed),
    dismissed=Told(told.ProposalDismissed),
)
PROPOSALS = list_of(PROPOSAL.line, "ProposalList")


@dataclass(frozen=True, kw_only=True)
class ProposalsSought(Paged):
    """Which proposals."""

    state: ProposalState | None = None
    code: DeficiencyCode | None = None
    month: Month | None = None
    unit: UnitId | None = None
    under: UnitId | None = None


@rooms.get("/proposals")
@policy.needs(Act.READ_PROPOSAL, of=policy.anywhere)
@gives(PROPOSALS, seeks=ProposalsSought)
def list_proposals(asked: ProposalsSought) -> Answer:
    """The proposals, as far as the caller sees."""
    which = proposals.Sought(asked.state, asked.code, asked.month, asked.unit)
    with house().reading() as db, asked_well():
        listed = proposals.proposals_in(db, scope(db, Act.READ_PROPOSAL, asked.under), which, asked.part)
        return shown(db, PROPOSAL, PROPOSALS, listed, _whose)


@rooms.get("/proposals/<uuid:proposal>")
@policy.needs(Act.READ_PROPOSAL, of=of_proposal)
@gives(PROPOSAL.whole)
def get_proposal(proposal: UUID) -> Answer:
    """A proposal with what the rules that point to it say today, and what became of it."""
    return show_proposal(proposal)


def show_proposal(proposal: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = proposals.proposal_by_id(db, proposal) or abort(404)
        history = house().journal.history(proposal)
        showing = Showing(db, [row, *history])
        verdicts = judge_month(*month_in_sight(db, row.unit, row.month, house().journal.at))
    why = tuple(showing.show(one, VERDICT) for one in verdicts if one.rule in row.rules)
    told = PROPOSAL.tell(showing, row, history, verdicts=why, **_whose(showing, row))
    return Answer(told, len(history), done(receipt) if receipt else None)


def _whose(showing: Showing, row: proposals.Proposal) -> dict[str, Any]:
    return {"cell": showing.code(row.unit)}


Steps(rooms, "/proposals/<uuid:proposal>", of_proposal, PROPOSAL.whole, show_proposal).open(
    confirm=Step(asks.confirm_proposal, Act.DECIDE_PROPOSAL),
    dismiss=Step(asks.dismiss_proposal, Act.DECIDE_PROPOSAL),
)
