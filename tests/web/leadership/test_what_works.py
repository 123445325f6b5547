"""Leaders see what remedies brought, with intervals, and how types of cell compare (D13)."""

from datetime import date

from domain.names import DeficiencyCode
from tests.web.inspection.a_case import found, held_by, opened, reported
from tests.web.pages import Pages
from workflows.desk import Thing
from workflows.requests.shapes import Because
from workflows.requests.verdicts_on_cases import VerifyResults, close_remediation, verify_results


def remedied(bloc, code="D06"):
    case = opened(bloc, found(bloc, code))
    reported(bloc, case)
    bloc.ask(verify_results, "inspector2", Thing(case), VerifyResults(sound=True))
    bloc.ask(close_remediation, "inspector1", Thing(case), Because("Đạt yêu cầu."))
    return held_by(bloc, case)[0]


def test_what_was_closed_is_told_by_deficiency_solution_action_and_type(bloc):
    remedied(bloc)
    leader = bloc.api("leader")
    told = {by: leader.get("/effects", group_by=by).json for by in ("deficiency", "solution", "action", "type")}
    assert [(it["code"], it["closed"], it["returned"]["part"]) for it in told["deficiency"]["items"]] == [("D06", 1, 0)]
    assert [it["code"] for it in told["type"]["items"]] == ["foreign_owned_enterprise"]
    assert {it["code"] for it in told["solution"]["items"]} == {it["code"][:2] for it in told["action"]["items"]}


def test_the_same_found_again_in_the_cell_counts_as_come_back(bloc):
    remedied(bloc)
    bloc.watch.on(date(2026, 12, 15))
    found(bloc, DeficiencyCode("D06"))
    [line] = bloc.api("leader").get("/effects").json["items"]
    assert (line["returned"]["part"], line["returned"]["few"]) == (1, True)


def test_a_secretary_sees_the_effects_of_their_own_cell_alone(bloc):
    remedied(bloc)
    assert bloc.api("secretary1").get("/effects").json["total"] == 1
    assert bloc.api("secretary2").get("/effects").json["total"] == 0


def test_the_page_says_what_is_few_and_what_may_be_chance(bloc):
    remedied(bloc)
    page = Pages(bloc.browser("leader")).get("/effects?by=solution").text
    assert "số ít" in page
    assert "khoảng tin cậy 95%" in page.lower()
