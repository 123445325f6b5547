"""Cases: where each stands, whose turn it is, what its plan says; and its whole story in order."""

from datetime import date

import pytest

from domain.events import deficiency, month, remediation
from domain.names import (
    Classification,
    DeficiencyCode,
    DeficiencyId,
    Month,
    ProposalId,
    RemediationId,
    RuleCode,
    RuleSetId,
    Source,
    SourceKind,
)
from projections import case_timeline, cases_closed, deficiency_register, remediation_inbox, unit_tree
from projections.case_seen import CaseState, Effect, WaitingOn
from projections.listing import Part
from projections.remediation_inbox import Sought
from tests.projections.lines import an_id
from tests.projections.small_bloc import FDI, SEALED, a_bloc, a_case, a_deficiency, a_plan, at, open_case

REASON = SEALED


@pytest.fixture
def bloc():
    return a_bloc(unit_tree.view, deficiency_register.view, remediation_inbox.view, case_timeline.view)


def evidence(step: int) -> remediation.EvidenceFiled:
    return remediation.EvidenceFiled(step, "0" * 64, SEALED, 10, "application/pdf", Classification.NONE)


def shown(bloc, case):
    return bloc.ask(remediation_inbox.case_by_id, case)


def test_a_case_goes_its_road_and_it_is_told_whose_turn_it_is(bloc):
    case, found = open_case(bloc)
    road = [
        ([], CaseState.OPENED, WaitingOn.UNIT),
        ([a_plan(found)], CaseState.PLAN_SUBMITTED, WaitingOn.INSPECTOR),
        ([remediation.PlanReturned(REASON)], CaseState.PLAN_RETURNED, WaitingOn.UNIT),
        ([a_plan(found)], CaseState.PLAN_SUBMITTED, WaitingOn.INSPECTOR),
        ([remediation.PlanApproved()], CaseState.UNDER_WAY, WaitingOn.UNIT),
        ([evidence(1), remediation.StepDone(1)], CaseState.UNDER_WAY, WaitingOn.UNIT),
        ([remediation.ResultReported(())], CaseState.REPORTED, WaitingOn.INSPECTOR),
        ([remediation.ResultSentBack(found, REASON)], CaseState.SENT_BACK, WaitingOn.UNIT),
        ([remediation.StepDone(1), remediation.ResultReported(())], CaseState.REPORTED, WaitingOn.INSPECTOR),
        ([remediation.DeficiencyVerified(found)], CaseState.VERIFIED, WaitingOn.CLOSER),
        ([remediation.RemediationClosed(REASON)], CaseState.CLOSED, WaitingOn.NOBODY),
        ([remediation.EffectivenessCheckAsked(date(2027, 3, 1), 3)], CaseState.CLOSED, WaitingOn.INSPECTOR),
        ([remediation.EffectivenessDenied(REASON)], CaseState.CLOSED, WaitingOn.NOBODY),
        ([remediation.RemediationReopened(REASON, (found,))], CaseState.REOPENED, WaitingOn.UNIT),
        ([a_plan(found)], CaseState.PLAN_SUBMITTED, WaitingOn.INSPECTOR),
    ]
    for facts, state, turn in road:
        bloc.tell(case, *facts, on=at("2026-11-20"))
        assert (shown(bloc, case).state, shown(bloc, case).waiting_on) == (state, turn)


def test_a_case_tells_the_document_that_set_its_term(bloc):
    case, _ = open_case(bloc)
    row = shown(bloc, case)
    assert (row.basis_number, row.due, row.opened_on) == ("12-TB", date(2026, 12, 1), date(2026, 11, 7))
    bloc.tell(case, remediation.ExtensionRequested(date(2026, 12, 6), REASON))
    assert shown(bloc, case).extension_until == date(2026, 12, 6)
    bloc.tell(case, remediation.ExtensionGranted(date(2026, 12, 6)))
    assert (shown(bloc, case).extension_until, shown(bloc, case).due) == (None, date(2026, 12, 6))


def test_steps_show_what_is_done_what_came_in_and_what_was_sent_back(bloc):
    case, found = open_case(bloc)
    bloc.tell(case, a_plan(found, found), remediation.PlanApproved(), evidence(1), evidence(1), remediation.StepDone(1))
    first, second = bloc.ask(remediation_inbox.plan_of, case)
    assert (first.done, first.evidence, second.done, second.evidence) == (True, 2, False, 0)
    assert (shown(bloc, case).steps, shown(bloc, case).steps_done, shown(bloc, case).evidence) == (2, 1, 2)
    bloc.tell(case, remediation.StepDone(2), remediation.ResultReported(()))
    bloc.tell(case, remediation.ResultSentBack(found, REASON))
    assert all(step.again for step in bloc.ask(remediation_inbox.plan_of, case))


def test_a_shorter_plan_leaves_no_step_of_the_longer_one(bloc):
    case, found = open_case(bloc)
    bloc.tell(case, a_plan(found, found, found))
    before = bloc.lines.head()
    bloc.tell(case, remediation.PlanReturned(REASON), a_plan(found))
    assert len(bloc.ask(remediation_inbox.plan_of, case)) == 1
    assert len(bloc.ask(remediation_inbox.plan_of, case, before)) == 3


