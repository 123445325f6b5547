"""Thematic supervisions (giám sát chuyên đề): of whom, on what, and what was concluded."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, exists, or_, select

from domain.events import supervision as told
from domain.names import BodyKind, Office, PersonId, SupervisionId, Target, TargetKind, UnitId
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.ranges import in_range
from projections.scope import here
from projections.sheet import Sheet
from projections.temporal import Temporal, so_at
from projections.unit_tree import units
from projections.view import View


class SupervisionState(StrEnum):
    """How far a supervision has come."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    ANNOUNCED = "announced"
    WORKING = "working"
    DRAFTED = "drafted"
    CONFERRED = "conferred"
    CONCLUDED = "concluded"
    ENDED = "ended"


class Supervision(NamedTuple):
    """A supervision by a unit. `on` is the day of its conclusion notice, until then that of its proposal.

    `from_paper`: concluded without its road, which stands on paper. The target is the weightiest it is against.
    """

    supervision: SupervisionId
    unit: UnitId
    subject_matter: str
    period: str
    team: tuple[PersonId, ...]
    state: SupervisionState
    on: date
    number: str | None
    report_by: date | None
    deficiencies: int
    proposed_at: int
    concluded_at: int | None
    lead: PersonId | None = None
    target: TargetKind = TargetKind.UNIT
    target_body: BodyKind | None = None
    target_office: Office | None = None
    from_paper: bool = False
    referrals: int = 0
    found: tuple[UUID, ...] = ()
    ended_on: date | None = None


class Supervised(NamedTuple):
    """A unit under supervision, and how far it is with it."""

    supervision: SupervisionId
    subject: UnitId
    told_on: date | None = None
    report_by: date | None = None
    reported_on: date | None = None
    sessions: int = 0
    explanations: int = 0


supervisions = Temporal("supervisions", Supervision, now=("unit on",))
subjects = Temporal("supervised_units", Supervised, key=2, now=("supervision", "subject"))
view = View("supervisions", supervisions, subjects).following(told.SupervisionFact)


@view.on(told.SupervisionProposed)
def proposed(sheet: Sheet, record: Record[told.SupervisionProposed]) -> None:
    fact, name = record.fact, SupervisionId(record.stream)
    target = weightiest(fact.against, fact.unit)
    row = Supervision(
        name,
        fact.unit,
        fact.subject_matter,
        fact.period,
        fact.team,
        SupervisionState.PROPOSED,
        day_of(record),
        number=None,
        report_by=None,
        deficiencies=0,
        proposed_at=record.position,
        concluded_at=None,
    )
    sheet.put(supervisions, row._replace(target=target.kind, target_body=target.body, target_office=target.office))
    for subject in fact.subjects:
        sheet.put(subjects, Supervised(name, subject))


@view.on(told.SupervisionDecided, told.ReportDrafted, told.ConferenceHeld, told.SupervisionReferred)
def went_on(sheet: Sheet, record: Record[told.SupervisionFact]) -> None:
    if row := sheet.row(supervisions, record.stream):
        match record.fact:
            case told.SupervisionDecided(lead=lead):
                team = tuple(dict.fromkeys((lead, *row.team)))
                sheet.put(supervisions, row._replace(state=SupervisionState.DECIDED, lead=lead, team=team))
            case told.ReportDrafted():
                sheet.put(supervisions, row._replace(state=SupervisionState.DRAFTED))
            case told.ConferenceHeld():
                sheet.put(supervisions, row._replace(state=SupervisionState.CONFERRED))
            case told.SupervisionReferred():
                sheet.put(supervisions, row._replace(referrals=row.referrals + 1))


@view.on(told.SupervisionAnnounced, told.WorkingSessionHeld)
def met(sheet: Sheet, record: Record[told.SupervisionAnnounced | told.WorkingSessionHeld]) -> None:
    """What happens with several subjects at once."""
    fact = record.fact
    if row := sheet.row(supervisions, record.stream):
        session = isinstance(fact, told.WorkingSessionHeld)
        further = SupervisionState.WORKING if session else SupervisionState.ANNOUNCED
        sheet.put(supervisions, row._replace(state=row.state if row.state is SupervisionState.WORKING else further))
    for subject in fact.subjects:
        if line := sheet.row(subjects, record.stream, subject):
            sheet.put(subjects, _met(line, fact))


def _met(line: Supervised, fact: told.SupervisionAnnounced | told.WorkingSessionHeld) -> Supervised:
    if isinstance(fact, told.SupervisionAnnounced):
        return line._replace(told_on=fact.paper.dated, report_by=fact.report_by)
    return line._replace(sessions=line.sessions + 1)


