"""The history itself, for those who audit: every fact with its hand, its times and its place in the chain."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import msgspec
from flask import abort
from marshmallow import ValidationError

from domain.events import CATALOGUE
from domain.events.fact import Parked
from domain.names import PersonId, UnitId
from domain.record import Record
from projections import audit_trail
from projections.audit_trail import Entry
from projections.changed import changed_by
from projections.listing import Listed, Part
from projections.ranges import ROOT
from projections.reading import Reading
from web import policy
from web.acts import Act, Place
from web.api.lists import Paged, asked_well, list_of, scope, top_of
from web.api.operations import Answer, gives, room
from web.api.shown import Named, Showing, shape_of
from web.forms import fault
from web.house import house
from web.places import path_of
from workflows.requests.shapes import Code, Line

rooms = room("history", "Every fact, as it was entered.")
FOUND_AT_MOST = 200
"""Texts that a search looks through; narrower words find what lies further back."""


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the journal. `hash` chains it to the line before; `late`: entered days after it happened."""

    position: int
    stream: UUID
    version: int
    fact: str
    topic: str
    data: dict[str, Any]
    unit: str | None
    by: str
    on_behalf_of: str | None
    occurred_at: datetime
    recorded_at: datetime
    causation: int | None
    correlation: UUID | None
    hash: str
    late: bool


class RowChanged(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a register (`of`) that a fact changed; nothing before it appeared, nothing after it was gone."""

    of: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class EntryChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What a fact changed in the registers; `more`: those in which it changed more rows alike."""

    position: int
    changes: tuple[RowChanged, ...]
    more: tuple[str, ...]


HISTORY = list_of(HistoryEntry, "History")


@dataclass(frozen=True, kw_only=True)
class HistorySought(Paged):
    """Which facts; `actor` entered them or had them entered, `text` is looked for in protected texts.

    `from` and `to` are days of entering, `occurred_from` and `occurred_to` days of happening.
    """

    fact: tuple[Code, ...] = ()
    stream: UUID | None = None
    unit: UnitId | None = None
    under: UnitId | None = None
    actor: PersonId | None = None
    from_: date | None = None
    to: date | None = None
    occurred_from: date | None = None
    occurred_to: date | None = None
    correlation: UUID | None = None
    late: bool | None = None
    text: Line | None = None


@rooms.get("/history")
@policy.needs(Act.READ_HISTORY, of=policy.anywhere)
@gives(HISTORY, seeks=HistorySought)
def list_history(asked: HistorySought) -> Answer:
    """The facts, as far as the caller sees, newest first; a GET of `sort=position` begins with the oldest."""
    with house().reading() as db, asked_well():
        reach = scope(db, Act.READ_HISTORY, asked.under)
        listed = audit_trail.history(db, reach, _sought(asked, top_of(db).path in reach), asked.part)
        return Answer(HISTORY(items=_shown(db, listed), next=listed.next, total=listed.total))


@rooms.get("/history/<int:position>")
@policy.needs(Act.READ_HISTORY, of=lambda position, **_: of_position(position))
@gives(HistoryEntry)
def get_entry(position: int) -> Answer:
    """One fact."""
    with house().reading() as db:
        return Answer(_shown(db, _at(db, position))[0])


@rooms.get("/history/<int:position>/changes")
@policy.needs(Act.READ_HISTORY, of=lambda position, **_: of_position(position))
@gives(EntryChanges)
def get_changes(position: int) -> Answer:
    """What one fact changed: the rows before and after it, as far as the caller sees."""
    with house().reading() as db:
        (entry,) = _at(db, position).items
        record = house().journal.at([position])[position]
        told, more = changed_by(db, record, entry.unit, policy.reach(Act.READ_HISTORY))
        showing = Showing(db, [row for one in told for row in (one.before, one.after) if row is not None])
    rows = (
        RowChanged(of=one.table.name, before=_row(showing, one.before), after=_row(showing, one.after)) for one in told
    )
    return Answer(EntryChanges(position=position, changes=tuple(rows), more=tuple(sorted(more))))


def _row(showing: Showing, row: Any) -> dict[str, Any] | None:
    if row is None:
        return None
    told: dict[str, Any] = msgspec.to_builtins(showing.show(row, shape_of(type(row), f"{type(row).__name__}Changed")))
    return told


def of_position(position: int) -> Place | None:
    """Where the unit of a fact stands; what concerns no unit stands at the top."""
    with house().reading() as db:
        found = _at(db, position).items
        if not found:
            return None
        return path_of(db, found[0].unit) if found[0].unit else top_of(db)


def _at(db: Reading, position: int) -> Listed[Entry]:
    if position >= 2**62:
        abort(404)
    which = audit_trail.Sought(positions=[position], unitless=True)
    return audit_trail.history(db, [ROOT], which, Part(limit=1))


def _sought(asked: HistorySought, unitless: bool) -> audit_trail.Sought:
    return audit_trail.Sought(
        _topics(asked.fact),
        _streams(asked),
        asked.unit,
        asked.actor,
        _midnight(asked.from_),
        _midnight_after(asked.to),
        asked.correlation,
        late=asked.late,
        unitless=unitless and asked.unit is None,
        occurred_from=_midnight(asked.occurred_from),
        occurred_until=_midnight_after(asked.occurred_to),
    )


def _topics(facts: tuple[str, ...]) -> list[str]:
    """The topics of facts named, whatever their version."""
    known = [topic for topic, fact in CATALOGUE.items() if fact.__name__ in facts]
    if {CATALOGUE[topic].__name__ for topic in known} != set(facts):
        names = ", ".join(sorted(fact.__name__ for fact in CATALOGUE.values()))
        raise ValidationError({"fact": fault("one_of", words=names).messages})
    return known


def _streams(asked: HistorySought) -> list[UUID]:
    """The streams asked for, by id or by what is said in them; none that could be means nothing is found."""
    if asked.text is None:
        return [asked.stream] if asked.stream else []
    found = {one.owner for one in house().keys.search(asked.text, FOUND_AT_MOST)}
    return sorted(found & {asked.stream} if asked.stream else found) or [UUID(int=0)]


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), house().settings.zone) if day else None


def _midnight_after(day: date | None) -> datetime | None:
    return _midnight(day + timedelta(days=1)) if day else None


def _shown(db: Reading, listed: Listed[Entry]) -> tuple[HistoryEntry, ...]:
    """The lines with what they say: one query for the facts, one for their texts, one for the units."""
    records = house().journal.at(entry.position for entry in listed.items)
    showing = Showing(db, [*listed.items, *records.values()])
    return tuple(_entry(showing, entry, records[entry.position]) for entry in listed.items)


def _entry(showing: Showing, entry: Entry, record: Record[Any]) -> HistoryEntry:
    fact = record.fact
    return HistoryEntry(
        stream=record.stream,
        version=record.version,
        fact=type(fact).__name__,
        topic=entry.topic,
        data=_data(showing, fact),
        unit=showing.code(entry.unit) if entry.unit else None,
        causation=record.causation,
        correlation=record.correlation,
        hash=record.hash.hex(),
        late=entry.late,
        **showing.signature(record),
    )


def _data(showing: Showing, fact: Any) -> dict[str, Any]:
    """What the fact says, who a person is left out: that is read at `/people`. What cannot be read says why."""
    if isinstance(fact, Parked):
        return {"topic": fact.topic, "why": fact.why}
    shape = shape_of(type(fact), f"{type(fact).__name__}Data", Named(frozenset({"identity"})))
    told: dict[str, Any] = msgspec.to_builtins(showing.show(fact, shape))
    return told
