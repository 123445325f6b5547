"""What a cell is, day by day, as far as a rule asks: since when and until when, its marks, members and set day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from domain.calendar import day_in, local_day, month_of
from domain.events import unit as facts
from domain.events.fact import Fact
from domain.names import Attribute, UnitId, UnitKind, UnitType
from domain.record import Record


class SetDay(NamedTuple):
    """From a day on the cell meets on this day of the month, give or take the window."""

    since: date
    day: int
    window: int
    position: int

    def distance(self, held: date) -> int:
        """Days between the meeting and the set day of its month."""
        return abs((held - day_in(month_of(held), self.day)).days)


class Marked(NamedTuple):
    """From a day on the cell bears these attributes."""

    since: date
    attributes: tuple[Attribute, ...]
    position: int


class Counted(NamedTuple):
    """From a day on the cell has so many members."""

    since: date
    members: int
    position: int


Dated = TypeVar("Dated", SetDay, Marked, Counted)


@dataclass(frozen=True, slots=True)
class CellTraits:
    """A cell through time. `kind` is None until its registration is known."""

    unit: UnitId
    kind: UnitKind | None = None
    type: UnitType | None = None
    began_on: date | None = None
    ended_on: date | None = None
    marks: tuple[Marked, ...] = ()
    counts: tuple[Counted, ...] = ()
    set_days: tuple[SetDay, ...] = ()

    def after(self, record: Record[Any]) -> CellTraits:
        """Fold a fact of the unit's stream; a fact of another stream, or one that no rule asks for, changes nothing."""
        fold = _FOLDS.get(type(record.fact)) if record.stream == self.unit else None
        return self if fold is None else fold(self, record)

    def exists_on(self, day: date) -> bool:
        """Whether the cell was there on a day, its last included; a cell not yet registered is taken to be."""
        return (self.began_on is None or self.began_on <= day) and (self.ended_on is None or day <= self.ended_on)

    def has_committee_on(self, day: date) -> bool:
        """Whether there is a cell committee (chi ủy), or a secretary only."""
        marked = _newest(self.marks, day)
        return marked is None or Attribute.NO_COMMITTEE not in marked.attributes

    def members_on(self, day: date) -> int | None:
        counted = _newest(self.counts, day)
        return None if counted is None else counted.members

    def set_day_on(self, day: date) -> SetDay | None:
        return _newest(self.set_days, day)

    def marked_on(self, day: date) -> Marked | None:
        return _newest(self.marks, day)

    def positions_on(self, day: date) -> tuple[int, ...]:
        """Where the facts stand that say what the cell was on a day."""
        said = (_newest(self.marks, day), _newest(self.counts, day), _newest(self.set_days, day))
        return tuple({it.position for it in said if it is not None})


def _newest(said: Sequence[Dated], day: date) -> Dated | None:
    """The last word that holds on a day: the latest day it holds from, and of equals the one entered last."""
    holding = [it for it in said if it.since <= day]
    return max(holding, key=lambda it: (it.since, it.position)) if holding else None


def _registered(cell: CellTraits, record: Record[facts.UnitRegistered]) -> CellTraits:
    """Without a founding day a cell owes nothing for the time before it entered the register."""
    fact, since = record.fact, date.min
    counts = cell.counts if fact.members is None else (*cell.counts, Counted(since, fact.members, record.position))
    return replace(
        cell,
        kind=fact.kind,
        type=fact.type,
        began_on=fact.founded_on or local_day(record.occurred_at),
        marks=(*cell.marks, Marked(since, fact.attributes, record.position)),
        counts=counts,
    )


def _marked(cell: CellTraits, record: Record[facts.AttributesDeclared]) -> CellTraits:
    marked = Marked(record.fact.on, record.fact.attributes, record.position)
    return replace(cell, marks=(*cell.marks, marked))


def _counted(cell: CellTraits, record: Record[facts.MembersCounted]) -> CellTraits:
    return replace(cell, counts=(*cell.counts, Counted(record.fact.on, record.fact.members, record.position)))


def _set_day(cell: CellTraits, record: Record[facts.SetDayAgreed]) -> CellTraits:
    agreed = SetDay(record.fact.from_, record.fact.day, record.fact.window, record.position)
    return replace(cell, set_days=(*cell.set_days, agreed))


def _ended(cell: CellTraits, record: Record[facts.UnitMerged | facts.UnitSplit | facts.UnitDissolved]) -> CellTraits:
    return replace(cell, ended_on=record.fact.on)


_FOLDS: dict[type[Fact], Callable[[CellTraits, Record[Any]], CellTraits]] = {
    facts.UnitRegistered: _registered,
    facts.AttributesDeclared: _marked,
    facts.MembersCounted: _counted,
    facts.SetDayAgreed: _set_day,
    facts.UnitMerged: _ended,
    facts.UnitSplit: _ended,
    facts.UnitDissolved: _ended,
}
