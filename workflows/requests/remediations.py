"""A remediation case from its opening to its report: what the unit does, and what is decided on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.deficiency import Deficiency
from domain.events.remediation import (
    CommentMade,
    EvidenceFiled,
    PlanStep,
    RemediationOpened,
    StepResult,
)
from domain.names import (
    Basis,
    Body,
    Classification,
    DeficiencyId,
    PersonId,
    RemediationId,
    SolutionCode,
    UnitId,
)
from domain.record import Hand
from domain.refusals import NoSuchPlaybookStep, NothingToRemedy
from domain.remediation import Remediation
from workflows.desk import Claim, Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.concerned import answering, doing
from workflows.requests.deficiencies import case_key
from workflows.requests.shapes import Because, Code, Line, StepNumber, Text
from workflows.solutions.editions import Handbook, handbook


@dataclass(frozen=True)
class BasisNamed:
    """The document that sets the deadline; without an issuer it is the opener's own body."""

    number: Line
    date_: date
    issuer: Body | None = None


@dataclass(frozen=True)
class OpenRemediation:
    deficiencies: tuple[DeficiencyId, ...]
    due: date
    basis: BasisNamed
    recurrence_of: RemediationId | None = None


@dataclass(frozen=True)
class PlanLine:
    """A line of the five-column plan; `playbook_step` where it was taken from a step of the solution's playbook."""

    deficiency: DeficiencyId
    solution: SolutionCode
    remedy: Text
    due: date
    product: Text
    owner: PersonId
    playbook_step: Code | None = None


@dataclass(frozen=True)
class SubmitPlan:
    steps: tuple[PlanLine, ...]


@dataclass(frozen=True)
class FileEvidence:
    """A file as it lies in the store, by the hash of its content."""

    step: StepNumber
    sha256: str
    name: Line
    size: int
    media_type: str
    classification: Classification
    note: Text | None = None
    taken_on: date | None = None


@dataclass(frozen=True)
class FinishStep:
    note: Text | None = None


@dataclass(frozen=True)
class StepReported:
    step: StepNumber
    text: Text


@dataclass(frozen=True)
class ReportResults:
    results: tuple[StepReported, ...]


@dataclass(frozen=True)
class AskExtension:
    until: date
    reason: Text


@dataclass(frozen=True)
class DecideExtension:
    granted: bool
    reason: Text | None = None


@dataclass(frozen=True)
class MakeComment:
    text: Text


def recurrence_key(case: RemediationId, code: str) -> str:
    """A recurrence reopens the closed case or opens a new one, never both."""
    return f"recurrence-of:{case}:{code}"


def remedied_key(unit: UnitId, person: PersonId) -> str:
    """Who once remedied in a unit does not supervise it."""
    return f"remedied:{unit}:{person}"


def _remedying(desk: Desk, case: Remediation, people: frozenset[PersonId]) -> list[Claim]:
    keys = [remedied_key(case.unit, person) for person in sorted(people)] if case.unit else []
    held = desk.journal.holders(keys)
    return [Claim(key) for key in keys if key not in held]


@request
def open_remediation(desk: Desk, hand: Hand, asked: OpenRemediation) -> tuple[Any, ...]:
    """Hand deficiencies to their unit to put right by a day that a document sets."""
    if not asked.deficiencies:
        raise NothingToRemedy
    case = RemediationId(uuid5(hand.command, "remediation"))
    found = desk.open_all(Deficiency(), tuple(dict.fromkeys(asked.deficiencies)))
    limitations = tuple(state.as_limitation(DeficiencyId(name)) for name, (state, _) in found.items())
    unit = limitations[0].unit
    basis = Basis(asked.basis.number, asked.basis.date_, asked.basis.issuer or desk.body_of(hand, unit))
    playbooks = handbook(desk.journal).in_force(hand.today)
    asked_for = RemediationOpened(unit, limitations, asked.due, basis, asked.recurrence_of, playbooks)
    opened = Remediation().open(asked_for)
    taken = [there.writes(state.take_up(case)) for state, there in found.values()]
    claims = [Claim(case_key(limitation.deficiency)) for limitation in limitations]
    return Writing(case, 0, (opened,)), *taken, *claims, *_recurrence(desk, hand, opened)


def _recurrence(desk: Desk, hand: Hand, opened: RemediationOpened) -> tuple[Claim, ...]:
    if opened.recurrence_of is None:
        return ()
    before, _ = desk.open(Remediation(), Thing(opened.recurrence_of))
    codes = {limitation.code for limitation in opened.limitations}
    again = before.recurring(opened.unit, codes, hand.today)
    return tuple(Claim(recurrence_key(opened.recurrence_of, code)) for code in sorted(again))


