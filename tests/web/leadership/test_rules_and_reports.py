"""Leaders see the rules in force and what they rest on, lay local values over them, and read the year's figures."""

import pytest

from domain.events.ruleset import RuleSetAdopted
from tests.web.inspection.a_case import proposed
from tests.web.pages import Pages

LOCAL = {
    "based_on": "HD42-2025", "ruleset": "HD42-KHOI", "in_force_from": "2026-12-01", "basis": "QĐ 15-QĐ/ĐUK",
    "value R-DUR minutes": "75",
}  # fmt: skip


@pytest.fixture
def leader(bloc):
    return Pages(bloc.browser("leader"))


def test_each_rule_shows_its_values_their_source_and_the_legal_basis(leader):
    page = leader.get("/rules").text
    assert "HD 42-HD/BTCTW" in page
    assert "R-DUR" in page
    assert leader.get("/rules?ruleset=HD12-2018").status_code == 200
    assert leader.get("/rules?ruleset=NOTHING").status_code == 404


def test_a_local_rule_set_is_adopted_amended_and_repealed(bloc, leader):
    inspector = Pages(bloc.browser("inspector1"))
    amended = {"from": "2027-01-01", "basis": "QĐ 16", "value R-DUR minutes": "80,5"}
    repealed = {"until": "2027-06-30", "basis": "QĐ 17"}
    for path, form in (("", LOCAL), ("/HD42-KHOI/amend", amended), ("/HD42-KHOI/repeal", repealed)):
        change = inspector.post(f"/rules{path}", form).headers["Location"]
        assert leader.post(f"{change}/agree", {"_version": "1"}).status_code == 303
    assert leader.get("/rules?ruleset=HD42-KHOI").status_code == 200
    adopted = next(r.fact for r in bloc.house.journal.since(0, 10_000) if isinstance(r.fact, RuleSetAdopted))
    assert adopted.parameters == {"R-DUR": {"minutes": 75.0}}


def test_a_value_that_is_no_number_is_a_fault_and_adopts_nothing(bloc, leader):
    before = bloc.recorded()
    assert leader.post("/rules", LOCAL | {"value R-DUR minutes": "chín mươi"}).status_code == 422
    assert bloc.recorded() == before


def test_secretaries_read_the_rules_and_do_not_propose_others(bloc):
    secretary = Pages(bloc.browser("secretary1"))
    assert secretary.get("/rules").status_code == 200
    assert secretary.post("/rules", LOCAL).status_code == 403


def test_the_report_of_a_year_counts_the_organisations_of_the_bloc(leader):
    page = leader.get("/reports/2026").text
    assert "Báo cáo năm 2026" in page
    assert ">12<" in page
    assert leader.get("/reports/1800").status_code == 404


def test_the_catalogue_names_every_deficiency_cause_and_solution(leader):
    page = leader.get("/catalogue").text
    assert all(code in page for code in ("D01", "D21", "C9", "S7.5"))


def test_a_years_report_tells_what_each_solution_measured_for_all_units_and_for_each_type(bloc):
    proposed(bloc)
    report = bloc.api("leader").get("/reports/year/2026").json
    whole = report["solutions"]["S4"]["measures"]["held_on_time"]
    by_type = [of["solutions"]["S4"]["measures"].get("held_on_time") for of in report["by_type"].values()]
    assert whole["whole"] > 0
    assert sum(one["whole"] for one in by_type if one) == whole["whole"]
