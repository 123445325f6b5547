"""What the caller may do in a case now: the policy asks for the role, the decision itself is tried and says the rest.

A decision that refuses because its turn has not come is not offered; one that refuses for another reason is shown with
that reason, so that a person reads what is missing before they press anything.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple
from uuid import UUID

from domain import refusals
from domain.names import Sealed
from domain.record import Hand
from domain.refusals import Refusal
from domain.remediation import Finding, Remediation
from projections.case_seen import Effect
from web.inspection.case_file import CaseFile, HeldDeficiency
from web.policy import Act, Caller, Place, allows

UNSAID = Sealed(UUID(int=0), b"")
"""Stands for the words that are yet to be typed."""
NOT_ITS_TURN = (
    refusals.NoPlanToDecide,
    refusals.NoExtensionPending,
    refusals.NothingToVerify,
    refusals.NotAllVerified,
    refusals.CaseClosed,
    refusals.CaseNotClosed,
    refusals.NothingContested,
    refusals.DeficiencyNotOpen,
    refusals.NothingToReopen,
)


class Offer(NamedTuple):
    """An act, the deficiency it is about, and what stands against it."""

    name: str
    about: HeldDeficiency | None = None
    blocked: Refusal | None = None


class Trial(NamedTuple):
    """An act on a case: what the policy calls it, and the decision it leads to."""

    name: str
    act: Act
    decide: Callable[[Remediation, Hand], object]


def _verify(case: Remediation, hand: Hand) -> object:
    return case.verify(hand, tuple(Finding(deficiency, sound=True) for deficiency in case.unverified))


def _close(case: Remediation, hand: Hand) -> object:
    """On which bodies the closer sits is looked at when they close."""
    return case.close(hand, frozenset({case.issuer} - {None}), UNSAID)  # type: ignore[arg-type]  # None is taken out


TRIALS = (
    Trial("decide_extension", Act.DECIDE_EXTENSION, lambda case, hand: case.decide_extension(hand, True, UNSAID)),
    Trial("approve_plan", Act.APPROVE, lambda case, hand: case.approve_plan(hand)),
    Trial("return_plan", Act.APPROVE, lambda case, hand: case.return_plan(hand, UNSAID)),
    Trial("verify", Act.VERIFY, _verify),
    Trial("close", Act.CLOSE, _close),
    Trial("judge_effect", Act.VERIFY, lambda case, hand: case.judge_effect(hand, True, UNSAID)),
    Trial("reopen", Act.OPEN_CASE, lambda case, hand: case.reopen(hand, UNSAID, case.holds)),
)


def offers(file: CaseFile, who: Caller, hand: Hand) -> list[Offer]:
    """Everything that the caller may do, or would but for one thing; most pressing first."""
    on_findings = [offer for held in file.held for offer in on_finding(held, file.place, who, hand)]
    return [*on_findings, *_on_the_case(file, who, hand)]


def _on_the_case(file: CaseFile, who: Caller, hand: Hand) -> Iterator[Offer]:
    for name, act, decide in TRIALS:
        if allows(who, act, file.place) and (offer := _tried(partial(decide, file.case, hand), name)):
            yield offer


def on_finding(held: HeldDeficiency, place: Place, who: Caller, hand: Hand) -> Iterator[Offer]:
    """What the caller may do with one deficiency."""
    decisions: tuple[tuple[str, Act, Callable[[], object]], ...] = (
        ("decide_contest", Act.DECIDE_CONTEST, partial(held.state.decide_contest, hand, upheld=True, reason=UNSAID)),
        ("analyse", Act.ANALYSE_CAUSES, partial(held.state.analyse, ())),
        ("withdraw", Act.WITHDRAW, partial(held.state.withdraw, hand, UNSAID)),
    )
    for name, act, decide in decisions:
        if allows(who, act, place) and (offer := _tried(decide, name, held)):
            yield offer


def _tried(decide: Callable[[], object], name: str, about: HeldDeficiency | None = None) -> Offer | None:
    try:
        decide()
    except NOT_ITS_TURN:
        return None
    except Refusal as refusal:
        return Offer(name, about, refusal)
    return Offer(name, about)


def asks_for_effect(file: CaseFile) -> bool:
    """The effect is to be judged now, or was judged badly: reopening is at hand."""
    return file.seen.effect in (Effect.ASKED, Effect.DENIED)
