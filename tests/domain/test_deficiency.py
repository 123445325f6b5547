"""Domain 3 and 8: a deficiency is recorded, owned up to or contested, and taken up by one case."""

from uuid import UUID

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain import refusals
from domain.deficiency import Deficiency
from domain.events.deficiency import (
    CausesAnalysed,
    ContestRejected,
    ContestUpheld,
    DeficiencyAcknowledged,
    DeficiencyContested,
    DeficiencyRecorded,
    DeficiencyRemedied,
    DeficiencyTakenUp,
    DeficiencyWithdrawn,
)
from domain.names import (
    BodyKind,
    CauseCode,
    DeficiencyCode,
    RemediationId,
    Severity,
    Source,
    SourceKind,
    Target,
    TargetKind,
    UnitId,
)
from tests.story import WORDS, By, given, hand

CELL = UnitId(UUID(int=10))
CASE, ANOTHER = RemediationId(UUID(int=31)), RemediationId(UUID(int=32))
INSPECTOR, SECRETARY = "p-inspector", "p-secretary"


def found(code="D06", target=None):
    target = target or Target(TargetKind.UNIT, CELL)
    source = Source(SourceKind.MEETING, "m")
    return DeficiencyRecorded(CELL, target, DeficiencyCode(code), source, WORDS, Severity.MODERATE)


recorded = By(INSPECTOR, found())
contested = By(SECRETARY, DeficiencyContested(WORDS))
taken_up = By(INSPECTOR, DeficiencyTakenUp(CASE))
remedied = By(INSPECTOR, DeficiencyRemedied(CASE))


def the_deficiency(*past):
    return given(Deficiency(), *past)


def test_a_deficiency_is_recorded_as_it_was_found():
    the_deficiency().when(lambda d: d.record(found())).then(found())


def test_uneven_quality_exists_only_as_a_comparison():
    the_deficiency().when(lambda d: d.record(found("D13"))).refused(refusals.FoundOnlyByComparison)


def test_weak_inspection_is_a_deficiency_of_those_who_oversee():
    the_deficiency().when(lambda d: d.record(found("D12"))).refused(refusals.TargetNotInspected)
    committee = Target(TargetKind.BODY, CELL, BodyKind.INSPECTION_COMMITTEE)
    the_deficiency().when(lambda d: d.record(found("D12", committee))).allowed()


def test_a_unit_acknowledges_once():
    the_deficiency(recorded).when(lambda d: d.acknowledge()).then(DeficiencyAcknowledged())
    the_deficiency(recorded, By(SECRETARY, DeficiencyAcknowledged())).when(lambda d: d.acknowledge()).refused(
        refusals.AlreadyAcknowledged
    )


def test_a_unit_contests_what_it_has_not_acknowledged():
    contest = lambda d: d.contest(WORDS)  # noqa: E731
    the_deficiency(recorded).when(contest).then(DeficiencyContested(WORDS))
    the_deficiency(recorded, contested).when(contest).refused(refusals.AlreadyContested)
    the_deficiency(recorded, By(SECRETARY, DeficiencyAcknowledged())).when(contest).refused(
        refusals.AlreadyAcknowledged
    )


def test_a_contest_is_decided_by_someone_who_did_not_raise_it():
    decide = lambda who, upheld: lambda d: d.decide_contest(hand(who), upheld, WORDS)  # noqa: E731
    the_deficiency(recorded).when(decide(INSPECTOR, True)).refused(refusals.NothingContested)
    the_deficiency(recorded, contested).when(decide(SECRETARY, True)).refused(refusals.OwnContestDecided)
    the_deficiency(recorded, contested).when(decide(INSPECTOR, True)).then(ContestUpheld(WORDS))
    the_deficiency(recorded, contested).when(decide(INSPECTOR, False)).then(ContestRejected(WORDS))


def test_whoever_disputes_a_finding_does_not_take_it_back_in_another_office():
    the_deficiency(recorded, contested).when(lambda d: d.withdraw(hand(SECRETARY), WORDS)).refused(
        refusals.DroppedFromInside
    )


def test_a_deficiency_whose_contest_was_upheld_falls():
    upheld = By(INSPECTOR, ContestUpheld(WORDS))
    the_deficiency(recorded, contested, upheld).when(lambda d: d.take_up(CASE)).refused(refusals.DeficiencyNotOpen)


def test_a_finding_can_be_taken_back_while_it_is_open():
    the_deficiency(recorded).when(lambda d: d.withdraw(hand(INSPECTOR), WORDS)).then(DeficiencyWithdrawn(WORDS))
    the_deficiency(recorded, taken_up, remedied).when(lambda d: d.withdraw(hand(INSPECTOR), WORDS)).refused(
        refusals.DeficiencyNotOpen
    )


def test_one_open_case_holds_a_deficiency():
    the_deficiency(recorded).when(lambda d: d.take_up(CASE)).then(DeficiencyTakenUp(CASE))
    the_deficiency(recorded, taken_up).when(lambda d: d.take_up(ANOTHER)).refused(refusals.DeficiencyHasItsCase)


def test_a_closed_deficiency_goes_on_in_its_own_case_alone():
    past = (recorded, taken_up, remedied)
    the_deficiency(*past).when(lambda d: d.take_up_again(CASE)).then(DeficiencyTakenUp(CASE))
    the_deficiency(*past).when(lambda d: d.take_up_again(ANOTHER)).refused(refusals.DeficiencyNotOpen)
    assert the_deficiency(*past, taken_up).state.open


def test_a_plan_owns_up_to_what_is_not_disputed():
    assert the_deficiency(recorded).state.may_be_acknowledged
    assert not the_deficiency(recorded, contested).state.may_be_acknowledged
    assert the_deficiency(recorded, contested, By(INSPECTOR, ContestRejected(WORDS))).state.may_be_acknowledged


def test_the_newest_analysis_of_causes_counts():
    first, second = (By(INSPECTOR, CausesAnalysed((CauseCode(code),))) for code in ("C1", "C7"))
    assert the_deficiency(recorded, first, second).state.causes == ("C7",)


EVERY_FACT = (
    recorded,
    contested,
    taken_up,
    remedied,
    By(INSPECTOR, ContestUpheld(WORDS)),
    By(INSPECTOR, ContestRejected(WORDS)),
    By(INSPECTOR, DeficiencyWithdrawn(WORDS)),
    By(SECRETARY, DeficiencyAcknowledged()),
    By(INSPECTOR, CausesAnalysed(())),
)


@for_all(st.lists(st.sampled_from(EVERY_FACT), max_size=20))
def test_no_history_is_ever_refused(history):
    given(Deficiency(), *history)
