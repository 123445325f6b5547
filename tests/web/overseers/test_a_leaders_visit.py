"""A standing-board member attends: the overseer in charge enters it for them, or they do with the role beside."""

from datetime import date

import pytest

from domain.names import Role, VisitKind
from tests.bloc import Bloc
from tests.web.inspection.a_case import made
from workflows.requests.visits import PlanVisit, plan_visit

ON = date(2026, 11, 20)


@pytest.fixture
def visit(bloc: Bloc) -> str:
    """Of the leader to a cell that somebody else oversees."""
    bloc.watch.on(ON)
    asked = PlanVisit(VisitKind.PLANNED, ON, bloc.person("leader"), bloc.unit("FDI"))
    return str(made(bloc.ask(plan_visit, "overseer1", asked)))


def test_the_visit_is_the_leaders_task_and_its_page_says_who_records_it(bloc: Bloc, visit: str) -> None:
    tasks = bloc.api("leader").get("/tasks").json["items"]
    assert [(task["kind"], task["about"]) for task in tasks] == [("make_visit", visit)]
    leader = bloc.browser("leader")
    assert f'href="/visits/{visit}"' in leader.get("/tasks").text
    assert 'id="by-whom"' in leader.get(f"/visits/{visit}").text
    assert leader.get(f"/visits/{visit}/make").status_code == 403


def test_the_overseer_in_charge_records_it_and_the_journal_names_both(bloc: Bloc, visit: str) -> None:
    overseer = bloc.browser("overseer1")
    assert f'href="/visits/{visit}/make"' in overseer.get("/charge").text
    assert "người dự là Nguyễn Văn Bình" in overseer.get(f"/visits/{visit}/make").text
    bloc.api("overseer1").post(f"/visits/{visit}/made", {"ratings": {"leading": "good"}})
    told = bloc.api("leader").get(f"/visits/{visit}").json
    assert (told["visitor"], told["state"]) == (bloc.person("leader"), "made")
    entry = bloc.api("auditor").get("/history", stream=visit).json["items"][0]
    assert (entry["fact"], entry["by"]) == ("VisitMade", bloc.person("overseer1"))


def test_with_the_overseers_role_beside_the_leader_records_their_own_visits_there_alone(bloc: Bloc, visit: str) -> None:
    bloc.give_role("leader", Role.OVERSEER, "FDI")
    leader = bloc.browser("leader")
    assert f'href="/visits/{visit}/make"' in leader.get("/charge").text
    page = leader.get(f"/visits/{visit}/make").text
    assert "Ghi thay" not in page
    assert bloc.api("leader").post(f"/visits/{visit}/made", {}).json["state"] == "made"
    assert bloc.api("leader").post(f"/visits/{visit}/feedback", {"text": "Cần gợi ý."}).json["state"] == "fed_back"
    elsewhere = {"cell": "DB1.1", "kind": "planned", "on": "2026-11-20", "visitor": "leader"}
    assert bloc.api("leader").post("/visits", elsewhere).status_code == 403


def test_an_overseer_enters_on_behalf_of_a_leader_who_holds_the_role_there(bloc: Bloc, visit: str) -> None:
    for_the_leader = {"On-Behalf-Of": "leader"}
    assert bloc.api("overseer1").post(f"/visits/{visit}/made", {}, for_the_leader).status_code == 403
    bloc.give_role("leader", Role.OVERSEER, "FDI")
    assert bloc.api("overseer1").post(f"/visits/{visit}/made", {}, for_the_leader).json["state"] == "made"
    entry = bloc.api("auditor").get("/history", stream=visit).json["items"][0]
    assert (entry["by"], entry["on_behalf_of"]) == (bloc.person("overseer1"), bloc.person("leader"))
