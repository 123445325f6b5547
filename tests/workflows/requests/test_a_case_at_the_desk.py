"""Domain 8, through the requests and a real journal: from a finding to a closed case, and back."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from domain import refusals
from domain.deficiency import Deficiency
from domain.names import Classification, DeficiencyId, RemediationId, Severity, Source, SourceKind
from domain.record import as_of
from domain.remediation import Remediation
from tests.workflows.requests.desk_of_a_bloc import NOW, SmallBloc, hand, made, open_desk
from workflows.desk import Thing
from workflows.journal.conflicts import ClaimTaken, CommandReused, StaleVersion
from workflows.requests.deficiencies import (
    AnalyseCauses,
    DecideContest,
    RecordDeficiency,
    analyse_causes,
    contest_deficiency,
    decide_contest,
    record_deficiency,
    withdraw_deficiency,
)
from workflows.requests.remediations import (
    BasisNamed,
    FileEvidence,
    FinishStep,
    OpenRemediation,
    PlanLine,
    ReportResults,
    StepReported,
    SubmitPlan,
    approve_plan,
    file_evidence,
    finish_step,
    open_remediation,
    report_results,
    return_plan,
    submit_plan,
)
from workflows.requests.shapes import Because
from workflows.requests.verdicts_on_cases import (
    ReopenRemediation,
    VerifyResults,
    close_remediation,
    reopen_remediation,
    verify_results,
)

WHY = Because("Chưa rõ sản phẩm")


@pytest.fixture
def bloc(tmp_path):
    return SmallBloc(open_desk(tmp_path))


def found(bloc, code="D06", by=None):
    asked = RecordDeficiency(
        code, Source(SourceKind.DOCUMENT, "12-TB"), "Họp 50 phút", Severity.MODERATE, bloc.cell, causes=("C7",)
    )
    return DeficiencyId(made(record_deficiency(bloc.desk, hand(by or bloc.inspector), asked)))


def opened(bloc, *deficiencies, by=None, recurrence_of=None):
    basis = BasisNamed("12-TB/UBKT", date(2026, 11, 20))
    asked = OpenRemediation(deficiencies, date(2026, 12, 31), basis, recurrence_of)
    return RemediationId(made(open_remediation(bloc.desk, hand(by or bloc.inspector), asked)))


def the_plan(bloc, *deficiencies):
    line = PlanLine(deficiencies[0], "S4.1", "Họp đủ 90 phút", date(2026, 12, 1), "Biên bản", bloc.secretary)
    return SubmitPlan(tuple(replace(line, deficiency=deficiency) for deficiency in deficiencies))


def worked_on(bloc, case, *deficiencies):
    submit_plan(bloc.desk, hand(bloc.secretary), Thing(case), the_plan(bloc, *deficiencies))
    approve_plan(bloc.desk, hand(bloc.inspector), Thing(case))
    for n in range(1, len(deficiencies) + 1):
        photo = FileEvidence(n, "ab" * 32, "ảnh.jpg", 1000, "image/jpeg", Classification.NONE)
        file_evidence(bloc.desk, hand(bloc.secretary), Thing(case), photo)
        finish_step(bloc.desk, hand(bloc.secretary), Thing(case), n, FinishStep())
    report_results(bloc.desk, hand(bloc.secretary), Thing(case), ReportResults((StepReported(1, "Đã họp đủ"),)))


def closed(bloc, case, *deficiencies):
    worked_on(bloc, case, *deficiencies)
    verify_results(bloc.desk, hand(bloc.second), Thing(case), VerifyResults(sound=True))
    close_remediation(bloc.desk, hand(bloc.second), Thing(case), Because("Đã khắc phục"))


def state(bloc, empty, id):
    return as_of(empty, bloc.desk.journal.history(id))


def test_a_case_goes_from_its_opening_to_its_closure(bloc):
    deficiency = found(bloc)
    case = opened(bloc, deficiency)
    closed(bloc, case, deficiency)
    assert state(bloc, Remediation(), case).closed_on == NOW.date()
    assert state(bloc, Deficiency(), deficiency).remedied


def test_a_plan_acknowledges_the_deficiency(bloc):
    deficiency = found(bloc)
    case = opened(bloc, deficiency)
    submit_plan(bloc.desk, hand(bloc.secretary), Thing(case), the_plan(bloc, deficiency))
    assert state(bloc, Deficiency(), deficiency).acknowledged


def test_one_open_case_holds_a_deficiency_whoever_asks_first(bloc):
    deficiency = found(bloc)
    opened(bloc, deficiency)
    with pytest.raises(refusals.DeficiencyHasItsCase):
        opened(bloc, deficiency)


def test_without_an_issuer_the_basis_is_of_the_openers_own_body(bloc):
    case = opened(bloc, found(bloc))
    assert state(bloc, Remediation(), case).issuer.kind == "inspection_committee"


def test_the_closer_sits_on_the_body_that_issued_the_conclusion(bloc):
    deficiency = found(bloc)
    case = opened(bloc, deficiency)
    worked_on(bloc, case, deficiency)
    verify_results(bloc.desk, hand(bloc.second), Thing(case), VerifyResults(sound=True))
    with pytest.raises(refusals.CloserNotOfTheIssuer):
        close_remediation(bloc.desk, hand(bloc.leader), Thing(case), WHY)


def test_a_secretary_does_not_verify_what_they_remedied(bloc):
    deficiency = found(bloc)
    case = opened(bloc, deficiency)
    worked_on(bloc, case, deficiency)
    with pytest.raises(refusals.VerifierIsRemediator):
        verify_results(bloc.desk, hand(bloc.secretary), Thing(case), VerifyResults(sound=True))


def test_a_contested_deficiency_holds_the_approval_up_and_falls_when_the_contest_is_upheld(bloc):
    one, other = found(bloc), found(bloc, "D05")
    case = opened(bloc, one, other)
    contest_deficiency(bloc.desk, hand(bloc.secretary), Thing(other), Because("Có bảy đồng chí phát biểu"))
    submit_plan(bloc.desk, hand(bloc.secretary), Thing(case), the_plan(bloc, one, other))
    with pytest.raises(refusals.ContestUndecided):
        approve_plan(bloc.desk, hand(bloc.inspector), Thing(case))
    decide_contest(bloc.desk, hand(bloc.second), Thing(other), DecideContest(True, "Đúng là có"))
    approve_plan(bloc.desk, hand(bloc.inspector), Thing(case))
    assert state(bloc, Remediation(), case).holds == (one,)


def test_a_deficiency_that_is_withdrawn_leaves_its_case(bloc):
    one, other = found(bloc), found(bloc, "D05")
    case = opened(bloc, one, other)
    withdraw_deficiency(bloc.desk, hand(bloc.inspector), Thing(other), WHY)
    assert state(bloc, Remediation(), case).holds == (one,)


def test_causes_analysed_later_reach_the_case(bloc):
    deficiency = found(bloc)
    case = opened(bloc, deficiency)
    analyse_causes(bloc.desk, hand(bloc.inspector), Thing(deficiency), AnalyseCauses(("C1", "C8")))
    assert state(bloc, Remediation(), case).limitations[0].causes == ("C1", "C8")


def test_a_recurrence_opens_a_new_case_or_reopens_the_old_one_but_never_both(bloc):
    first = found(bloc)
    case = opened(bloc, first)
    closed(bloc, case, first)
    again = found(bloc)
    opened(bloc, again, recurrence_of=case)
    with pytest.raises(ClaimTaken):
        reopen_remediation(bloc.desk, hand(bloc.second), Thing(case), ReopenRemediation("Tái phạm", (first,)))


def test_a_finding_that_recurred_joins_the_reopened_case(bloc):
    first = found(bloc)
    case = opened(bloc, first)
    closed(bloc, case, first)
    again = found(bloc)
    reopen_remediation(bloc.desk, hand(bloc.second), Thing(case), ReopenRemediation("Tái phạm", (again,)))
    assert again in state(bloc, Remediation(), case).unverified
    with pytest.raises(refusals.DeficiencyHasItsCase):
        opened(bloc, again, recurrence_of=case)


def test_a_new_case_is_linked_to_a_closed_one_over_the_same_deficiency_only(bloc):
    first = found(bloc)
    case = opened(bloc, first)
    closed(bloc, case, first)
    with pytest.raises(refusals.NotARecurrence):
        opened(bloc, found(bloc, "D05"), recurrence_of=case)


def test_a_request_sent_twice_is_recorded_once_and_answered_the_same(bloc):
    case, command = opened(bloc, found(bloc)), uuid4()
    plan = the_plan(bloc, *state(bloc, Remediation(), case).holds)
    first = submit_plan(bloc.desk, hand(bloc.secretary, command), Thing(case, 1), plan)
    head = bloc.desk.journal.head()
    assert submit_plan(bloc.desk, hand(bloc.secretary, command), Thing(case, 1), plan) == first
    assert bloc.desk.journal.head() == head


def test_a_command_id_is_not_used_for_other_content(bloc):
    case, command = opened(bloc, found(bloc)), uuid4()
    plan = the_plan(bloc, *state(bloc, Remediation(), case).holds)
    submit_plan(bloc.desk, hand(bloc.secretary, command), Thing(case, 1), plan)
    with pytest.raises(CommandReused):
        return_plan(bloc.desk, hand(bloc.secretary, command), Thing(case, 1), WHY)


def test_who_saw_an_older_version_is_told_what_happened_since(bloc):
    case = opened(bloc, found(bloc))
    plan = the_plan(bloc, *state(bloc, Remediation(), case).holds)
    submit_plan(bloc.desk, hand(bloc.secretary), Thing(case, 1), plan)
    with pytest.raises(StaleVersion) as stale:
        submit_plan(bloc.desk, hand(bloc.secretary), Thing(case, 1), plan)
    assert [type(record.fact).__name__ for record in stale.value.since] == ["PlanSubmitted"]
