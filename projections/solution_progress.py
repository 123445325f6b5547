"""The yearly programmes of the seven solutions: where each stands, over which units, and what it aims at."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select

from domain.events import programme as told
from domain.names import ProgrammeId, SolutionCode, UnitId, UnitType
from domain.programme import Programme, ProgrammeState
from domain.record import Record
from projections.days import day_of
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import Temporal
from projections.unit_tree import units
from projections.view import View


class ProgrammeRow(NamedTuple):
    """A programme. `reviews` were held; `decided_on`: when it was approved or returned."""

    programme: ProgrammeId
    solution: SolutionCode
    unit: UnitId
    year: int
    state: ProgrammeState
    playbook: int
    types: tuple[UnitType, ...]
    proposed_on: date
    proposed_at: int
    decided_on: date | None
    reviews: int
    ended_on: date | None


programmes = Temporal("programmes", ProgrammeRow, now=("solution year", "unit year"))
view = View("solution_progress", programmes).following(told.ProgrammeFact)


@view.on(*view.follows)
def told_on(sheet: Sheet, record: Record[told.ProgrammeFact]) -> None:
    """Every fact is folded into the programme that decisions are taken on; what it shows is drawn from there."""
    programme = (sheet.working(Programme, record.stream) or Programme()).after(record)
    sheet.keep(record.stream, programme)
    if programme.proposed is not None and programme.state is not None:
        sheet.put(programmes, _drawn(sheet, programme, record))


def _drawn(sheet: Sheet, programme: Programme, record: Record[told.ProgrammeFact]) -> ProgrammeRow:
    asked, fact, today = programme.proposed, record.fact, day_of(record)
    assert asked is not None
    assert programme.state is not None
    before = sheet.row(programmes, record.stream)
    anew = before is None or isinstance(fact, told.ProgrammeProposed)
    decided = isinstance(fact, told.ProgrammeApproved | told.ProgrammeReturned)
    return ProgrammeRow(
        ProgrammeId(record.stream),
        asked.solution,
        asked.unit,
        asked.year,
        programme.state,
        asked.playbook,
        asked.types,
        proposed_on=today if anew or before is None else before.proposed_on,
        proposed_at=record.position if anew or before is None else before.proposed_at,
        decided_on=today if decided else None if anew or before is None else before.decided_on,
        reviews=len(programme.reviewed),
        ended_on=today if isinstance(fact, told.ProgrammeEnded) else None,
    )


# Questions

c = programmes.c
SORTS = Order(
    ProgrammeRow, {"proposed_on": c.proposed_on, "year": c.year, "unit": units.c.sort}, c.proposed_at, "-year"
)


class Sought(NamedTuple):
    """Which programmes a list shows; what is None does not narrow it."""

    solution: SolutionCode | None = None
    year: int | None = None
    state: ProgrammeState | None = None
    unit: UUID | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        for name in ("solution", "year", "state", "unit"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value


def programmes_in(
    db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None
) -> Listed[ProgrammeRow]:
    """The programmes, as far as a scope reaches."""
    query = programmes.select(at).join_from(programmes.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def programme_by_id(db: Connection, programme: UUID, at: int | None = None) -> ProgrammeRow | None:
    return next(iter(programmes.read(db, programmes.select(at).where(c.programme == programme))), None)


def states_of_programmes(
    db: Connection, scope: Sequence[str], at: int | None = None
) -> dict[tuple[SolutionCode, ProgrammeState], int]:
    """How many programmes of each solution stand where, as far as a scope reaches."""
    query = select(c.solution, c.state, func.count()).join_from(programmes.table, units.table, seen(c.unit, scope))
    counted = db.execute(query.where(programmes.at(at)).group_by(c.solution, c.state))
    return {(SolutionCode(solution), ProgrammeState(state)): number for solution, state, number in counted}
