"""What cells of enterprises and their owners came to: dialogues, regulations, their clauses, and how these are kept."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection

from domain.accord_names import ClauseAnswer, ClauseKind, Counterpart, DialogueId, DialogueOutcome, RegulationId
from domain.events import accord as told
from domain.names import UnitId
from domain.record import Record
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View


class RegulationState(StrEnum):
    """How far a regulation has come."""

    DRAFTED = "drafted"
    NEGOTIATED = "negotiated"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    ENDED = "ended"


class Dialogue(NamedTuple):
    """A dialogue of a cell with the owner's side; the note stands at `held_at`."""

    dialogue: DialogueId
    unit: UnitId
    on: date
    counterpart: Counterpart
    outcome: DialogueOutcome
    held_at: int


class Regulation(NamedTuple):
    """A regulation. `agreed` is what it settles; `broken` are the numbers of the clauses that stand broken."""

    regulation: RegulationId
    unit: UnitId
    state: RegulationState
    clauses: int
    agreed: tuple[ClauseKind, ...]
    broken: tuple[int, ...]
    number: str | None
    signed_on: date | None
    in_force_from: date | None
    in_force_until: date | None
    renewal_called: date | None
    reviewed_on: date | None
    ended_on: date | None
    drafted_at: int


class Clause(NamedTuple):
    """A clause by its number, the owner's last answer, and where its wording stands; when it was looked at last."""

    regulation: RegulationId
    n: int
    kind: ClauseKind
    answer: ClauseAnswer | None
    worded_at: int
    looked_on: date | None
    broken: bool


class Look(NamedTuple):
    """A clause as it was found on a day."""

    regulation: RegulationId
    n: int
    on: date
    kept: bool


dialogues = Temporal("owner_dialogues", Dialogue, now=("unit on",))
regulations = Temporal("regulations", Regulation, now=("unit state", "in_force_until unit"))
clauses = Temporal("regulation_clauses", Clause, key=2, now=("regulation n",))
looks = Temporal("clause_looks", Look, key=3, now=("on regulation",))
view = View("accords", dialogues, regulations, clauses, looks).following(told.AccordFact)


@view.on(told.OwnerDialogueHeld)
def talked(sheet: Sheet, record: Record[told.OwnerDialogueHeld]) -> None:
    fact = record.fact
    name = DialogueId(record.stream)
    sheet.put(dialogues, Dialogue(name, fact.unit, fact.on, fact.counterpart, fact.outcome, record.position))


@view.on(told.RegulationDrafted)
def drafted(sheet: Sheet, record: Record[told.RegulationDrafted]) -> None:
    fact, name = record.fact, RegulationId(record.stream)
    row = Regulation(
        name,
        fact.unit,
        RegulationState.DRAFTED,
        len(fact.clauses),
        agreed=(),
        broken=(),
        number=None,
        signed_on=None,
        in_force_from=None,
        in_force_until=None,
        renewal_called=None,
        reviewed_on=None,
        ended_on=None,
        drafted_at=record.position,
    )
    sheet.put(regulations, row)
    for clause in sheet.rows(clauses, "regulation", name):
        sheet.end(clauses, name, clause.n)
    for n, one in enumerate(fact.clauses, start=1):
        sheet.put(clauses, Clause(name, n, one.kind, None, record.position, None, False))


@view.on(told.ClauseNegotiated)
def negotiated(sheet: Sheet, record: Record[told.ClauseNegotiated]) -> None:
    fact = record.fact
    row, clause = sheet.row(regulations, record.stream), sheet.row(clauses, record.stream, fact.clause)
    if row and clause:
        clause = clause._replace(answer=fact.answer)
        sheet.put(clauses, clause._replace(worded_at=record.position) if fact.wording else clause)
        further = row.state is RegulationState.DRAFTED
        sheet.put(regulations, row._replace(state=RegulationState.NEGOTIATED) if further else row)


@view.on(
    told.RegulationSigned,
    told.RegulationReviewed,
    told.RegulationProlonged,
    told.RenewalAsked,
    told.RegulationExpired,
    told.RegulationEnded,
)
def went_on(sheet: Sheet, record: Record[told.RegulationFact]) -> None:
    if row := sheet.row(regulations, record.stream):
        sheet.put(regulations, row._replace(**_told(record.fact)))


