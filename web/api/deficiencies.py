"""Deficiencies, from their finding to their case."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import abort

from domain.events import deficiency as told
from domain.names import (
    CauseCode,
    DeficiencyCode,
    RemediationId,
    Severity,
    SourceKind,
    Target,
    TargetKind,
    UnitId,
)
from projections import deficiencies_found as register
from projections.found import DeficiencyState, Found
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing, SourceShown, TargetShown
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_deficiency, path_of
from workflows.journal.journal import Receipt
from workflows.requests import deficiencies as asks

rooms = room("deficiencies", "Deficiencies found.")

APART = frozenset({"target", "target_body", "target_office", "source", "source_id", "quote_at", "contested_at"})
DEFICIENCY = kind_of(
    "Deficiency",
    Found,
    Named(
        APART,
        {"case": "remediation"},
        (("target", TargetShown), ("source", SourceShown), ("overdue", bool)),
    ),
    (("quote", str),),
    recorded=Told(told.DeficiencyRecorded),
    acknowledged=Told(told.DeficiencyAcknowledged),
    contested=Told(told.DeficiencyContested),
    upheld=Told(told.ContestUpheld),
    rejected=Told(told.ContestRejected),
    withdrawn=Told(told.DeficiencyWithdrawn),
    analyses=Told(told.CausesAnalysed, all=True),
)
DEFICIENCIES = list_of(DEFICIENCY.line, "DeficiencyList")


@dataclass(frozen=True, kw_only=True)
class DeficienciesSought(Paged):
    """Which deficiencies; `overdue` as of today, `recurring`: closed in the same unit before."""

    state: tuple[DeficiencyState, ...] = ()
    code: tuple[DeficiencyCode, ...] = ()
    severity: Severity | None = None
    cause: CauseCode | None = None
    unit: UnitId | None = None
    under: UnitId | None = None
    target: TargetKind | None = None
    source: SourceKind | None = None
    remediation: RemediationId | None = None
    open: bool | None = None
    overdue: bool = False
    recurring: bool = False
    from_: date | None = None
    to: date | None = None


@rooms.get("/deficiencies")
@policy.needs(Act.READ_CASE, of=policy.anywhere)
@gives(DEFICIENCIES, seeks=DeficienciesSought)
def list_deficiencies(asked: DeficienciesSought) -> Answer:
    """The register of deficiencies, as far as the caller sees."""
    which = register.Sought(
        asked.state,
        asked.code,
        asked.severity,
        asked.cause,
        asked.unit,
        asked.target,
        asked.source,
        case=asked.remediation,
        open=asked.open,
        overdue_on=house().now().date() if asked.overdue else None,
        recurring=asked.recurring,
        found_from=asked.from_,
        found_until=asked.to,
    )
    with house().reading() as db, asked_well():
        listed = register.deficiencies_in(db, scope(db, Act.READ_CASE, asked.under), which, asked.part)
        return shown(db, DEFICIENCY, DEFICIENCIES, listed, _of_row)


@rooms.post("/deficiencies")
@policy.needs(Act.READ_CASE, of=policy.anywhere)
@gives(DEFICIENCY.whole, takes=asks.RecordDeficiency, status=201)
def post_deficiency(asked: asks.RecordDeficiency) -> Answer:
    """Record a deficiency of a unit, or of a body or an office as its `target`; a unit may report on itself."""
    target = asked.target or Target(TargetKind.UNIT, asked.unit or UnitId(UUID(int=0)))
    act = Act.REPORT_ON_ITSELF if asked.source.kind is SourceKind.SELF else Act.FIND
    with house().reading() as db:
        place = path_of(db, target.unit)
        policy.require(act, place._replace(target=target) if place else None)
    receipt = record(asks.record_deficiency, asked)
    found = next(iter(receipt.versions))
    return show_deficiency(found, receipt)._replace(location=f"/api/v1/deficiencies/{found}")


@rooms.get("/deficiencies/<uuid:deficiency>")
@policy.needs(Act.READ_CASE, of=of_deficiency)
@gives(DEFICIENCY.whole)
def get_deficiency(deficiency: UUID) -> Answer:
    """A deficiency, word for word, and what became of it."""
    return show_deficiency(deficiency)


def show_deficiency(deficiency: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = next(iter(register.deficiencies_by_id(db, [deficiency]).values()), None) or abort(404)
        history = house().journal.history(deficiency)
        showing = Showing(db, [row, *history])
    quote = showing.words[history[0].fact.quote.key]
    told = DEFICIENCY.tell(showing, row, history, quote=quote, **_of_row(showing, row))
    return Answer(told, len(history), done(receipt) if receipt else None)


def _of_row(showing: Showing, row: Found) -> dict[str, Any]:
    parts = (showing.code(row.unit), row.target_body, row.target_office)
    today = house().now().date()
    running = not row.reported and row.state not in {DeficiencyState.CLOSED, DeficiencyState.WITHDRAWN}
    return {
        "target": TargetShown(row.target, "/".join(str(part) for part in parts if part)),
        "source": SourceShown(row.source, row.source_id),
        "overdue": running and row.due is not None and row.due < today,
    }


Steps(rooms, "/deficiencies/<uuid:deficiency>", of_deficiency, DEFICIENCY.whole, show_deficiency).open(
    acknowledge=Step(asks.acknowledge_deficiency, Act.ACKNOWLEDGE),
    contest=Step(asks.contest_deficiency, Act.CONTEST),
    contest__decide=Step(asks.decide_contest, Act.DECIDE_CONTEST),
    withdraw=Step(asks.withdraw_deficiency, Act.WITHDRAW),
    causes=Step(asks.analyse_causes, Act.ANALYSE_CAUSES),
)
