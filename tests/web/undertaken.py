"""What a cell of the small Bloc undertakes for the solutions, one of each, recorded past the web."""

from datetime import date
from uuid import UUID

from domain.events.contribution import ContributionForm
from domain.names import UnitId
from tests.bloc import Bloc
from workflows.desk import Thing
from workflows.journal.journal import Receipt
from workflows.requests.commitments import MakeCommitment, make_commitment
from workflows.requests.contributions import AcknowledgeContributions, acknowledge_contributions
from workflows.requests.members_proposals import RaiseMembersProposal, raise_members_proposal
from workflows.requests.self_trainings import PlanSelfTraining, plan_self_training
from workflows.requests.study import HoldBriefing, OpenStudyCampaign, hold_briefing, open_study_campaign
from workflows.requests.theme_papers import AssignThemePaper, assign_theme_paper

BY = date(2026, 12, 20)


def made(receipt: Receipt) -> UUID:
    return next(iter(receipt.versions))


def undertaken(bloc: Bloc, unit: UnitId) -> dict[str, UUID]:
    """By the name that addresses give it."""
    author = bloc.person("secretary1")
    commitment = made(bloc.ask(make_commitment, "admin", MakeCommitment(unit, 2026, "Đọc, học và làm theo.")))
    paper = made(bloc.ask(assign_theme_paper, "admin", AssignThemePaper(unit, "Nêu gương", author, BY)))
    campaign = made(bloc.ask(open_study_campaign, "admin", OpenStudyCampaign(unit, "Chỉ thị 50", (unit,), BY)))
    bloc.ask(hold_briefing, "admin", Thing(campaign), HoldBriefing(date(2026, 11, 10)))
    asked = RaiseMembersProposal(unit, "Xin bố trí phòng họp", date(2026, 11, 5), BY)
    proposal = made(bloc.ask(raise_members_proposal, "admin", asked))
    training = made(bloc.ask(plan_self_training, "admin", PlanSelfTraining(unit, author, "Nói ngắn, đúng việc", BY)))
    shown = AcknowledgeContributions(unit, date(2026, 11, 5), 4, ContributionForm.AT_THE_MEETING)
    contribution = made(bloc.ask(acknowledge_contributions, "admin", shown))
    more = {"members_proposal": proposal, "self_training": training, "contribution": contribution}
    return more | {"commitment": commitment, "theme_paper": paper, "campaign": campaign, "undertaking": commitment}
