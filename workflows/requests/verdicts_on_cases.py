"""What is decided on a case once its results are reported: verified, closed, looked at again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.deficiency import Deficiency
from domain.events.deficiency import DeficiencyRemedied
from domain.events.remediation import DeficiencyJoined, EffectivenessCheckAsked
from domain.names import DeficiencyCode, DeficiencyId, RemediationId, Sealed
from domain.record import Hand
from domain.remediation import Finding, Remediation
from workflows.desk import Claim, Desk, Opened, Release, Thing, request
from workflows.requests.concerned import answering, found_in_any
from workflows.requests.deficiencies import case_key
from workflows.requests.remediations import recurrence_key
from workflows.requests.shapes import Because, Text


@dataclass(frozen=True)
class Verified:
    deficiency: DeficiencyId
    sound: bool
    reason: Text | None = None


@dataclass(frozen=True)
class VerifyResults:
    """One finding a deficiency; or `sound` and `reason` speak for all that wait."""

    results: tuple[Verified, ...] = ()
    sound: bool | None = None
    reason: Text | None = None


@dataclass(frozen=True)
class JudgeEffect:
    held: bool
    reason: Text


@dataclass(frozen=True)
class ReopenRemediation:
    reason: Text
    deficiencies: tuple[DeficiencyId, ...]


@dataclass(frozen=True)
class AskEffect:
    """`recurred`: deficiencies of the case that were seen in its unit again since it closed."""

    on: date
    after_months: int
    recurred: tuple[DeficiencyCode, ...] = ()


@request
def verify_results(desk: Desk, hand: Hand, thing: Thing, asked: VerifyResults) -> tuple[Any, ...]:
    """Find each deficiency put right, or send it back with a reason."""
    case, opened = desk.open(Remediation(), thing)
    each = asked.results or tuple(Verified(d, bool(asked.sound), asked.reason) for d in case.unverified)
    found_in = found_in_any(desk, case)
    about = [found_in | answering(case, one.deficiency) for one in each]
    findings = tuple(
        Finding(
            one.deficiency, one.sound, desk.seal(hand, f"finding-{n}", one.reason, about[n]) if one.reason else None
        )
        for n, one in enumerate(each)
    )
    verified = case.verify(hand, findings)
    if case.unit is not None:
        case.verified_from_outside(desk.sits_inside(hand, case.unit))
    return (opened.writes(*verified),)


@request
def close_remediation(desk: Desk, hand: Hand, thing: Thing, asked: Because) -> tuple[Any, ...]:
    """End the follow-up; the deficiencies of the case are remedied."""
    case, opened = desk.open(Remediation(), thing)
    sits_on = desk.sits_on_or_above(hand, case.issuer) if case.issuer else frozenset()
    closed = case.close(hand, sits_on, _reason(desk, hand, case, asked.reason))
    closing = RemediationId(thing.id)
    held = desk.open_all(Deficiency(), case.holds).values()
    remedied = [there.writes(DeficiencyRemedied(closing)) for _, there in held]
    releases = [Release(case_key(deficiency)) for deficiency in case.holds]
    recurrences = [Release(recurrence_key(closing, limitation.code)) for limitation in case.limitations]
    return opened.writes(closed), *remedied, *releases, *recurrences


@request
def ask_effect(desk: Desk, hand: Hand, thing: Thing, asked: AskEffect) -> tuple[Any, ...]:
    """Some months after closure, ask whether the remedy held."""
    case, opened = desk.open(Remediation(), thing)
    return (opened.writes(case.ask_effect(EffectivenessCheckAsked(asked.on, asked.after_months, asked.recurred))),)


@request
def judge_effect(desk: Desk, hand: Hand, thing: Thing, asked: JudgeEffect) -> tuple[Any, ...]:
    """Some months later: the remedy held, or it did not."""
    case, opened = desk.open(Remediation(), thing)
    return (opened.writes(case.judge_effect(hand, asked.held, _reason(desk, hand, case, asked.reason))),)


@request
def reopen_remediation(desk: Desk, hand: Hand, thing: Thing, asked: ReopenRemediation) -> tuple[Any, ...]:
    """Go on with a closed case: with deficiencies of its own, and with findings that recurred, which join it."""
    case, opened = desk.open(Remediation(), thing)
    reopened = case.reopen(hand, _reason(desk, hand, case, asked.reason), asked.deficiencies)
    named = {DeficiencyId(name): there for name, there in desk.open_all(Deficiency(), asked.deficiencies).items()}
    joined = [
        DeficiencyJoined(case.joining(state.as_limitation(d), hand.today))
        for d, (state, _) in named.items()
        if d not in case.holds
    ]
    writings = [_taken_up_again(case, RemediationId(thing.id), d, there) for d, there in named.items()]
    claims = [Claim(case_key(d)) for d in named]
    codes = {state.code for state, _ in named.values()}
    again = [Claim(recurrence_key(RemediationId(thing.id), code)) for code in sorted(codes)]
    return opened.writes(reopened, *joined), *writings, *claims, *again


def _reason(desk: Desk, hand: Hand, case: Remediation, text: str) -> Sealed:
    """Words on a whole case: nobody's, unless a finding of it is against an office."""
    return desk.seal(hand, "reason", text, found_in_any(desk, case))


def _taken_up_again(
    case: Remediation, id: RemediationId, deficiency: DeficiencyId, there: tuple[Deficiency, Opened]
) -> Any:
    state, opened = there
    taken = state.take_up_again(id) if deficiency in case.holds else state.take_up(id)
    return opened.writes(taken)
