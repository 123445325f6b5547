"""A yearly programme of a solution: proposed, decided by a leader, measured, reviewed, ended; by API and on pages."""

from datetime import date

import pytest

from domain.names import ItemTag
from domain.refusals import NoSuchPlaybookStep
from tests.bloc import Bloc, told
from tests.web.inspection.a_case import held_by
from tests.web.pages import Pages
from tests.web.solutions.a_plan import approved, case_of, line, met, month_closed, moves
from workflows.desk import Thing
from workflows.requests.remediations import SubmitPlan, submit_plan

STEPS = [
    {"code": "keep_the_calendar_three_months", "owner": "secretary", "term": 44, "evidence": ["minutes", "photo"]},
    {"code": "follow_the_process", "owner": "overseer", "term": 20, "evidence": []},
]


def proposed(bloc: Bloc, **more: object) -> str:
    asked = {"unit": "KHOI", "year": 2026, "targets": {"held_on_time": 0.9}, **more}
    answer = bloc.api("inspector1").post("/solutions/4/programmes", asked)
    assert answer.status_code == 201, answer.text
    return f"/solutions/4/programmes/{told(answer)['id']}"


def test_a_programme_goes_from_its_proposal_to_its_end(bloc):
    path = proposed(bloc, aim="Giữ nền nếp")
    inspector, leader = bloc.api("inspector1"), bloc.api("leader")
    assert told(inspector.get(path))["state"] == "proposed"
    assert leader.post(f"{path}/return", {"reason": "Nêu rõ chỉ tiêu"}).status_code == 200
    again = {"unit": "KHOI", "year": 2026, "targets": {"held_on_time": 0.95}}
    assert inspector.post(f"{path}/propose-again", again).status_code == 200
    assert told(leader.post(f"{path}/approve", {"number": "21-QĐ/ĐUK"}))["state"] == "running"
    met(bloc, date(2026, 11, 25), "NSE")
    review = told(inspector.post(f"{path}/review", {"period": "mid_year", "note": "Khá"}))
    assert [f["measure"] for f in review["reviews"][0]["figures"]] == ["held_on_time", "process_score"]
    assert told(inspector.post(f"{path}/review", {"period": "mid_year"}))["code"] == "ProgrammeReviewedAlready"
    assert told(leader.post(f"{path}/end", {"reason": "Hết năm"}))["state"] == "ended"
    listed = told(bloc.api("auditor").get("/solutions/4/programmes", year=2026))["items"]
    assert [one["state"] for one in listed] == ["ended"]


def test_nobody_decides_on_their_own_programme_and_only_leaders_decide(bloc):
    path = proposed(bloc)
    assert bloc.api("inspector2").post(f"{path}/approve").status_code == 403
    bloc.give_role("inspector1", "leader", "KHOI")
    assert told(bloc.api("inspector1").post(f"{path}/approve"))["code"] == "OwnProgrammeDecided"


def test_a_solution_has_one_programme_a_unit_and_year(bloc):
    proposed(bloc)
    again = bloc.api("inspector1").post("/solutions/4/programmes", {"unit": "KHOI", "year": 2026})
    assert again.status_code == 409
    other = bloc.api("secretary1").post("/solutions/4/programmes", {"unit": "FDI", "year": 2026})
    assert other.status_code == 201
    assert bloc.api("secretary1").post("/solutions/4/programmes", {"unit": "NSE", "year": 2026}).status_code == 403


def test_targets_and_actions_are_those_of_the_solution(bloc):
    inspector = bloc.api("inspector1")
    wrong = {"unit": "KHOI", "year": 2026, "targets": {"vacancy_days": 3}}
    assert told(inspector.post("/solutions/4/programmes", wrong))["code"] == "NoSuchMeasure"
    wrong = {"unit": "KHOI", "year": 2026, "actions": ["S1.1"]}
    assert told(inspector.post("/solutions/4/programmes", wrong))["code"] == "ActionOfAnotherSolution"