@request
def submit_plan(desk: Desk, hand: Hand, thing: Thing, asked: SubmitPlan) -> tuple[Any, ...]:
    """Propose a plan; it acknowledges the deficiencies that are not disputed."""
    case, opened = desk.open(Remediation(), thing)
    _must_be_of_the_playbook(asked.steps, case, handbook(desk.journal))
    steps = tuple(_step(desk, hand, n, line) for n, line in enumerate(asked.steps, start=1))
    submitted = case.submit_plan(hand, steps)
    held = desk.open_all(Deficiency(), case.holds)
    owned = [there.writes(state.acknowledge()) for state, there in held.values() if state.may_be_acknowledged]
    owners = hand.people | {step.owner for step in steps}
    return opened.writes(submitted), *owned, *_remedying(desk, case, owners)


@request
def approve_plan(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    case, opened = desk.open(Remediation(), thing)
    return (opened.writes(case.approve_plan(hand)),)


@request
def return_plan(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    case, opened = desk.open(Remediation(), thing)
    reason = desk.seal(hand, "reason", asked.reason, answering(case))
    return (opened.writes(case.return_plan(hand, reason)),)


@request
def file_evidence(desk: Desk, hand: Hand, thing: Thing, asked: FileEvidence) -> tuple[Any, ...]:
    """Record a file that lies in the store; its name and note are sealed, its content is known by its hash."""
    case, opened = desk.open(Remediation(), thing)
    about = hand.people | doing(case, asked.step)
    sealed = {
        "name": desk.seal(hand, "name", asked.name, about),
        "note": desk.seal(hand, "note", asked.note, about) if asked.note else None,
    }
    return (opened.writes(case.file_evidence(hand, EvidenceFiled(**(vars(asked) | sealed)))),)


@request
def finish_step(desk: Desk, hand: Hand, thing: Thing, step: int, asked: FinishStep) -> tuple[Any, ...]:
    case, opened = desk.open(Remediation(), thing)
    note = desk.seal(hand, "note", asked.note, hand.people | doing(case, step)) if asked.note else None
    return opened.writes(case.finish_step(hand, step, note)), *_remedying(desk, case, hand.people)


@request
def report_results(desk: Desk, hand: Hand, thing: Thing, asked: ReportResults) -> tuple[Any, ...]:
    case, opened = desk.open(Remediation(), thing)
    results = tuple(
        StepResult(result.step, desk.seal(hand, f"result-{n}", result.text, hand.people | doing(case, result.step)))
        for n, result in enumerate(asked.results)
    )
    return (opened.writes(case.report(hand, results)),)


@request
def ask_extension(desk: Desk, hand: Hand, thing: Thing, asked: AskExtension) -> tuple[Any, ...]:
    case, opened = desk.open(Remediation(), thing)
    reason = desk.seal(hand, "reason", asked.reason, hand.people)
    return (opened.writes(case.ask_extension(hand, asked.until, reason)),)


@request
def decide_extension(desk: Desk, hand: Hand, thing: Thing, asked: DecideExtension) -> tuple[Any, ...]:
    case, opened = desk.open(Remediation(), thing)
    reason = desk.seal(hand, "reason", asked.reason, case.extension_by) if asked.reason else None
    return (opened.writes(case.decide_extension(hand, asked.granted, reason)),)


@request
def make_comment(desk: Desk, hand: Hand, thing: Thing, asked: MakeComment) -> tuple[Any, ...]:
    _, opened = desk.open(Remediation(), thing)
    return (opened.writes(CommentMade(desk.seal(hand, "text", asked.text, hand.people))),)


def _must_be_of_the_playbook(lines: tuple[PlanLine, ...], case: Remediation, book: Handbook) -> None:
    for line in lines:
        known = {step.code for step in book.steps_of(line.solution, case.playbooks)}
        if line.playbook_step is not None and line.playbook_step not in known:
            raise NoSuchPlaybookStep


def _step(desk: Desk, hand: Hand, n: int, line: PlanLine) -> PlanStep:
    about = frozenset({line.owner})
    remedy = desk.seal(hand, f"remedy-{n}", line.remedy, about)
    product = desk.seal(hand, f"product-{n}", line.product, about)
    return PlanStep(line.deficiency, line.solution, remedy, line.due, product, line.owner, line.playbook_step)
