"""What units undertake beside their meetings: commitments, theme papers …, each done by its day, or given up."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, literal, select

from domain.events import commitment as of_commitment
from domain.events import contribution as of_contribution
from domain.events import members_proposal as of_proposal
from domain.events import self_training as of_training
from domain.events import theme_paper as of_paper
from domain.names import PersonId, UnitId
from domain.record import Record
from projections.columns import Day
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.scope import here, seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import Unit, units
from projections.view import View


class UndertakingKind(StrEnum):
    """What is undertaken."""

    COMMITMENT = "commitment"
    THEME_PAPER = "theme_paper"
    MEMBERS_PROPOSAL = "members_proposal"
    SELF_TRAINING = "self_training"
    CONTRIBUTION = "contribution"


class UndertakingState(StrEnum):
    """Whether it is under way; what is past its day and under way is overdue, which is not kept but seen."""

    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Undertaking(NamedTuple):
    """Something that a unit, or one of its members (`person`), set out to do by a day. `title` is no protected text."""

    undertaking: UUID
    kind: UndertakingKind
    unit: UnitId
    person: PersonId | None
    year: int
    title: str | None
    since: date
    due: date
    state: UndertakingState
    done_on: date | None
    result: of_commitment.CommitmentResult | None
    opened_at: int
    members: int | None = None
    form: of_contribution.ContributionForm | None = None

    def is_overdue(self, today: date) -> bool:
        return self.state is UndertakingState.UNDER_WAY and self.due < today


undertakings = Temporal("undertakings", Undertaking, now=("unit kind due",))
view = View("undertakings", undertakings).following(
    of_commitment.CommitmentFact
    | of_paper.ThemePaperFact
    | of_proposal.MembersProposalFact
    | of_training.SelfTrainingFact
    | of_contribution.ContributionFact
)

Finished = of_paper.ThemePaperFinished | of_proposal.MembersProposalAnswered | of_training.SelfTrainingFinished


def _begun(record: Record[Any], kind: UndertakingKind, due: date) -> Undertaking:
    """Under way since the fact that opened the stream, which names the unit."""
    on, unit, state = day_of(record), record.fact.unit, UndertakingState.UNDER_WAY
    return Undertaking(record.stream, kind, unit, None, on.year, None, on, due, state, None, None, record.position)


def _over(sheet: Sheet, stream: UUID, state: UndertakingState, on: date) -> Undertaking | None:
    row = sheet.row(undertakings, stream)
    if row is None:
        return None
    over = row._replace(state=state, done_on=on if state is UndertakingState.DONE else None)
    sheet.put(undertakings, over)
    return over


@view.on(of_commitment.CommitmentMade)
def made(sheet: Sheet, record: Record[of_commitment.CommitmentMade]) -> None:
    fact = record.fact
    row = _begun(record, UndertakingKind.COMMITMENT, fact.review_by)
    sheet.put(undertakings, row._replace(person=fact.person, year=fact.year))


@view.on(of_commitment.CommitmentReviewed)
def reviewed(sheet: Sheet, record: Record[of_commitment.CommitmentReviewed]) -> None:
    if row := _over(sheet, record.stream, UndertakingState.DONE, record.fact.on):
        sheet.put(undertakings, row._replace(result=record.fact.result))


@view.on(of_paper.ThemePaperAssigned)
def assigned(sheet: Sheet, record: Record[of_paper.ThemePaperAssigned]) -> None:
    fact = record.fact
    row = _begun(record, UndertakingKind.THEME_PAPER, fact.due)
    sheet.put(undertakings, row._replace(person=fact.author, title=fact.theme))


@view.on(of_proposal.MembersProposalRaised)
def raised(sheet: Sheet, record: Record[of_proposal.MembersProposalRaised]) -> None:
    fact = record.fact
    sheet.put(undertakings, _begun(record, UndertakingKind.MEMBERS_PROPOSAL, fact.answer_by)._replace(since=fact.on))


@view.on(of_training.SelfTrainingPlanned)
def planned(sheet: Sheet, record: Record[of_training.SelfTrainingPlanned]) -> None:
    fact = record.fact
    sheet.put(undertakings, _begun(record, UndertakingKind.SELF_TRAINING, fact.due)._replace(person=fact.person))


@view.on(of_contribution.ContributionsAcknowledged)
def acknowledged(sheet: Sheet, record: Record[of_contribution.ContributionsAcknowledged]) -> None:
    """Done as soon as it is told: nothing follows it."""
    fact, done = record.fact, UndertakingState.DONE
    row = _begun(record, UndertakingKind.CONTRIBUTION, fact.on)._replace(members=fact.members, form=fact.form)
    sheet.put(undertakings, row._replace(since=fact.on, state=done, done_on=fact.on))


@view.on(of_paper.ThemePaperFinished, of_proposal.MembersProposalAnswered, of_training.SelfTrainingFinished)
def finished(sheet: Sheet, record: Record[Finished]) -> None:
    _over(sheet, record.stream, UndertakingState.DONE, record.fact.on)


@view.on(of_paper.ThemePaperDropped)
def dropped(sheet: Sheet, record: Record[of_paper.ThemePaperDropped]) -> None:
    _over(sheet, record.stream, UndertakingState.DROPPED, day_of(record))


# Questions

c = undertakings.c
NEVER = literal(date.max, Day())
SORTS = Order(
    Undertaking,
    {"due": c.due, "since": c.since, "done_on": func.coalesce(c.done_on, NEVER), "unit": units.c.sort},
    c.opened_at,
    "-due",
)


class Sought(NamedTuple):
    """Which undertakings a list shows; what is None does not narrow it. `overdue_on`: under way past that day."""

    kind: UndertakingKind | None = None
    state: UndertakingState | None = None
    unit: UUID | None = None
    year: int | None = None
    from_: date | None = None
    until: date | None = None
    overdue_on: date | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("kind", "state", "unit", "year"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value
        if self.from_ is not None:
            yield c.due >= self.from_
        if self.until is not None:
            yield c.due <= self.until
        if self.overdue_on is not None:
            yield (c.state == UndertakingState.UNDER_WAY) & (c.due < self.overdue_on)


def undertakings_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Undertaking]:
    """What units of a scope undertake: filtered, sorted, from a cursor on."""
    query = undertakings.select(at).join_from(undertakings.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


class Found(NamedTuple):
    """An undertaking, and its unit as it is today."""

    undertaking: Undertaking
    unit: Unit


def undertaking_by_id(db: Connection, undertaking: UUID, at: int | None = None) -> Found | None:
    """One of them with its unit; one query."""
    of_unit = [units.c[name] for name in units.shown]
    query = select(*(c[name] for name in undertakings.shown), *of_unit).where(undertakings.at(at), here(c.unit))
    line = db.execute(query.where(c.undertaking == undertaking)).one_or_none()
    width = len(undertakings.shown)
    return Found(Undertaking(*line[:width]), Unit(*line[width:])) if line else None
