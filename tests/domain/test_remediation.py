"""Domain 8: the road of a remediation case, and who may walk which part of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain import refusals
from domain.events.remediation import (
    CausesNoted,
    CommentMade,
    ContestNoted,
    DeficiencyDropped,
    DeficiencyVerified,
    EffectivenessConfirmed,
    EffectivenessDenied,
    EvidenceFiled,
    ExtensionGranted,
    ExtensionRefused,
    ExtensionRequested,
    Limitation,
    PlanApproved,
    PlanReturned,
    PlanStep,
    PlanSubmitted,
    RemediationClosed,
    RemediationOpened,
    RemediationReopened,
    ResultReported,
    ResultSentBack,
    StepDone,
    StepResult,
)
from domain.names import (
    Basis,
    Body,
    BodyKind,
    CauseCode,
    Classification,
    DeficiencyCode,
    DeficiencyId,
    PersonId,
    SolutionCode,
    UnitId,
)
from domain.remediation import Finding, Remediation
from tests.story import WORDS, By, given, hand

CELL, BLOC = UnitId(UUID(int=10)), UnitId(UUID(int=11))
SHORT, SILENT, OTHER = (DeficiencyId(UUID(int=n)) for n in (21, 22, 23))
COMMITTEE = Body(BLOC, BodyKind.INSPECTION_COMMITTEE)
DUE = date(2026, 4, 15)
FINDER, SECRETARY, INSPECTOR, LEADER = "p-finder", "p-secretary", "p-inspector", "p-leader"


def limitation(deficiency=SHORT, code="D06", causes=("C7",), own=False, found_by=FINDER):
    causes = tuple(map(CauseCode, causes))
    return Limitation(deficiency, CELL, DeficiencyCode(code), (PersonId(found_by),), own, causes)


def step(deficiency=SHORT, due=date(2026, 4, 1), owner=SECRETARY):
    return PlanStep(deficiency, SolutionCode("S4.1"), WORDS, due, WORDS, PersonId(owner))


BASIS = Basis("12-TB/UBKT", date(2026, 3, 1), COMMITTEE)
OPENED = RemediationOpened(CELL, (limitation(),), DUE, BASIS)
PHOTO = EvidenceFiled(1, "ab" * 32, WORDS, 1000, "image/jpeg", Classification.NONE)
opened = By(FINDER, OPENED)
planned = By(SECRETARY, PlanSubmitted((step(),)))
approved = By(INSPECTOR, PlanApproved())
photo = By(SECRETARY, PHOTO)
done = By(SECRETARY, StepDone(1))
reported = By(SECRETARY, ResultReported((StepResult(1, WORDS),)))
verified = By(INSPECTOR, DeficiencyVerified(SHORT))
sent_back = By(INSPECTOR, ResultSentBack(SHORT, WORDS))
closed = By(INSPECTOR, RemediationClosed(WORDS))
at_work = (opened, planned, approved)
to_verify = (*at_work, photo, done, reported)


def the_case(*past):
    return given(Remediation(), *past)


def plan(who=SECRETARY, *steps):
    return lambda case: case.submit_plan(hand(who), steps or (step(),))


def verify(who=INSPECTOR, sound=True, deficiency=SHORT, reason=WORDS):
    return lambda case: case.verify(hand(who), (Finding(deficiency, sound, reason),))


def close(who=INSPECTOR, sits_on=frozenset({COMMITTEE})):
    return lambda case: case.close(hand(who), sits_on, WORDS)


# Opening


def test_a_case_takes_deficiencies_in_until_a_day_that_a_document_sets():
    given(Remediation()).when(lambda case: case.open(OPENED)).then(OPENED)


def test_a_case_without_a_deficiency_is_refused():
    given(Remediation()).when(lambda case: case.open(replace(OPENED, limitations=()))).refused(refusals.NothingToRemedy)


def test_deficiencies_of_two_units_do_not_share_a_case():
    foreign = replace(limitation(SILENT), unit=BLOC)
    asked = replace(OPENED, limitations=(limitation(), foreign))
    given(Remediation()).when(lambda case: case.open(asked)).refused(refusals.NotOfThisUnit)


def test_a_deadline_before_the_date_of_its_document_is_refused():
    asked = replace(OPENED, due=date(2026, 2, 28))
    refusal = given(Remediation()).when(lambda case: case.open(asked)).refused(refusals.DueBeforeItBegins)
    assert refusal.values == {"day": date(2026, 3, 1)}


# The plan


def test_the_unit_proposes_a_plan():
    the_case(opened).when(plan()).then(PlanSubmitted((step(),)))


def test_whoever_found_a_deficiency_does_not_plan_its_remedy():
    the_case(opened).when(plan(FINDER)).refused(refusals.FinderMayNotRemedy)


def test_whoever_found_a_deficiency_does_not_answer_for_a_step():
    the_case(opened).when(plan(SECRETARY, step(owner=FINDER))).refused(refusals.FinderMayNotRemedy)


def test_the_finder_does_not_remedy_through_the_hand_of_another():
    the_case(opened).when(lambda case: case.submit_plan(hand("p-clerk", on_behalf_of=FINDER), (step(),))).refused(
        refusals.FinderMayNotRemedy
    )


def test_a_unit_remedies_what_it_reported_on_itself():
    own = By(SECRETARY, replace(OPENED, limitations=(limitation(own=True, found_by=SECRETARY),)))
    the_case(own).when(plan()).allowed()


def test_every_limitation_has_a_remedy_of_its_own():
    two = By(FINDER, replace(OPENED, limitations=(limitation(), limitation(SILENT, "D05"))))
    refusal = the_case(two).when(plan()).refused(refusals.LimitationWithoutRemedy)
    assert refusal.values == {"deficiencies": (str(SILENT),)}


def test_a_step_for_a_deficiency_of_another_case_is_refused():
    the_case(opened).when(plan(SECRETARY, step(), step(OTHER))).refused(refusals.RemedyForAnother)


def test_a_step_ends_by_the_deadline_of_its_case():
    late = step(due=date(2026, 4, 16))
    refusal = the_case(opened).when(plan(SECRETARY, late)).refused(refusals.StepAfterTheDeadline)
    assert refusal.values == {"day": DUE}


def test_a_plan_that_waits_is_not_replaced():
    the_case(opened, planned).when(plan()).refused(refusals.PlanUnderReview)


def test_a_plan_is_approved_by_someone_else():
    the_case(opened, planned).when(lambda case: case.approve_plan(hand(INSPECTOR))).then(PlanApproved())


def test_nobody_approves_a_plan_that_they_proposed():
    the_case(opened, planned).when(lambda case: case.approve_plan(hand(SECRETARY))).refused(refusals.OwnPlanDecided)


def test_nobody_decides_a_plan_that_gives_them_a_step():
    owned = By(SECRETARY, PlanSubmitted((step(owner=INSPECTOR),)))
    for decide in (lambda c: c.approve_plan(hand(INSPECTOR)), lambda c: c.return_plan(hand(INSPECTOR), WORDS)):
        the_case(opened, owned).when(decide).refused(refusals.OwnPlanDecided)


def test_whoever_proposed_a_plan_that_was_returned_does_not_approve_the_next_one():
    returned = By(LEADER, PlanReturned(WORDS))
    another = By("p-deputy", PlanSubmitted((step(owner="p-deputy"),)))
    the_case(opened, planned, returned, another).when(lambda c: c.approve_plan(hand(SECRETARY))).refused(
        refusals.OwnPlanDecided
    )


def test_a_plan_is_returned_with_a_reason_and_sent_again():
    returned = By(INSPECTOR, PlanReturned(WORDS))
    the_case(opened, planned).when(lambda case: case.return_plan(hand(INSPECTOR), WORDS)).then(PlanReturned(WORDS))
    the_case(opened, planned, returned).when(plan()).allowed()


def test_there_is_no_plan_to_approve_before_one_is_proposed():
    the_case(opened).when(lambda case: case.approve_plan(hand(INSPECTOR))).refused(refusals.NoPlanToDecide)


def test_causes_are_due_by_the_approval_of_the_plan():
    causeless = By(FINDER, replace(OPENED, limitations=(limitation(causes=()),)))
    approve = lambda case: case.approve_plan(hand(INSPECTOR))  # noqa: E731
    the_case(causeless, planned).when(approve).refused(refusals.CausesNotAnalysed)
    analysed = By(FINDER, CausesNoted(SHORT, (CauseCode("C7"),)))
    the_case(causeless, planned, analysed).when(approve).allowed()


def test_a_plan_is_not_approved_while_a_contest_is_open():
    contested = By(SECRETARY, ContestNoted(SHORT, open=True))
    decided = By(INSPECTOR, ContestNoted(SHORT, open=False))
    approve = lambda case: case.approve_plan(hand(INSPECTOR))  # noqa: E731
    the_case(opened, contested, planned).when(approve).refused(refusals.ContestUndecided)
    the_case(opened, contested, planned, decided).when(approve).allowed()


# The work


def test_evidence_waits_for_the_approval_of_the_plan():
    the_case(opened, planned).when(lambda case: case.file_evidence(hand(SECRETARY), PHOTO)).refused(
        refusals.PlanNotApproved
    )


def test_a_step_is_done_once_there_is_evidence_of_it():
    finish = lambda case: case.finish_step(hand(SECRETARY), 1, None)  # noqa: E731
    the_case(*at_work).when(finish).refused(refusals.StepWithoutEvidence)
    the_case(*at_work, photo).when(finish).then(StepDone(1))
    the_case(*at_work, photo, done).when(finish).refused(refusals.StepAlreadyDone)


def test_a_step_that_the_plan_does_not_have_is_refused():
    refusal = (
        the_case(*at_work)
        .when(lambda case: case.file_evidence(hand(SECRETARY), replace(PHOTO, step=2)))
        .refused(refusals.NoSuchStep)
    )
    assert refusal.values == {"steps": 1}


def test_the_result_is_reported_when_every_step_is_done():
    report = lambda case: case.report(hand(SECRETARY), (StepResult(1, WORDS),))  # noqa: E731
    refusal = the_case(*at_work, photo).when(report).refused(refusals.StepsRemain)
    assert refusal.values == {"steps": (1,)}
    the_case(*at_work, photo, done).when(report).then(ResultReported((StepResult(1, WORDS),)))
    the_case(*to_verify).when(report).refused(refusals.AlreadyReported)


# Verification


def test_a_deficiency_is_verified_by_someone_who_did_not_remedy_it():
    the_case(*to_verify).when(verify()).then(DeficiencyVerified(SHORT, WORDS))


@pytest.mark.parametrize("who", [SECRETARY, "p-photographer", "p-owner"])
def test_whoever_had_a_hand_in_the_remedy_does_not_verify_it(who):
    shared = By(SECRETARY, PlanSubmitted((step(owner="p-owner"),)))
    other = By("p-photographer", PHOTO)
    the_case(opened, shared, approved, other, done, reported).when(verify(who)).refused(refusals.VerifierIsRemediator)


def test_someone_who_remedied_before_a_reassignment_still_does_not_verify():
    first = By("p-former-secretary", PlanSubmitted((step(),)))
    returned = By(INSPECTOR, PlanReturned(WORDS))
    past = (opened, first, returned, planned, approved, photo, done, reported)
    the_case(*past).when(verify("p-former-secretary")).refused(refusals.VerifierIsRemediator)


def test_nothing_is_verified_before_the_report():
    the_case(*at_work, photo, done).when(verify()).refused(refusals.NothingToVerify)


def test_a_result_is_sent_back_with_a_reason_only():
    the_case(*to_verify).when(verify(sound=False, reason=None)).refused(refusals.ReasonMissing)
    the_case(*to_verify).when(verify(sound=False)).then(ResultSentBack(SHORT, WORDS))


def test_after_a_result_was_sent_back_more_evidence_and_a_new_report_are_possible():
    past = (*to_verify, sent_back)
    the_case(*past).when(lambda case: case.file_evidence(hand(SECRETARY), PHOTO)).allowed()
    the_case(*past).when(lambda case: case.finish_step(hand(SECRETARY), 1, None)).allowed()
    the_case(*past).when(lambda case: case.report(hand(SECRETARY), ())).allowed()
    the_case(*past).when(verify()).refused(refusals.NothingToVerify)


def test_a_deficiency_that_the_case_does_not_hold_is_not_verified():
    the_case(*to_verify).when(verify(deficiency=OTHER)).refused(refusals.NotInTheReport)


def test_a_deficiency_is_not_found_sound_and_unsound_in_one_breath():
    twice = (Finding(SHORT, True), Finding(SHORT, False, WORDS))
    the_case(*at_work, photo, done, reported).when(lambda c: c.verify(hand(INSPECTOR), twice)).refused(
        refusals.NotInTheReport
    )


def test_whoever_reported_on_their_own_unit_does_not_verify_it_from_another_office():
    own = By(SECRETARY, RemediationOpened(CELL, (limitation(own=True, found_by=INSPECTOR),), DUE, BASIS))
    the_case(own, planned, approved, photo, done, reported).when(verify(INSPECTOR)).refused(refusals.VerifiedFromInside)


def test_what_a_unit_reported_on_itself_is_verified_from_outside():
    own = By(SECRETARY, replace(OPENED, limitations=(limitation(own=True, found_by=SECRETARY),)))
    case = the_case(own, planned, approved, photo, done, reported).state
    with pytest.raises(refusals.VerifiedFromInside):
        case.verified_from_outside(verifier_sits_inside=True)
    case.verified_from_outside(verifier_sits_inside=False)


# Closing


def test_a_case_closes_when_each_deficiency_is_verified():
    the_case(*to_verify).when(close()).refused(refusals.NotAllVerified)
    the_case(*to_verify, verified).when(close()).then(RemediationClosed(WORDS))


def test_each_deficiency_of_a_case_is_verified_by_itself():
    two = By(FINDER, replace(OPENED, limitations=(limitation(), limitation(SILENT, "D05"))))
    both = By(SECRETARY, PlanSubmitted((step(), step(SILENT))))
    past = (two, both, approved, photo, done, By(SECRETARY, replace(PHOTO, step=2)), By(SECRETARY, StepDone(2)))
    refusal = the_case(*past, reported, verified).when(close()).refused(refusals.NotAllVerified)
    assert refusal.values == {"deficiencies": (str(SILENT),)}
    the_case(*past, reported, verified, By(INSPECTOR, DeficiencyVerified(SILENT))).when(close()).allowed()


def test_a_deficiency_that_was_withdrawn_does_not_hold_the_case_up():
    two = By(FINDER, replace(OPENED, limitations=(limitation(), limitation(SILENT, "D05"))))
    dropped = By(INSPECTOR, DeficiencyDropped(SILENT))
    the_case(two, dropped, planned, approved, photo, done, reported, verified).when(close()).allowed()


def test_the_closer_sits_on_the_body_that_issued_the_conclusion_or_above_it():
    the_case(*to_verify, verified).when(close(sits_on=frozenset())).refused(refusals.CloserNotOfTheIssuer)


def test_whoever_remedied_does_not_close():
    the_case(*to_verify, verified).when(close(SECRETARY)).refused(refusals.CloserIsRemediator)


def test_a_verifier_may_close():
    the_case(*to_verify, verified).when(close(INSPECTOR)).allowed()


def test_nothing_more_happens_to_a_closed_case():
    the_case(*to_verify, verified, closed).when(plan()).refused(refusals.CaseClosed)


# Time


def ask(who=SECRETARY, until=date(2026, 4, 20)):
    return lambda case: case.ask_extension(hand(who), until, WORDS)


asked = By(SECRETARY, ExtensionRequested(date(2026, 4, 20), WORDS))


def decide(who=INSPECTOR, granted=True, reason=None):
    return lambda case: case.decide_extension(hand(who), granted, reason)


def test_more_time_is_asked_for_a_later_day_only():
    the_case(*at_work).when(ask()).then(ExtensionRequested(date(2026, 4, 20), WORDS))
    the_case(*at_work).when(ask(until=DUE)).refused(refusals.ExtensionNotLater)


def test_one_request_for_more_time_waits_at_a_time():
    the_case(*at_work, asked).when(ask()).refused(refusals.ExtensionPending)


def test_nobody_decides_their_own_extension():
    the_case(*at_work, asked).when(decide(SECRETARY)).refused(refusals.OwnExtensionDecided)


def test_an_extension_moves_the_deadline():
    granted = By(INSPECTOR, ExtensionGranted(date(2026, 4, 20)))
    the_case(*at_work, asked).when(decide()).then(ExtensionGranted(date(2026, 4, 20)))
    assert the_case(*at_work, asked, granted).state.due == date(2026, 4, 20)


def test_refusing_an_extension_states_its_reason():
    the_case(*at_work, asked).when(decide(granted=False)).refused(refusals.ReasonMissing)
    the_case(*at_work, asked).when(decide(granted=False, reason=WORDS)).then(ExtensionRefused(WORDS))
    the_case(*at_work).when(decide()).refused(refusals.NoExtensionPending)


def test_overdue_is_derived_from_the_deadline_and_the_report():
    assert not the_case(*at_work).state.is_overdue(DUE)
    assert the_case(*at_work).state.is_overdue(date(2026, 4, 16))
    assert not the_case(*to_verify).state.is_overdue(date(2026, 4, 16))


# Effect, reopening, recurrence

done_with = (*to_verify, verified, closed)
LATER = datetime(2026, 6, 20, 9, tzinfo=UTC)


def test_the_effect_is_judged_after_closure_by_someone_who_did_not_remedy():
    judge = lambda who, held: lambda case: case.judge_effect(hand(who, LATER), held, WORDS)  # noqa: E731
    the_case(*to_verify).when(judge(INSPECTOR, True)).refused(refusals.CaseNotClosed)
    the_case(*done_with).when(judge(SECRETARY, True)).refused(refusals.EffectivenessByRemediator)
    the_case(*done_with).when(judge(INSPECTOR, True)).then(EffectivenessConfirmed(WORDS))
    the_case(*done_with).when(judge(INSPECTOR, False)).then(EffectivenessDenied(WORDS))


def test_a_closed_case_is_reopened_and_planned_anew():
    reopen = lambda case: case.reopen(hand(INSPECTOR, LATER), WORDS, (SHORT,))  # noqa: E731
    the_case(*done_with).when(reopen).then(RemediationReopened(WORDS, (SHORT,)))
    again = By(INSPECTOR, RemediationReopened(WORDS, (SHORT,)))
    the_case(*done_with, again).when(plan()).allowed()
    the_case(*done_with, again).when(close()).refused(refusals.NotAllVerified)


def test_the_new_plan_of_a_reopened_case_may_outlast_its_old_deadline():
    again = By(INSPECTOR, RemediationReopened(WORDS, (SHORT,)))
    the_case(*done_with, again).when(plan(SECRETARY, step(due=date(2026, 9, 1)))).allowed()


def test_the_same_deficiency_in_the_same_unit_within_twelve_months_is_a_recurrence():
    case = the_case(*done_with).state
    assert case.recurring(CELL, {DeficiencyCode("D06")}, date(2027, 3, 10)) == {"D06"}
    for unit, code, day in [
        (CELL, "D06", date(2027, 3, 11)),
        (CELL, "D05", date(2026, 6, 1)),
        (BLOC, "D06", date(2026, 6, 1)),
    ]:
        with pytest.raises(refusals.NotARecurrence):
            case.recurring(unit, {DeficiencyCode(code)}, day)


# History

EVERY_FACT = (
    *to_verify,
    verified,
    sent_back,
    closed,
    asked,
    By(INSPECTOR, ExtensionGranted(DUE)),
    By(INSPECTOR, ExtensionRefused(WORDS)),
    By(INSPECTOR, PlanReturned(WORDS)),
    By(INSPECTOR, DeficiencyDropped(OTHER)),
    By(INSPECTOR, CausesNoted(OTHER, ())),
    By(INSPECTOR, ContestNoted(OTHER, open=True)),
    By(INSPECTOR, RemediationReopened(WORDS, (OTHER,))),
    By(INSPECTOR, EffectivenessDenied(WORDS)),
    By(SECRETARY, CommentMade(WORDS)),
)


@for_all(st.lists(st.sampled_from(EVERY_FACT), max_size=30))
def test_no_history_is_ever_refused(history):
    given(Remediation(), *history)


# What nobody can have meant


def test_a_step_ends_between_the_document_and_the_deadline():
    plan = lambda due: lambda case: case.submit_plan(hand(SECRETARY), (step(due=due),))  # noqa: E731
    given(Remediation(), opened).when(plan(BASIS.dated)).then(PlanSubmitted((step(due=BASIS.dated),)))
    given(Remediation(), opened).when(plan(date(2026, 2, 28))).refused(refusals.StepBeforeTheCase)


def test_evidence_was_not_taken_after_today():
    today = hand(SECRETARY).today
    file = lambda day: lambda case: case.file_evidence(hand(SECRETARY), replace(PHOTO, taken_on=day))  # noqa: E731
    given(Remediation(), *at_work).when(file(today)).then(replace(PHOTO, taken_on=today))
    given(Remediation(), *at_work).when(file(date(2099, 1, 1))).refused(refusals.TakenInTheFuture)