def test_progress_is_counted_over_the_units_from_facts_and_no_fact_is_recorded_for_it(bloc):
    met(bloc, date(2026, 11, 25), "FDI", ItemTag.CORE_TASK)
    asked = {"unit": "KHOI", "year": 2026, "types": ["foreign_owned_enterprise", "non_state_enterprise"]}
    answer = bloc.api("inspector1").post("/solutions/1/programmes", asked)
    programme = told(answer)["id"]
    recorded = bloc.recorded()
    page = bloc.browser("leader").get(f"/solutions/1/programmes/{programme}/progress").text
    assert "1/2" in page
    assert bloc.recorded() == recorded


def test_a_page_proposes_a_programme_and_a_leader_approves_it(bloc):
    inspector, leader = Pages(bloc.browser("inspector1")), Pages(bloc.browser("leader"))
    form = {"unit": "FDI", "year": "2026", "targets-held_on_time-percent": "92,5", "aim": "Đúng lịch"}
    sent = inspector.post("/solutions/4/programmes", form)
    assert sent.status_code == 303, sent.text
    assert leader.get(sent.location).status_code == 200
    assert "92,5 %" in leader.get(f"{sent.location}/aims").text
    assert leader.post(f"{sent.location}/approve", {"number": "22-QĐ", "_version": "1"}).status_code == 303
    assert sent.location in leader.get("/solutions/4").text


def test_old_cases_and_programmes_keep_the_playbook_they_began_with(bloc):
    old, path = case_of(bloc), proposed(bloc)
    leader = bloc.api("leader")
    adopted = {"in_force_from": "2026-11-20", "basis": "QĐ 15", "steps": STEPS}
    assert bloc.api("inspector1").post("/solutions/4/playbooks", adopted).status_code == 403
    answer = leader.post("/solutions/4/playbooks", adopted)
    assert (answer.status_code, told(answer)["playbook_version"]) == (201, 2)
    new = case_of(bloc, "D06")
    steps = {
        case: {(it["playbook_step"], it["term"]) for it in _proposed(bloc, case) if it["solution"] == "S4.1"}
        for case in (old, new)
    }
    assert ("keep_the_calendar_three_months", 66) in steps[old]
    assert steps[new] == {("keep_the_calendar_three_months", 44)}
    assert told(leader.get(path))["playbook_version"] == 1
    assert told(leader.get("/solutions/4"))["playbook_version"] == 2
    earlier = leader.post("/solutions/4/playbooks", {**adopted, "in_force_from": "2026-11-01"})
    assert told(earlier)["code"] == "PlaybookNotLater"
    unknown = leader.post("/solutions/4/playbooks", {**adopted, "steps": [{**STEPS[0], "code": "fill_the_office"}]})
    assert told(unknown)["code"] == "NoSuchPlaybookStep"


def _proposed(bloc: Bloc, case: object) -> list[dict[str, object]]:
    return told(bloc.api("secretary1").get(f"/remediations/{case}/plan/proposed"))["items"]


def test_a_step_that_a_newer_version_leaves_out_goes_on_moving_in_an_older_case(bloc):
    case = approved(bloc, "S4.1", step="keep_the_calendar_three_months")
    adopted = {"in_force_from": "2026-11-20", "basis": "QĐ 15", "steps": STEPS[1:]}
    assert bloc.api("leader").post("/solutions/4/playbooks", adopted).status_code == 201
    newer = case_of(bloc, "D06")
    assert not [it for it in _proposed(bloc, newer) if it["solution"] == "S4.1"]
    asked = SubmitPlan((line(bloc, held_by(bloc, newer)[0], "S4.1", "keep_the_calendar_three_months"),))
    with pytest.raises(NoSuchPlaybookStep):
        bloc.ask(submit_plan, "secretary1", Thing(newer), asked)
    met(bloc, date(2026, 12, 5))
    month_closed(bloc, 2026, 12)
    assert [it.count for it in moves(bloc, case)] == [1]