def _told(fact: told.RegulationFact) -> dict[str, Any]:
    """What is shown otherwise since."""
    match fact:
        case told.RegulationSigned(number, signed_on, begins, until, agreed):
            term = {"in_force_from": begins, "in_force_until": until, "agreed": agreed}
            return {"state": RegulationState.IN_FORCE, "number": number, "signed_on": signed_on, **term}
        case told.RegulationReviewed(on=on):
            return {"reviewed_on": on}
        case told.RegulationProlonged(in_force_until=until):
            return {"in_force_until": until}
        case told.RegulationExpired(on=on):
            return {"state": RegulationState.EXPIRED, "ended_on": on}
        case told.RegulationEnded(on=on):
            return {"state": RegulationState.ENDED, "ended_on": on}
        case told.RenewalAsked(in_force_until=until):
            return {"renewal_called": until}
        case _:
            return {}


@view.on(told.ClauseKept, told.ClauseBroken)
def looked_at(sheet: Sheet, record: Record[told.ClauseKept | told.ClauseBroken]) -> None:
    fact, name = record.fact, RegulationId(record.stream)
    kept = isinstance(fact, told.ClauseKept)
    row, clause = sheet.row(regulations, name), sheet.row(clauses, name, fact.clause)
    if row and clause:
        sheet.put(looks, Look(name, fact.clause, fact.on, kept))
        sheet.put(clauses, clause._replace(looked_on=fact.on, broken=not kept))
        broken = {*row.broken} - {fact.clause} if kept else {*row.broken, fact.clause}
        sheet.put(regulations, row._replace(broken=tuple(sorted(broken))))


# Questions

c, d = regulations.c, dialogues.c
SORTS = Order(Regulation, {"drafted": c.drafted_at, "unit": units.c.sort, "state": c.state}, c.drafted_at, "-drafted")
DIALOGUES = Order(Dialogue, {"on": d.on, "unit": units.c.sort}, d.held_at, "-on")


class Sought(NamedTuple):
    """Which regulations a list shows; what is None does not narrow it. `until`: in force, and ending by that day."""

    state: RegulationState | None = None
    unit: UUID | None = None
    until: date | None = None
    broken: bool | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.state is not None:
            yield c.state == self.state
        if self.unit is not None:
            yield c.unit == self.unit
        if self.until is not None:
            yield (c.state == RegulationState.IN_FORCE) & (c.in_force_until <= self.until)
        if self.broken is not None:
            yield (c.broken != "") if self.broken else (c.broken == "")


def regulations_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[Regulation]:
    """The regulations, as far as a scope reaches: filtered, sorted, from a cursor on."""
    query = regulations.select(at).join_from(regulations.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def regulation_by_id(db: Connection, regulation: UUID, at: int | None = None) -> Regulation | None:
    return next(iter(regulations.read(db, regulations.select(at).where(c.regulation == regulation))), None)


def clauses_of(db: Connection, regulation: UUID, at: int | None = None) -> list[Clause]:
    query = clauses.select(at).where(clauses.c.regulation == regulation)
    return clauses.read(db, query.order_by(clauses.c.n))


def dialogues_in(
    db: Connection, scope: Sequence[str], unit: UUID | None, part: Part, at: int | None = None
) -> Listed[Dialogue]:
    query = dialogues.select(at).join_from(dialogues.table, units.table, seen(d.unit, scope))
    return taken(db, query if unit is None else query.where(d.unit == unit), DIALOGUES, part)


def dialogue_by_id(db: Connection, dialogue: UUID, at: int | None = None) -> Dialogue | None:
    return next(iter(dialogues.read(db, dialogues.select(at).where(d.dialogue == dialogue))), None)


def expiring(db: Connection, until: date) -> list[Regulation]:
    """The regulations in force that end by a day, the first to end first."""
    query = regulations.select(None).where(*Sought(until=until).conditions())
    return regulations.read(db, query.order_by(c.in_force_until, c.drafted_at))