def test_each_deficiency_of_a_case_is_verified_by_itself(bloc):
    one, other, case = DeficiencyId(an_id(50)), DeficiencyId(an_id(51)), RemediationId(an_id(60))
    bloc.tell(case, a_case(one, other), a_plan(one, other), remediation.PlanApproved(), remediation.ResultReported(()))
    bloc.tell(case, remediation.DeficiencyVerified(one))
    assert (shown(bloc, case).state, shown(bloc, case).verified) == (CaseState.REPORTED, 1)
    bloc.tell(case, remediation.DeficiencyDropped(other))
    assert shown(bloc, case).state is CaseState.VERIFIED
    assert [held.deficiency for held in bloc.ask(remediation_inbox.limitations_of, case)] == [one]


def test_a_disputed_deficiency_is_marked_in_its_case(bloc):
    case, found = open_case(bloc)
    bloc.tell(case, remediation.ContestNoted(found, open=True))
    assert shown(bloc, case).contested == 1
    bloc.tell(case, remediation.ContestNoted(found, open=False))
    assert shown(bloc, case).contested == 0


def test_a_case_is_overdue_until_results_are_reported(bloc):
    case, found = open_case(bloc)
    late = Sought(overdue_on=date(2026, 12, 2))
    assert bloc.ask(remediation_inbox.cases_in, ("/",), late, Part()).total == 1
    bloc.tell(case, a_plan(found), remediation.PlanApproved(), remediation.ResultReported(()))
    assert bloc.ask(remediation_inbox.cases_in, ("/",), late, Part()).total == 0


def test_cases_are_listed_by_whose_turn_it_is_within_a_part_of_the_tree(bloc):
    case, _ = open_case(bloc)
    waiting = Sought(waiting_on=WaitingOn.UNIT)
    assert [row.case for row in bloc.ask(remediation_inbox.cases_in, ("/KHOI/FDI/",), waiting, Part()).items] == [case]
    assert bloc.ask(remediation_inbox.cases_in, ("/KHOI/DB1/",), waiting, Part()).items == []
    assert bloc.ask(remediation_inbox.states_in, ("/",)) == {CaseState.OPENED: 1}


def closed(bloc, case, found):
    bloc.tell(case, a_plan(found), remediation.PlanApproved(), remediation.ResultReported(()))
    bloc.tell(case, remediation.DeficiencyVerified(found))
    bloc.tell(case, remediation.RemediationClosed(REASON), on=at("2026-11-20"))


def test_closed_cases_tell_what_was_found_in_their_unit_again(bloc):
    case, found = open_case(bloc)
    closed(bloc, case, found)
    bloc.tell(an_id(70), a_deficiency(), on=at("2027-01-10"))
    bloc.tell(an_id(71), a_deficiency("D10"), on=at("2027-01-10"))
    (seen,) = bloc.ask(lambda db: list(cases_closed.closed_cases(db, date(2027, 3, 1))))
    assert tuple(seen) == (case, date(2026, 11, 20), (), ("D06",))
    bloc.tell(case, remediation.EffectivenessCheckAsked(date(2027, 2, 20), 3, (DeficiencyCode("D06"),)))
    (seen,) = bloc.ask(lambda db: list(cases_closed.closed_cases(db, date(2027, 3, 1))))
    assert seen.asked == (3,)
    assert shown(bloc, case).effect is Effect.ASKED


def test_a_case_closed_later_than_asked_for_is_left_out(bloc):
    case, found = open_case(bloc)
    closed(bloc, case, found)
    assert bloc.ask(lambda db: list(cases_closed.closed_cases(db, date(2026, 11, 19)))) == []


# The story of a case


def test_the_story_of_a_case_begins_with_what_the_rules_proposed(bloc):
    proposal, found, case = ProposalId(an_id(80)), DeficiencyId(an_id(50)), RemediationId(an_id(60))
    rules = (RuleCode("R-DUR"),)
    proposed = month.DeficiencyProposed(
        FDI, Month("2026-10"), DeficiencyCode("D06"), rules, RuleSetId("HD42-2025"), (1,)
    )
    story = [
        bloc.tell(proposal, proposed),
        bloc.tell(proposal, month.ProposalConfirmed(found)),
        bloc.tell(found, a_deficiency(source=Source(SourceKind.PROPOSAL, str(proposal)))),
    ]
    bloc.tell(an_id(51), a_deficiency("D10"))
    story += [
        bloc.tell(case, a_case(found)),
        bloc.tell(found, deficiency.DeficiencyTakenUp(case)),
        bloc.tell(case, remediation.CommentMade(SEALED)),
        bloc.tell(found, deficiency.CausesAnalysed(())),
    ]
    assert bloc.ask(case_timeline.positions_of, case) == story
    assert bloc.ask(case_timeline.positions_of, case, story[3]) == story[:4]
    assert bloc.ask(case_timeline.positions_of, case, story[2]) == []


def test_a_finding_that_joins_a_reopened_case_brings_its_story_along(bloc):
    case, _ = open_case(bloc)
    before = bloc.ask(case_timeline.positions_of, case)
    found = DeficiencyId(an_id(55))
    recorded = bloc.tell(found, a_deficiency())
    limitation = a_case(found).limitations[0]
    joined = bloc.tell(case, remediation.DeficiencyJoined(limitation))
    assert bloc.ask(case_timeline.positions_of, case) == [*before, recorded, joined]
