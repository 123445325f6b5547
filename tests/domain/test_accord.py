"""A coordination regulation with an owner: negotiated clause by clause, signed, kept, renewed."""

from datetime import date

import pytest

from domain import refusals
from domain.accord import Regulation, must_be_an_enterprise_cell
from domain.accord_names import ClauseAnswer, ClauseKind
from domain.events.accord import (
    ClauseBroken,
    ClauseKept,
    ClauseNegotiated,
    ClauseProposed,
    RegulationDrafted,
    RegulationEnded,
    RegulationExpired,
    RegulationProlonged,
    RegulationSigned,
    RenewalAsked,
)
from domain.names import UnitId, UnitKind, UnitType
from tests.story import NOWHERE, WORDS, By, Story, given, hand

CELL = UnitId(NOWHERE)
MARCH, NEXT = date(2026, 3, 1), date(2027, 2, 28)
DRAFT = RegulationDrafted(CELL, (ClauseProposed(ClauseKind.ROOM, WORDS), ClauseProposed(ClauseKind.ALLOWANCE, WORDS)))
SIGNED = RegulationSigned("01-QC", MARCH, MARCH, NEXT, ())
BOTH_AGREED = (ClauseNegotiated(1, ClauseAnswer.AGREED, MARCH), ClauseNegotiated(2, ClauseAnswer.AGREED, MARCH))
BROKEN = ClauseBroken(1, ClauseKind.ROOM, MARCH, WORDS)


def story(*more) -> Story:
    return given(Regulation(), By("lan", DRAFT), *(By("lan", fact) for fact in more))


def in_force(*more) -> Story:
    return story(*BOTH_AGREED, SIGNED, *more)


def test_every_clause_has_a_last_word_before_both_sides_sign():
    countered = ClauseNegotiated(2, ClauseAnswer.COUNTERED, MARCH, WORDS)
    refused = story(BOTH_AGREED[0], countered).when(lambda it: it.sign(hand("lan"), SIGNED))
    assert refused.refused(refusals.ClausesRemain).clauses == (2,)


def test_what_is_agreed_is_put_down_with_the_signing():
    one_refused = ClauseNegotiated(2, ClauseAnswer.REFUSED, MARCH)
    signed = RegulationSigned("01-QC", MARCH, MARCH, NEXT, (ClauseKind.ROOM,))
    story(BOTH_AGREED[0], one_refused).when(lambda it: it.sign(hand("lan"), SIGNED)).then(signed)


def test_a_regulation_without_a_clause_agreed_is_not_signed():
    refused = [ClauseNegotiated(n, ClauseAnswer.REFUSED, MARCH) for n in (1, 2)]
    story(*refused).when(lambda it: it.sign(hand("lan"), SIGNED)).refused(refusals.NothingAgreed)


def test_only_an_enterprise_cell_agrees_with_an_owner():
    must_be_an_enterprise_cell(UnitKind.CELL, UnitType.NON_STATE_ENTERPRISE)
    for kind, type_ in ((UnitKind.CELL, UnitType.AGENCY), (UnitKind.BLOC, None), (UnitKind.CELL, None)):
        with pytest.raises(refusals.NotAnEnterpriseCell):
            must_be_an_enterprise_cell(kind, type_)


def test_a_broken_clause_stands_broken_until_it_is_kept_again():
    assert in_force(BROKEN).state.broken == (1,)
    in_force(BROKEN).when(lambda it: it.find_kept(hand("lan"), 1, date(2026, 3, 9))).then(
        ClauseKept(1, ClauseKind.ROOM, date(2026, 3, 9))
    )
    assert in_force(BROKEN, ClauseKept(1, ClauseKind.ROOM, date(2026, 3, 9))).state.broken == ()


def test_a_clause_is_looked_at_while_the_regulation_is_in_force():
    before = date(2026, 2, 27)
    in_force().when(lambda it: it.find_kept(hand("lan"), 1, before)).refused(refusals.NotInForceThen)
    in_force().when(lambda it: it.find_kept(hand("lan"), 3, MARCH)).refused(refusals.NoSuchClause)
    story(*BOTH_AGREED).when(lambda it: it.find_kept(hand("lan"), 1, MARCH)).refused(refusals.RegulationNotSigned)


def test_a_clause_the_owner_refused_is_neither_kept_nor_broken():
    refused = ClauseNegotiated(2, ClauseAnswer.REFUSED, MARCH)
    signed = story(BOTH_AGREED[0], refused, SIGNED)
    signed.when(lambda it: it.find_kept(hand("lan"), 2, MARCH)).refused(refusals.ClauseNotAgreed)


def test_a_signed_clause_is_no_longer_negotiated():
    in_force().when(lambda it: it.negotiate(hand("lan"), BOTH_AGREED[0])).refused(refusals.RegulationAlreadySigned)


def test_renewal_is_called_for_once_a_term():
    in_force().when(lambda it: it.call_for_renewal()).then(RenewalAsked(NEXT))
    called = in_force(RenewalAsked(NEXT))
    called.when(lambda it: it.call_for_renewal()).refused(refusals.RenewalAlreadyCalledFor)
    longer = date(2028, 2, 28)
    in_force(RenewalAsked(NEXT), RegulationProlonged(MARCH, longer)).when(lambda it: it.call_for_renewal()).then(
        RenewalAsked(longer)
    )


def test_it_expires_when_its_last_day_has_passed_and_is_then_over():
    in_force().when(lambda it: it.expire(hand("nenep"))).refused(refusals.StillInForce)
    ended = in_force(RegulationExpired(NEXT))
    ended.when(lambda it: it.end(hand("lan"), RegulationEnded(MARCH, WORDS))).refused(refusals.RegulationOver)
    prolonged = RegulationProlonged(MARCH, date(2026, 12, 1))
    in_force().when(lambda it: it.prolong(hand("lan"), prolonged)).refused(refusals.ProlongedNotLater)


def test_nothing_is_answered_on_a_day_that_has_not_come():
    late = ClauseNegotiated(1, ClauseAnswer.AGREED, date(2026, 3, 11))
    story().when(lambda it: it.negotiate(hand("lan"), late)).refused(refusals.HeldInTheFuture)
