"""Every remediation case (vụ việc khắc phục): where it stands, whose turn it is, its deficiencies and its plan."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func

from domain.events import remediation as told
from domain.names import (
    BodyKind,
    CauseCode,
    DeficiencyCode,
    DeficiencyId,
    PersonId,
    RemediationId,
    SolutionCode,
    UnitId,
)
from domain.record import Record
from projections.case_seen import CaseSeen, CaseState, Effect, WaitingOn
from projections.listing import Listed, Order, Part, taken
from projections.scope import seen
from projections.sheet import Sheet
from projections.temporal import R, Temporal
from projections.unit_tree import units
from projections.view import View


class Case(NamedTuple):
    """A case. `plan_at` and `said_at`: where its plan, and the last reason for a return, stand in the journal."""

    case: RemediationId
    unit: UnitId
    state: CaseState
    waiting_on: WaitingOn
    due: date
    basis_number: str
    basis_dated: date
    issuer_unit: UnitId
    issuer_body: BodyKind
    recurrence_of: RemediationId | None
    opened_on: date
    opened_at: int
    plan_at: int
    said_at: int | None
    limitations: int
    verified: int
    contested: int
    steps: int
    steps_done: int
    evidence: int
    extension_until: date | None
    closed_on: date | None
    effect: Effect
    effect_due: date | None
    effect_asked: tuple[int, ...]


class HeldLimitation(NamedTuple):
    """A deficiency of a case, as the case has it."""

    case: RemediationId
    deficiency: DeficiencyId
    code: DeficiencyCode
    causes: tuple[CauseCode, ...]
    self_reported: bool
    contested: bool
    verified: bool


class Step(NamedTuple):
    """A line of the plan; its words stand at `plan_at`. `again`: what it brought was sent back."""

    case: RemediationId
    n: int
    deficiency: DeficiencyId
    solution: SolutionCode
    due: date
    owner: PersonId
    done: bool
    again: bool
    evidence: int
    plan_at: int


cases = Temporal("cases", Case, now=("unit state due", "waiting_on due", "state due")).then("unit")
limitations = Temporal("limitations", HeldLimitation, key=2, now=("case", "deficiency"))
steps = Temporal("plan_steps", Step, key=2, now=("case", "solution"))
view = View("remediation_inbox", cases, limitations, steps).following(
    told.RemediationFact, ignores=frozenset({told.CommentMade})
)


@view.on(*(view.follows - view.ignores))
def told_on(sheet: Sheet, record: Record[told.RemediationFact]) -> None:
    """Every fact is folded into the case that decisions are taken on; what it shows is drawn from there."""
    folded = (sheet.working(CaseSeen, record.stream) or CaseSeen()).after(record)
    sheet.keep(record.stream, folded)
    if folded.case.unit is not None and folded.basis is not None:
        name = RemediationId(record.stream)
        sheet.put(cases, _case(name, folded))
        _draw(sheet, limitations, name, _limitations(name, folded))
        _draw(sheet, steps, name, steps_drawn(name, folded))


def _draw(sheet: Sheet, table: Temporal[R], case: RemediationId, rows: Sequence[R]) -> None:
    """Show these rows of a case and no others."""
    left = {row[:2] for row in sheet.rows(table, "case", case)} - {row[:2] for row in rows}
    for key in sorted(left):
        sheet.end(table, *key)
    for row in rows:
        sheet.put(table, row)


def _case(name: RemediationId, seen: CaseSeen) -> Case:
    case, basis = seen.case, seen.basis
    assert case.unit is not None
    assert basis is not None
    return Case(
        name,
        case.unit,
        seen.state,
        seen.waiting_on,
        case.due,
        *(basis.number, basis.dated, basis.issuer.unit, basis.issuer.kind),
        seen.recurrence_of,
        seen.opened_on,
        seen.opened_at,
        seen.plan_at,
        seen.said_at,
        limitations=len(case.limitations),
        verified=len(case.verified & set(case.holds)),
        contested=len(case.contested & set(case.holds)),
        steps=len(case.steps),
        steps_done=len(case.steps) - len(seen.remaining_steps),
        evidence=len(seen.evidence),
        extension_until=case.extension_until,
        closed_on=case.closed_on,
        effect=seen.effect,
        effect_due=seen.effect_due,
        effect_asked=seen.effect_asked,
    )


def _limitations(name: RemediationId, seen: CaseSeen) -> list[HeldLimitation]:
    case = seen.case
    drawn = {
        held.deficiency: HeldLimitation(
            name,
            held.deficiency,
            held.code,
            held.causes,
            held.self_reported,
            held.deficiency in case.contested,
            held.deficiency in case.verified,
        )
        for held in case.limitations
    }
    return list(drawn.values())


def steps_drawn(name: RemediationId, seen: CaseSeen) -> list[Step]:
    case = seen.case
    return [
        Step(
            name,
            n,
            step.deficiency,
            step.solution,
            step.due,
            step.owner,
            n in case.done,
            n in case.sent_back,
            seen.evidence.count(n),
            seen.plan_at,
        )
        for n, step in enumerate(case.steps, start=1)
    ]


# Questions

c = cases.c
RUNNING = c.state != CaseState.CLOSED
SORTS = Order(
    Case, {"due": c.due, "opened_on": c.opened_on, "state": c.state, "unit": units.c.sort}, c.opened_at, "due"
)


def overdue(today: date) -> ColumnElement[bool]:
    """The term is over and no result was reported."""
    over = c.state.not_in([CaseState.CLOSED, CaseState.REPORTED, CaseState.VERIFIED])
    return over & (c.due < today)


class Sought(NamedTuple):
    """Which cases a list shows; what is None or empty does not narrow it."""

    states: Sequence[CaseState] = ()
    waiting_on: WaitingOn | None = None
    unit: UUID | None = None
    recurrence_of: UUID | None = None
    running: bool | None = None
    overdue_on: date | None = None
    extension_asked: bool = False
    effect: Effect | None = None

    def conditions(self) -> Iterable[ColumnElement[bool]]:
        if self.states:
            yield c.state.in_(self.states)
        for name in ("waiting_on", "unit", "recurrence_of", "effect"):
            if (value := getattr(self, name)) is not None:
                yield c[name] == value
        if self.running is not None:
            yield RUNNING if self.running else ~RUNNING
        if self.overdue_on is not None:
            yield overdue(self.overdue_on)
        if self.extension_asked:
            yield c.extension_until.is_not(None)


def cases_in(db: Connection, scope: Sequence[str], sought: Sought, part: Part, at: int | None = None) -> Listed[Case]:
    """The cases, as far as a scope reaches: filtered, sorted, from a cursor on."""
    query = cases.select(at).join_from(cases.table, units.table, seen(c.unit, scope))
    return taken(db, query.where(*sought.conditions()), SORTS, part)


def case_by_id(db: Connection, case: UUID, at: int | None = None) -> Case | None:
    return next(iter(cases.read(db, cases.select(at).where(c.case == case))), None)


def limitations_of(db: Connection, case: UUID, at: int | None = None) -> list[HeldLimitation]:
    query = limitations.select(at).where(limitations.c.case == case)
    return limitations.read(db, query.order_by(limitations.c.code, limitations.c.deficiency))


def plan_of(db: Connection, case: UUID, at: int | None = None) -> list[Step]:
    """The lines of the five-column plan."""
    return steps.read(db, steps.select(at).where(steps.c.case == case).order_by(steps.c.n))


def states_in(db: Connection, scope: Sequence[str], at: int | None = None) -> dict[CaseState, int]:
    """How many cases stand where."""
    query = cases.select(at).join_from(cases.table, units.table, seen(c.unit, scope))
    counted = query.with_only_columns(c.state, func.count()).group_by(c.state)
    return dict(db.execute(counted).all())
