"""Duties are looked for in what was recorded, so that history from elsewhere shows where they were mixed."""

from datetime import date
from uuid import UUID

import pytest

from domain.events.remediation import (
    DeficiencyVerified,
    ExtensionGranted,
    ExtensionRequested,
    Limitation,
    PlanSubmitted,
    RemediationClosed,
    RemediationOpened,
)
from domain.events.rule_change import RuleChangeAgreed, RuleChangeProposed
from domain.events.ruleset import RuleSetRepealed
from domain.kept_apart import Breach, breaches
from domain.names import Basis, DeficiencyCode, DeficiencyId, PersonId, UnitId
from tests.story import WORDS, By

CASE = UUID(int=7)
FINDER, OTHER, SECRETARY = "p-finder", "p-other", "p-secretary"


def opened(self_reported=False):
    limitation = Limitation(
        DeficiencyId(UUID(int=1)), UnitId(UUID(int=2)), DeficiencyCode("D01"), (PersonId(FINDER),), self_reported
    )
    basis = Basis("12-TB", date(2026, 11, 1), None)
    return By(OTHER, RemediationOpened(UnitId(UUID(int=2)), (limitation,), date(2026, 12, 15), basis))


def found(*told):
    return [one.breach for one in breaches(fact.record(n, CASE) for n, fact in enumerate(told, start=1))]


PLAN = PlanSubmitted(())
VERIFIED = DeficiencyVerified(deficiency=DeficiencyId(UUID(int=1)), reason=WORDS)
CLOSED = RemediationClosed(reason=WORDS)


def test_the_usual_road_mixes_nothing():
    assert found(opened(), By(SECRETARY, PLAN), By(OTHER, VERIFIED), By(FINDER, CLOSED)) == []


def test_whoever_found_it_does_not_remedy_it():
    assert found(opened(), By(FINDER, PLAN)) == [Breach.FINDER_REMEDIED]


def test_nobody_agrees_to_the_change_of_rules_that_they_proposed():
    proposed = RuleChangeProposed(UnitId(UUID(int=2)), "HD42-KHOI", repeals=RuleSetRepealed(date(2026, 12, 1), "QĐ 1"))
    assert found(By(OTHER, proposed), By(OTHER, RuleChangeAgreed())) == [Breach.RULES_BY_ONE_HAND]
    assert found(By(OTHER, proposed), By(FINDER, RuleChangeAgreed())) == []


def test_a_cell_may_remedy_what_it_reported_on_itself():
    assert found(opened(self_reported=True), By(FINDER, PLAN)) == []


@pytest.mark.parametrize("judging", [VERIFIED, CLOSED])
def test_nobody_judges_what_they_remedied(judging):
    assert found(opened(), By(SECRETARY, PLAN), By(SECRETARY, judging)) == [Breach.REMEDIATOR_JUDGED]


def test_nobody_decides_what_they_asked_for():
    asked = ExtensionRequested(date(2027, 1, 1), WORDS)
    granted = ExtensionGranted(date(2027, 1, 1), WORDS)
    assert found(opened(), By(SECRETARY, asked), By(SECRETARY, granted)) == [Breach.REMEDIATOR_DECIDED]


def test_an_act_for_another_is_the_act_of_both():
    assert found(opened(), By("p-clerk", PLAN, on_behalf_of=FINDER)) == [Breach.FINDER_REMEDIED]
