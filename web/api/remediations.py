"""Remediation cases, from their opening to their effect."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from flask import abort

from domain.events import remediation as told
from domain.names import Basis, Body, DeficiencyId, RemediationId, UnitId
from domain.record import Record
from projections import remediation_inbox
from projections.case_seen import CaseState, Effect, WaitingOn
from projections.reading import Reading
from projections.remediation_inbox import Case, HeldLimitation
from projections.remediation_inbox import Step as PlannedStep
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope, shown
from web.api.operations import Answer, Step, Steps, done, gives, room
from web.api.shown import Named, Showing, shape_of
from web.api.things import Told, kind_of
from web.asking import record
from web.house import house
from web.places import of_case, of_deficiency
from workflows.journal.journal import Receipt
from workflows.requests import remediations as asks
from workflows.requests import verdicts_on_cases as verdicts

rooms = room("remediations", "Remediation cases.")

LIMITATION = shape_of(HeldLimitation, "HeldLimitation", Named(frozenset({"case"})))
STEP = shape_of(
    PlannedStep,
    "PlannedStep",
    Named(frozenset({"case", "plan_at"}), {"evidence": "files"}, (("remedy", str), ("product", str))),
)
BASIS = shape_of(Basis)
COUNTS = {
    "limitations": "limitations_held",
    "verified": "limitations_verified",
    "contested": "limitations_contested",
    "steps": "steps_planned",
    "evidence": "files",
}
APART = frozenset({"basis_number", "basis_dated", "issuer_unit", "issuer_body", "opened_at", "plan_at", "said_at"})
REMEDIATION = kind_of(
    "Remediation",
    Case,
    Named(APART, COUNTS, (("basis", BASIS), ("overdue", bool))),
    (
        ("deficiencies", tuple[DeficiencyId, ...]),
        ("limitations", tuple[LIMITATION, ...]),  # type: ignore[valid-type]  # made while running
        ("steps", tuple[STEP, ...]),  # type: ignore[valid-type]  # made while running
    ),
    returned=Told(told.PlanReturned, all=True),
    approved=Told(told.PlanApproved),
    evidence=Told(told.EvidenceFiled, all=True),
    done=Told(told.StepDone, all=True),
    reports=Told(told.ResultReported, all=True),
    verified=Told(told.DeficiencyVerified, all=True),
    sent_back=Told(told.ResultSentBack, all=True),
    extensions_asked=Told(told.ExtensionRequested, all=True),
    extensions_granted=Told(told.ExtensionGranted, all=True),
    extensions_refused=Told(told.ExtensionRefused, all=True),
    closed=Told(told.RemediationClosed),
    checks_asked=Told(told.EffectivenessCheckAsked, all=True),
    effect_confirmed=Told(told.EffectivenessConfirmed),
    effect_denied=Told(told.EffectivenessDenied),
    reopened=Told(told.RemediationReopened, all=True),
    comments=Told(told.CommentMade, all=True),
)
REMEDIATIONS = list_of(REMEDIATION.line, "RemediationList")


@dataclass(frozen=True, kw_only=True)
class RemediationsSought(Paged):
    """Which cases; `overdue` as of today."""

    state: tuple[CaseState, ...] = ()
    waiting_on: WaitingOn | None = None
    unit: UnitId | None = None
    under: UnitId | None = None
    recurrence_of: RemediationId | None = None
    running: bool | None = None
    overdue: bool = False
    extension_asked: bool = False
    effect: Effect | None = None


@rooms.get("/remediations")
@policy.needs(Act.READ_CASE, of=policy.anywhere)
@gives(REMEDIATIONS, seeks=RemediationsSought)
def list_remediations(asked: RemediationsSought) -> Answer:
    """The cases, as far as the caller sees."""
    which = remediation_inbox.Sought(
        asked.state,
        asked.waiting_on,
        asked.unit,
        asked.recurrence_of,
        asked.running,
        house().now().date() if asked.overdue else None,
        asked.extension_asked,
        asked.effect,
    )
    with house().reading() as db, asked_well():
        listed = remediation_inbox.cases_in(db, scope(db, Act.READ_CASE, asked.under), which, asked.part)
        return shown(db, REMEDIATION, REMEDIATIONS, listed, _of_row)


@rooms.post("/remediations")
@policy.needs(Act.OPEN_CASE, of=policy.anywhere)
@gives(REMEDIATION.whole, takes=asks.OpenRemediation, status=201)
def post_remediation(asked: asks.OpenRemediation) -> Answer:
    """Hand deficiencies to their unit to put right by a day that a document sets."""
    for deficiency in asked.deficiencies:
        policy.require(Act.OPEN_CASE, of_deficiency(deficiency))
    receipt = record(asks.open_remediation, asked)
    case = next(iter(receipt.versions))
    return show_remediation(case, receipt)._replace(location=f"/api/v1/remediations/{case}")


@rooms.get("/remediations/<uuid:case>")
@policy.needs(Act.READ_CASE, of=of_case)
@gives(REMEDIATION.whole)
def get_remediation(case: UUID) -> Answer:
    """A case: its deficiencies, its plan, and everything done about it."""
    return show_remediation(case)


def show_remediation(case: UUID, receipt: Receipt | None = None) -> Answer:
    with house().reading() as db:
        row = remediation_inbox.case_by_id(db, case) or abort(404)
        history = house().journal.history(case)
        showing = Showing(db, [row, Body(row.issuer_unit, row.issuer_body), *history])
        parts = _parts(db, showing, case, history)
    whole = REMEDIATION.tell(showing, row, history, **parts, **_of_row(showing, row))
    return Answer(whole, len(history), done(receipt) if receipt else None)


def _parts(db: Reading, showing: Showing, case: UUID, history: tuple[Record[Any], ...]) -> dict[str, Any]:
    """The deficiencies of the case, and its plan with the words of each step."""
    held = remediation_inbox.limitations_of(db, case)
    plans = {line.position: line.fact.steps for line in history if isinstance(line.fact, told.PlanSubmitted)}
    return {
        "deficiencies": tuple(one.deficiency for one in held),
        "limitations": tuple(showing.show(one, LIMITATION) for one in held),
        "steps": tuple(
            _step(showing, step, plans[step.plan_at][step.n - 1]) for step in remediation_inbox.plan_of(db, case)
        ),
    }


def _step(showing: Showing, step: PlannedStep, planned: told.PlanStep) -> msgspec.Struct:
    words = {"remedy": showing.words[planned.remedy.key], "product": showing.words[planned.product.key]}
    return showing.show(step, STEP, **words)


def _of_row(showing: Showing, row: Case) -> dict[str, Any]:
    basis = Basis(row.basis_number, row.basis_dated, Body(row.issuer_unit, row.issuer_body))
    running = row.state not in {CaseState.CLOSED, CaseState.REPORTED, CaseState.VERIFIED}
    return {"basis": showing.show(basis, BASIS), "overdue": running and row.due < house().now().date()}


STEPS = Steps(rooms, "/remediations/<uuid:case>", of_case, REMEDIATION.whole, show_remediation)
STEPS.open(
    plan=Step(asks.submit_plan, Act.PLAN),
    approve=Step(asks.approve_plan, Act.APPROVE),
    return_=Step(asks.return_plan, Act.APPROVE),
    report=Step(asks.report_results, Act.REMEDY),
    verify=Step(verdicts.verify_results, Act.VERIFY),
    close=Step(verdicts.close_remediation, Act.CLOSE),
    extension=Step(asks.ask_extension, Act.ASK_EXTENSION),
    extension__decide=Step(asks.decide_extension, Act.DECIDE_EXTENSION),
    effectiveness=Step(verdicts.judge_effect, Act.VERIFY),
    reopen=Step(verdicts.reopen_remediation, Act.OPEN_CASE),
    comment=Step(asks.make_comment, Act.COMMENT),
)
STEPS.add("steps/<int:step>/done", Step(asks.finish_step, Act.REMEDY))
