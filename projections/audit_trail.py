"""The whole history, a line for every fact: what, about which unit, by whom, for whom, when, why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, literal, or_, select

from domain.events import CATALOGUE, unit
from domain.events.deficiency import DeficiencyRecorded
from domain.events.emergency_access import EmergencyAccessOpened
from domain.events.fact import Fact, Parked
from domain.events.meeting import MeetingScheduled
from domain.events.month import DeficiencyProposed, MonthClosed, MonthRejudged
from domain.events.notice import TaskEscalated, TaskReminded
from domain.events.oversight import (
    GuidanceAcknowledged,
    GuidanceIssued,
    OverseerGapClosed,
    OverseerGapFound,
    ProposedVisitDeclined,
    VisitProgrammeApproved,
)
from domain.events.person import RoleGranted, RoleWithdrawn
from domain.events.remediation import RemediationOpened
from domain.events.ruleset import RuleSetAdopted
from domain.events.supervision import SupervisionProposed
from domain.events.visit import VisitPlanned
from domain.names import PersonId, UnitId
from domain.record import Record
from projections.days import is_late
from projections.listing import Listed, Order, Part, taken
from projections.ranges import in_range
from projections.rule_changes import RuleChangeState, made_alone
from projections.scope import here
from projections.sheet import Sheet
from projections.temporal import Ledger
from projections.unit_tree import units
from projections.view import View

TOPICS = {fact: topic for topic, fact in CATALOGUE.items()}


class Entry(NamedTuple):
    """A line of the journal without its content. `late`: entered days after it happened."""

    position: int
    topic: str
    stream: UUID
    version: int
    unit: UnitId | None
    actor: PersonId
    on_behalf_of: PersonId | None
    occurred_at: datetime
    recorded_at: datetime
    correlation: UUID | None
    causation: int | None
    late: bool


@dataclass(frozen=True)
class About:
    """The unit that a stream is about."""

    unit: UnitId


INDEXES = ("stream", "unit position", "actor position", "correlation", "topic position", "late position")
trail = Ledger("audit_trail", Entry, indexes=INDEXES)
view = View("audit_trail", trail, edition=2, weight=3).following(frozenset({*CATALOGUE.values(), Parked}))


@view.on(*view.follows)
def entered(sheet: Sheet, record: Record[Fact]) -> None:
    fact = record.fact
    sheet.add(
        trail,
        Entry(
            record.position,
            fact.topic if isinstance(fact, Parked) else TOPICS[type(fact)],
            record.stream,
            record.version,
            _unit(sheet, record),
            record.by,
            record.on_behalf_of,
            record.occurred_at,
            record.recorded_at,
            record.correlation,
            record.causation,
            is_late(record),
        ),
    )


def _unit(sheet: Sheet, record: Record[Any]) -> UnitId | None:
    """The unit a fact names, else the one its stream began with."""
    match record.fact:
        case MeetingScheduled(unit=of) | VisitPlanned(unit=of) | SupervisionProposed(unit=of):
            return _begun(sheet, record, of)
        case DeficiencyRecorded(unit=of) | RemediationOpened(unit=of) | DeficiencyProposed(cell=of):
            return _begun(sheet, record, of)
        case TaskReminded(unit=of) | TaskEscalated(unit=of):
            return _begun(sheet, record, of)
        case EmergencyAccessOpened(unit=of):
            return _begun(sheet, record, of)
        case MonthClosed(cell=of) | MonthRejudged(cell=of) | RoleGranted(unit=of) | RoleWithdrawn(unit=of):
            return of
        case VisitProgrammeApproved(unit=of) | GuidanceIssued(unit=of):
            return _begun(sheet, record, of)
        case GuidanceAcknowledged(unit=of) | ProposedVisitDeclined(cell=of):
            return of
        case OverseerGapFound(cell=of) | OverseerGapClosed(cell=of):
            return of
        case RuleSetAdopted(scope=of):
            return of
        case fact if type(fact) in OF_UNITS:
            return UnitId(record.stream)
    own = getattr(record.fact, "unit", None) or getattr(record.fact, "cell", None)
    if own is not None:
        return _begun(sheet, record, own) if record.version == 1 else UnitId(own)
    about = sheet.working(About, record.stream)
    return about.unit if about else None


OF_UNITS = View.told(unit.UnitFact)


def _begun(sheet: Sheet, record: Record[Any], of: UnitId) -> UnitId:
    sheet.keep(record.stream, About(of))
    return of


# Questions

c = trail.c
NEWEST_FIRST = Order(Entry, {"position": c.position}, c.position, "-position")


class Sought(NamedTuple):
    """Which lines are shown; what is None or empty does not narrow it.

    `unitless` adds what concerns no unit: persons, rule sets for everyone.
    """

    topics: Collection[str] = ()
    streams: Collection[UUID] = ()
    unit: UUID | None = None
    actor: PersonId | None = None
    from_: datetime | None = None
    until: datetime | None = None
    correlation: UUID | None = None
    positions: Collection[int] | None = None
    span: range | None = None
    late: bool | None = None
    unitless: bool = False
    occurred_from: datetime | None = None
    occurred_until: datetime | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.topics:
            yield c.topic.in_(self.topics)
        if self.streams:
            yield c.stream.in_(self.streams)
        if self.positions is not None:
            yield c.position.in_(self.positions)
        if self.span is not None:
            yield c.position.between(self.span.start, self.span.stop - 1)
        for name in ("unit", "correlation", "late"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value
        if self.actor is not None:
            yield or_(c.actor == self.actor, c.on_behalf_of == self.actor)
        spans = ((c.recorded_at, self.from_, self.until), (c.occurred_at, self.occurred_from, self.occurred_until))
        for column, since, until in spans:
            if since is not None:
                yield column >= since
            if until is not None:
                yield column < until


def history(db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None) -> Listed[Entry]:
    """The history, as far as a scope reaches, newest first."""
    return taken(db, _seen(scope, sought, at), NEWEST_FIRST, part)


def _seen(scope: Sequence[str], sought: Sought, at: int | None) -> Select[Any]:
    query = trail.select(at).join_from(trail.table, units.table, here(c.unit), isouter=sought.unitless)
    reach = in_range(units.c.path, scope)
    return query.where(or_(reach, c.unit.is_(None)) if sought.unitless else reach, *sought.conditions())


class Heard(NamedTuple):
    """A fact that concerns a unit."""

    position: int
    unit: UnitId


def heard(db: Connection, topics: Collection[str], where: Select[Any], after: int, limit: int) -> list[Heard]:
    """The next facts of some kinds, in the order of the journal, about the units that a query names."""
    query = select(c.position, c.unit).where(c.position > after, c.topic.in_(topics), c.unit.in_(where))
    return [Heard(*line) for line in db.execute(query.order_by(c.position).limit(limit))]


class Unusual(NamedTuple):
    """How many facts of some kinds were recorded from a moment on, how many of any kind late, and how many changes of
    rules by one person alone."""

    by_topic: dict[str, int]
    late: int
    alone: int


def unusual(db: Connection, scope: Sequence[str], topics: Collection[str], since: datetime) -> Unusual:
    """Counted in one question, as far as a scope reaches."""
    here_and_since = here(c.unit) & in_range(units.c.path, scope), trail.at(), c.recorded_at >= since
    told = select(c.topic, func.count()).where(*here_and_since, c.topic.in_(topics)).group_by(c.topic)
    late = select(literal(""), func.count()).where(*here_and_since, c.late)
    found: dict[str, int] = dict(map(tuple, db.execute(told.union_all(late, made_alone(since)))))
    by_topic = {topic: found.get(topic, 0) for topic in topics}
    return Unusual(by_topic, found[""], found[RuleChangeState.ALONE])
