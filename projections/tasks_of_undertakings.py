"""What campaigns, commitments, theme papers and members' proposals leave to do: hung on the tasks."""

from datetime import date
from typing import Any

from domain.events import commitment as of_commitment
from domain.events import members_proposal as of_proposal
from domain.events import study as of_study
from domain.events import theme_paper as of_paper
from domain.names import PersonId, Role, UnitId
from domain.record import Record
from projections.sheet import Sheet
from projections.tasks import Task, TaskKind, blank, owe, tasks, view

view.following(
    view.follows
    | view.told(
        of_study.StudyFact | of_commitment.CommitmentFact | of_paper.ThemePaperFact | of_proposal.MembersProposalFact
    ),
    ignores=view.ignores | {of_study.BriefingHeld, of_study.BriefingAttended},
)


def _wanted(record: Record[Any], kind: TaskKind, due: date) -> Task:
    unit: UnitId = record.fact.unit
    return blank(record, unit, Role.SECRETARY)._replace(kind=kind, due=due)


# Campaigns


@view.on(of_study.StudyCampaignOpened)
def called(sheet: Sheet, record: Record[of_study.StudyCampaignOpened]) -> None:
    fact = record.fact
    owed = _wanted(record, TaskKind.ACKNOWLEDGE_BRIEFING, fact.acknowledge_by)
    units = enumerate(dict.fromkeys(fact.invited), start=1)
    owe(sheet, record.stream, [owed._replace(unit=unit, n=n) for n, unit in units])


@view.on(of_study.BriefingAcknowledged)
def acknowledged(sheet: Sheet, record: Record[of_study.BriefingAcknowledged]) -> None:
    for task in sheet.rows(tasks, "about", record.stream):
        if task.unit == record.fact.unit:
            sheet.end(tasks, record.stream, task.kind, task.n)


# What is undertaken and over


@view.on(of_commitment.CommitmentMade)
def committed(sheet: Sheet, record: Record[of_commitment.CommitmentMade]) -> None:
    """A unit's own; those of its members are looked at together, and would crowd everything else out."""
    if record.fact.person is None:
        owe(sheet, record.stream, [_wanted(record, TaskKind.REVIEW_COMMITMENT, record.fact.review_by)])


@view.on(of_paper.ThemePaperAssigned)
def assigned(sheet: Sheet, record: Record[of_paper.ThemePaperAssigned]) -> None:
    author: PersonId = record.fact.author
    owe(sheet, record.stream, [_wanted(record, TaskKind.FINISH_THEME_PAPER, record.fact.due)._replace(person=author)])


@view.on(of_proposal.MembersProposalRaised)
def raised(sheet: Sheet, record: Record[of_proposal.MembersProposalRaised]) -> None:
    owe(sheet, record.stream, [_wanted(record, TaskKind.ANSWER_MEMBERS_PROPOSAL, record.fact.answer_by)])


@view.on(
    of_study.StudyCampaignEnded,
    of_proposal.MembersProposalAnswered,
    of_commitment.CommitmentReviewed,
    of_paper.ThemePaperFinished,
    of_paper.ThemePaperDropped,
)
def over(sheet: Sheet, record: Record[Any]) -> None:
    owe(sheet, record.stream, ())
