"""One coordination regulation (quy chế phối hợp) of an enterprise's cell with its owner, from draft to end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from domain import refusals
from domain.accord_names import ClauseAnswer, ClauseKind
from domain.events.accord import (
    ClauseBroken,
    ClauseKept,
    ClauseNegotiated,
    RegulationDrafted,
    RegulationEnded,
    RegulationExpired,
    RegulationProlonged,
    RegulationReviewed,
    RegulationSigned,
    RenewalAsked,
)
from domain.names import UnitId, UnitKind, UnitType
from domain.record import Hand, Record

ENTERPRISES = frozenset({UnitType.STATE_ENTERPRISE, UnitType.NON_STATE_ENTERPRISE, UnitType.FOREIGN_OWNED_ENTERPRISE})
"""Where there is an owner or a management to agree with."""


class ClauseSeen(NamedTuple):
    """A clause, the owner's last answer to it, and the day since which it stands broken."""

    kind: ClauseKind
    answer: ClauseAnswer | None = None
    broken_on: date | None = None


def must_be_an_enterprise_cell(kind: UnitKind | None, type_: UnitType | None) -> None:
    """Only a cell of an enterprise has an owner to agree with."""
    if kind is not UnitKind.CELL or type_ not in ENTERPRISES:
        raise refusals.NotAnEnterpriseCell


@dataclass(frozen=True)
class Regulation:
    """What a decision on a regulation needs to know."""

    unit: UnitId | None = None
    clauses: tuple[ClauseSeen, ...] = ()
    in_force_from: date | None = None
    in_force_until: date | None = None
    renewal_called: date | None = None
    ended: bool = False

    # Until it is signed

    def draft(self, asked: RegulationDrafted) -> RegulationDrafted:
        return asked

    def negotiate(self, hand: Hand, asked: ClauseNegotiated) -> ClauseNegotiated:
        self._must_go_on()
        if self.in_force_from is not None:
            raise refusals.RegulationAlreadySigned
        self._clause(asked.clause)
        _must_have_come(asked.on, hand)
        return asked

    def sign(self, hand: Hand, asked: RegulationSigned) -> RegulationSigned:
        """With every clause answered and one agreed at least; what is agreed is put down with the signing."""
        self._must_go_on()
        if self.in_force_from is not None:
            raise refusals.RegulationAlreadySigned
        if self.open:
            raise refusals.ClausesRemain(self.open)
        if not (agreed := self.agreed):
            raise refusals.NothingAgreed
        _must_have_come(asked.signed_on, hand)
        if asked.in_force_until <= asked.in_force_from:
            raise refusals.InForceForNoTime(asked.in_force_from)
        return replace(asked, agreed=tuple(dict.fromkeys(self.clauses[n - 1].kind for n in agreed)))

    # While it is in force

    def review(self, hand: Hand, asked: RegulationReviewed) -> RegulationReviewed:
        self._must_be_in_force(asked.on, hand)
        return asked

    def prolong(self, hand: Hand, asked: RegulationProlonged) -> RegulationProlonged:
        _, until = self._must_be_signed()
        _must_have_come(asked.on, hand)
        if asked.in_force_until <= until:
            raise refusals.ProlongedNotLater(until)
        return asked

    def find_kept(self, hand: Hand, clause: int, on: date) -> ClauseKept:
        """The clause is kept; where it stood broken, it is kept again."""
        self._must_be_in_force(on, hand)
        return ClauseKept(clause, self._agreed_clause(clause).kind, on)

    def find_broken(self, hand: Hand, asked: ClauseBroken) -> ClauseBroken:
        self._must_be_in_force(asked.on, hand)
        return replace(asked, kind=self._agreed_clause(asked.clause).kind)

    # Towards its end

    def call_for_renewal(self) -> RenewalAsked:
        _, until = self._must_be_signed()
        if self.renewal_called == until:
            raise refusals.RenewalAlreadyCalledFor
        return RenewalAsked(until)

    def expire(self, hand: Hand) -> RegulationExpired:
        _, until = self._must_be_signed()
        if hand.today <= until:
            raise refusals.StillInForce(until)
        return RegulationExpired(until)

    def end(self, hand: Hand, asked: RegulationEnded) -> RegulationEnded:
        self._must_go_on()
        _must_have_come(asked.on, hand)
        return asked

    # Questions

    @property
    def open(self) -> tuple[int, ...]:
        """The clauses without a last word, by number."""
        unsettled = (None, ClauseAnswer.COUNTERED)
        return tuple(n for n, clause in enumerate(self.clauses, start=1) if clause.answer in unsettled)

    @property
    def agreed(self) -> tuple[int, ...]:
        return tuple(n for n, one in enumerate(self.clauses, start=1) if one.answer is ClauseAnswer.AGREED)

    @property
    def broken(self) -> tuple[int, ...]:
        return tuple(n for n, one in enumerate(self.clauses, start=1) if one.broken_on)

    # What each decision asks first

    def _must_go_on(self) -> None:
        if self.unit is None:
            raise refusals.NotThere
        if self.ended:
            raise refusals.RegulationOver

    def _must_be_signed(self) -> tuple[date, date]:
        self._must_go_on()
        if self.in_force_from is None or self.in_force_until is None:
            raise refusals.RegulationNotSigned
        return self.in_force_from, self.in_force_until

    def _must_be_in_force(self, on: date, hand: Hand) -> None:
        begins, until = self._must_be_signed()
        if not begins <= on <= until:
            raise refusals.NotInForceThen(begins, until)
        _must_have_come(on, hand)

    def _clause(self, clause: int) -> ClauseSeen:
        if not 1 <= clause <= len(self.clauses):
            raise refusals.NoSuchClause(len(self.clauses))
        return self.clauses[clause - 1]

    def _agreed_clause(self, clause: int) -> ClauseSeen:
        if self._clause(clause).answer is not ClauseAnswer.AGREED:
            raise refusals.ClauseNotAgreed
        return self.clauses[clause - 1]

    # History

    def after(self, record: Record[Any]) -> Regulation:
        match record.fact:
            case RegulationDrafted(unit=unit, clauses=clauses):
                return Regulation(unit=unit, clauses=tuple(ClauseSeen(one.kind) for one in clauses))
            case ClauseNegotiated(clause=clause, answer=answer):
                return self._with(clause, answer=answer)
            case RegulationSigned(in_force_from=begins, in_force_until=until):
                return replace(self, in_force_from=begins, in_force_until=until)
            case RegulationProlonged(in_force_until=until):
                return replace(self, in_force_until=until)
            case RenewalAsked(in_force_until=until):
                return replace(self, renewal_called=until)
            case ClauseKept(clause=clause):
                return self._with(clause, broken_on=None)
            case ClauseBroken(clause=clause, on=on):
                return self._with(clause, broken_on=on)
            case RegulationExpired() | RegulationEnded():
                return replace(self, ended=True)
            case _:
                return self

    def _with(self, clause: int, **told: Any) -> Regulation:
        """The regulation with more known of one clause; a number beyond its clauses tells nothing."""
        known = enumerate(self.clauses, start=1)
        return replace(self, clauses=tuple(one._replace(**told) if n == clause else one for n, one in known))


def _must_have_come(on: date, hand: Hand) -> None:
    if on > hand.today:
        raise refusals.HeldInTheFuture(hand.today)
