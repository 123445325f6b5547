"""Questions to the register of deficiencies: lists, one case's, and what is open."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, case, func, literal, select

from domain.folding import words
from domain.names import CauseCode, DeficiencyCode, DeficiencyId, PersonId, Severity, SourceKind, TargetKind, UnitType
from projections.columns import Day
from projections.found import DeficiencyState, Found, deficiencies
from projections.listing import Listed, Order, Part, taken
from projections.scope import here, seen
from projections.temporal import so_at
from projections.unit_tree import Unit, units

c = deficiencies.c
LAST_DAY = literal(date.max, Day())
GRAVITY = {severity: n for n, severity in enumerate(Severity)}
OPEN = c.state.not_in([DeficiencyState.CLOSED, DeficiencyState.WITHDRAWN])
"""Found, and neither put right nor taken back."""
SORTS = Order(
    Found,
    {
        "due": func.coalesce(c.due, LAST_DAY),
        "found_on": c.found_on,
        "closed_on": func.coalesce(c.closed_on, LAST_DAY),
        "code": c.code,
        "state": c.state,
        "severity": case(GRAVITY, value=c.severity),
        "unit": units.c.sort,
    },
    c.quote_at,
    "due",
)


def overdue(today: date) -> ColumnElement[bool]:
    """The term is over and no result was reported: derived, never stored."""
    return OPEN & c.reported.is_(False) & (c.due < today)


class Sought(NamedTuple):
    """Which deficiencies a list shows; what is None or empty does not narrow it.

    `text` is sought without accents in the unit's code and name, `type` is the unit's.
    """

    states: Collection[DeficiencyState] = ()
    codes: Collection[DeficiencyCode] = ()
    severity: Severity | None = None
    cause: CauseCode | None = None
    unit: UUID | None = None
    target: TargetKind | None = None
    source: SourceKind | None = None
    source_id: str | None = None
    case: UUID | None = None
    open: bool | None = None
    overdue_on: date | None = None
    recurring: bool = False
    found_from: date | None = None
    found_until: date | None = None
    type: UnitType | None = None
    text: str | None = None
    found_by: PersonId | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.states:
            yield c.state.in_(self.states)
        if self.codes:
            yield c.code.in_(self.codes)
        if self.cause:
            yield c.causes.contains(f" {self.cause} ", autoescape=True)
        if self.found_by:
            yield c.found_by.contains(f" {self.found_by} ", autoescape=True)
        for name in ("severity", "unit", "target", "source", "source_id", "case"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value
        if self.type is not None:
            yield units.c.type == self.type
        for word in words(self.text or ""):
            yield units.c.folded.contains(word, autoescape=True)
        yield from self._times()

    def _times(self) -> Iterable[ColumnElement[bool]]:
        if self.open is not None:
            yield OPEN if self.open else ~OPEN
        if self.overdue_on is not None:
            yield overdue(self.overdue_on)
        if self.recurring:
            yield c.recurrences > 0
        if self.found_from is not None:
            yield c.found_on >= self.found_from
        if self.found_until is not None:
            yield c.found_on <= self.found_until


def deficiencies_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Found]:
    """The register, as far as a scope reaches: filtered, sorted, from a cursor on."""
    query = deficiencies.select(at).join_from(deficiencies.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def deficiencies_by_id(db: Connection, ids: Collection[UUID], at: int | None = None) -> dict[DeficiencyId, Found]:
    found = deficiencies.read(db, deficiencies.select(at).where(c.deficiency.in_(ids)))
    return {row.deficiency: row for row in found}


def found_with_unit(db: Connection, deficiency: UUID, at: int | None = None) -> tuple[Found, Unit] | None:
    """A deficiency and its unit as it is today, in one query."""
    of_unit = (units.c[name] for name in units.shown)
    query = deficiencies.select(at).add_columns(*of_unit).join_from(deficiencies.table, units.table, here(c.unit))
    line = db.execute(query.where(c.deficiency == deficiency)).one_or_none()
    width = len(deficiencies.shown)
    return (Found(*line[:width]), Unit(*line[width:])) if line else None


def deficiencies_of_case(db: Connection, remediation: UUID, at: int | None = None) -> list[Found]:
    """The deficiencies of a case, in the order in which they were found."""
    return deficiencies.read(db, deficiencies.select(at).where(c.case == remediation).order_by(c.quote_at))


def without_case(db: Connection, beside: Collection[UUID], unit: UUID | None = None) -> list[Found]:
    """The open deficiencies that no case holds, of a unit or of the units of some: those first, then the newest."""
    theirs = deficiencies.table.alias("theirs")
    same = select(theirs.c.unit).where(theirs.c.deficiency.in_(beside), so_at(theirs))
    query = deficiencies.select().where(c.unit.in_(same) if unit is None else c.unit == unit, OPEN, c.case.is_(None))
    named = case((c.deficiency.in_(beside), 0), else_=1)
    return deficiencies.read(db, query.order_by(named, c.found_on.desc(), c.quote_at.desc()).limit(200))