@view.on(told.SelfReportReceived, told.ExplanationGiven)
def answered(sheet: Sheet, record: Record[told.SelfReportReceived | told.ExplanationGiven]) -> None:
    if line := sheet.row(subjects, record.stream, record.fact.subject):
        if isinstance(record.fact, told.SelfReportReceived):
            sheet.put(subjects, line._replace(reported_on=day_of(record)))
        else:
            sheet.put(subjects, line._replace(explanations=line.explanations + 1))


@view.on(told.SupervisionConcluded)
def concluded(sheet: Sheet, record: Record[told.SupervisionConcluded]) -> None:
    if row := sheet.row(supervisions, record.stream):
        fact = record.fact
        row = row._replace(state=SupervisionState.CONCLUDED, on=fact.dated, number=fact.number)
        row = row._replace(report_by=fact.report_by, deficiencies=len(fact.deficiencies), found=fact.deficiencies)
        sheet.put(supervisions, row._replace(concluded_at=record.position, from_paper=row.lead is None))


@view.on(told.FollowUpEnded)
def ended(sheet: Sheet, record: Record[told.FollowUpEnded]) -> None:
    if row := sheet.row(supervisions, record.stream):
        sheet.put(supervisions, row._replace(state=SupervisionState.ENDED, ended_on=day_of(record)))


def weightiest(against: Sequence[Target], unit: UnitId) -> Target:
    """Of what is supervised, that which leaves the fewest to supervise it."""
    return max(against, key=_weight, default=Target(TargetKind.UNIT, unit))


def _weight(target: Target) -> tuple[bool, bool]:
    inspectors = target.body is BodyKind.INSPECTION_COMMITTEE
    return inspectors or target.office is Office.OVERSEER, inspectors


# Questions

c = supervisions.c
SORTS = Order(Supervision, {"on": c.on, "unit": units.c.sort, "state": c.state}, c.proposed_at, "-on")


class Sought(NamedTuple):
    """Which supervisions a list shows; what is None does not narrow it. `subject` is a unit under supervision."""

    state: SupervisionState | None = None
    unit: UUID | None = None
    subject: UUID | None = None
    running: bool | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.state is not None:
            yield c.state == self.state
        if self.unit is not None:
            yield c.unit == self.unit
        if self.running is not None:
            yield (c.state != SupervisionState.ENDED) if self.running else (c.state == SupervisionState.ENDED)
        if self.subject is not None:
            yield _among(subjects.c.subject == self.subject)


def _among(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(subjects.c.supervision == c.supervision, subjects.at(), condition)


def supervisions_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Supervision]:
    """The supervisions by units of a scope, or of units in it."""
    subject = units.table.alias("subject")
    path = subject.c.path
    of_ours = (subjects.c.subject == subject.c.unit) & so_at(subject) & in_range(path, scope)
    query = supervisions.select(at).join_from(supervisions.table, units.table, here(c.unit))
    ours = or_(in_range(units.c.path, scope), _among(of_ours))
    return taken(db, query.where(ours, *sought.conditions()), SORTS, part)


def supervision_by_id(db: Connection, supervision: UUID, at: int | None = None) -> Supervision | None:
    return next(iter(supervisions.read(db, supervisions.select(at).where(c.supervision == supervision))), None)


def subjects_of(db: Connection, supervision: UUID, at: int | None = None) -> list[UnitId]:
    """The units under supervision, as a Vietnamese list orders them."""
    query = select(subjects.c.subject).join_from(subjects.table, units.table, here(subjects.c.subject))
    held = query.where(subjects.c.supervision == supervision, subjects.at(at)).order_by(units.c.sort)
    return list(db.execute(held).scalars())


def supervised_in(db: Connection, supervision: UUID, at: int | None = None) -> list[Supervised]:
    """How far each unit under supervision is with it, as a Vietnamese list orders them."""
    query = select(*(subjects.c[name] for name in subjects.shown))
    query = query.join_from(subjects.table, units.table, here(subjects.c.subject))
    held = query.where(subjects.c.supervision == supervision, subjects.at(at)).order_by(units.c.sort)
    return [Supervised(*line) for line in db.execute(held)]


def subjects_of_each(db: Connection, several: Collection[UUID]) -> dict[SupervisionId, list[Supervised]]:
    """The units under each of several supervisions; one query for a whole list."""
    found: dict[SupervisionId, list[Supervised]] = {}
    for line in subjects.read(db, subjects.select().where(subjects.c.supervision.in_(several))):
        found.setdefault(line.supervision, []).append(line)
    return found
