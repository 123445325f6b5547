"""Rules are changed by two people: one proposes, another agrees; what one person changed alone is told to auditors."""

import re
from uuid import uuid4

from domain.events.ruleset import RuleSetAdopted
from domain.names import Role
from tests.bloc import Bloc
from tests.web.api.asked import made
from tests.web.api.test_the_story import done, refused
from tests.web.pages import Pages

ADOPTED = {
    "ruleset": "HD42-KHOI", "based_on": "HD42-2025", "in_force_from": "2026-12-01", "basis": "QĐ 15-QĐ/ĐUK",
    "parameters": {"R-DUR": {"minutes": 75}},
}  # fmt: skip
AMENDED = {"from": "2027-01-01", "basis": "QĐ 16", "parameters": {"R-DUR": {"minutes": 80.5}}}
REPEALED = {"until": "2027-06-30", "basis": "QĐ 17"}
ON_PAGE = {
    "ruleset": "HD42-KHOI", "based_on": "HD42-2025", "in_force_from": "2026-12-01", "basis": "QĐ 15-QĐ/ĐUK",
    "value R-DUR minutes": "75",
}  # fmt: skip


def proposed(bloc: Bloc, by: str = "inspector1", path: str = "/rulesets/propose", body: object = ADOPTED) -> str:
    return made(bloc.api(by).post(path, body))


def agreed(bloc: Bloc, change: str) -> dict:
    return done(bloc.api("leader").post(f"/rule-changes/{change}/agree"))


def adopted(bloc: Bloc) -> list[RuleSetAdopted]:
    return [one.fact for one in bloc.house.journal.since(0, 10_000) if isinstance(one.fact, RuleSetAdopted)]


def minutes(bloc: Bloc) -> float:
    return done(bloc.api("leader").get("/rulesets/HD42-KHOI"))["parameters"]["R-DUR"]["minutes"]


def test_what_one_proposes_holds_once_another_agrees(bloc):
    change = proposed(bloc)
    assert bloc.api("leader").get("/rulesets/HD42-KHOI").status_code == 404
    assert agreed(bloc, change)["state"] == "agreed"
    assert [one.parameters for one in adopted(bloc)] == [{"R-DUR": {"minutes": 75.0}}]
    assert minutes(bloc) == 75


def test_nobody_agrees_to_what_they_proposed_but_may_take_it_back(bloc):
    change = proposed(bloc, by="leader")
    refused(bloc.api("leader").post(f"/rule-changes/{change}/agree"), "AgreesToOwnRuleChange")
    taken_back = done(bloc.api("leader").post(f"/rule-changes/{change}/decline", {"reason": "Chờ hướng dẫn mới."}))
    assert (taken_back["state"], taken_back["declined"]["reason"]) == ("declined", "Chờ hướng dẫn mới.")
    assert adopted(bloc) == []


def test_another_leader_agrees_to_what_a_leader_proposed(bloc):
    change = proposed(bloc, by="leader")
    bloc.give_role("overseer1", Role.LEADER, "KHOI")
    assert done(bloc.api("overseer1").post(f"/rule-changes/{change}/agree"))["state"] == "agreed"


def test_values_are_amended_and_a_rule_set_is_repealed_by_two_people_too(bloc):
    agreed(bloc, proposed(bloc))
    agreed(bloc, proposed(bloc, path="/rulesets/HD42-KHOI/propose-amend", body=AMENDED))
    change = proposed(bloc, path="/rulesets/HD42-KHOI/propose-repeal", body=REPEALED)
    assert done(bloc.api("leader").get("/rulesets/HD42-KHOI"))["in_force_until"] is None
    agreed(bloc, change)
    assert done(bloc.api("leader").get("/rulesets/HD42-KHOI"))["in_force_until"] == "2027-06-30"


def test_what_is_settled_stays_so(bloc):
    change = proposed(bloc)
    agreed(bloc, change)
    refused(bloc.api("leader").post(f"/rule-changes/{change}/decline", {"reason": "Muộn"}), "RuleChangeSettled")
    refused(bloc.api("leader").post(f"/rule-changes/{change}/agree"), "RuleChangeSettled")


def test_only_what_could_be_recorded_is_proposed_and_it_is_looked_at_again_when_agreed_to(bloc):
    first, second = proposed(bloc), proposed(bloc)
    agreed(bloc, first)
    refused(bloc.api("leader").post(f"/rule-changes/{second}/agree"), "RuleSetTaken")
    refused(bloc.api("inspector1").post("/rulesets/propose", ADOPTED), "RuleSetTaken")
    refused(bloc.api("inspector1").post("/rulesets/HD42-2025/propose-repeal", REPEALED), "RuleSetNotLocal")


def test_inspectors_propose_and_do_not_agree_and_secretaries_do_neither(bloc):
    change = proposed(bloc)
    assert bloc.api("inspector2").post(f"/rule-changes/{change}/agree").status_code == 403
    assert bloc.api("secretary1").post("/rulesets/propose", ADOPTED).status_code == 403


def test_the_leaders_find_it_among_their_tasks_until_it_is_settled(bloc):
    def waiting() -> list[str]:
        told = done(bloc.api("leader").get("/tasks"))["items"]
        return [one["about"] for one in told if one["kind"] == "agree_to_rule_change"]

    change = proposed(bloc)
    assert waiting() == [change]
    agreed(bloc, change)
    assert waiting() == []


def test_on_pages_one_proposes_what_was_tried_and_another_agrees(bloc):
    inspector, leader = Pages(bloc.browser("inspector1")), Pages(bloc.browser("leader"))
    tried = inspector.get("/rules/what-if?rule=R-DUR+minutes&value=75&from=2026-10&to=2026-11").text
    assert 'name="value R-DUR minutes" value="75"' in tried
    page = inspector.post("/rules", ON_PAGE).headers["Location"]
    assert "HD42-KHOI" in leader.get("/rules").text
    shown = leader.get(page).text
    assert "R-DUR" in shown
    assert "Đồng ý ban hành" in shown
    assert "Đã xét lại" in leader.get(f"{page}?tried=1").text
    assert "Đồng ý ban hành" not in inspector.get(page).text
    assert leader.post(f"{page}/agree", {"_version": "1"}).status_code == 303
    assert [one.ruleset for one in adopted(bloc)] == ["HD42-KHOI"]


def test_whoever_proposed_is_not_offered_to_agree(bloc):
    leader = Pages(bloc.browser("leader"))
    page = leader.post("/rules", ON_PAGE).headers["Location"]
    assert "Đồng ý ban hành" not in leader.get(page).text
    assert leader.post(f"{page}/decline", {"reason": "Rút lại", "_version": "1"}).status_code == 303
    assert "Rút lại" in leader.get(page).text


def test_a_rule_set_adopted_by_one_person_alone_is_told_to_auditors(bloc):
    def alone() -> str:
        page = bloc.browser("auditor").get("/integrity").text
        found = re.search(r"Quy tắc do một người thay đổi.*?num\">(\d+)<", page, re.DOTALL)
        assert found
        return found[1]

    agreed(bloc, proposed(bloc))
    assert alone() == "0"
    made(bloc.api("leader").post("/rulesets", ADOPTED | {"ruleset": "HD42-RIENG"}))
    assert alone() == "1"
    (told,) = done(bloc.api("auditor").get("/rule-changes", state="alone"))["items"]
    assert (told["ruleset"], told["decided_by"]) == ("HD42-RIENG", bloc.person("leader"))


def test_the_same_proposal_sent_twice_is_one(bloc):
    key = {"Idempotency-Key": str(uuid4())}
    first, second = (bloc.api("inspector1").post("/rulesets/propose", ADOPTED, headers=key) for _ in range(2))
    assert first.json["id"] == second.json["id"]
    assert done(bloc.api("leader").get("/rule-changes"))["total"] == 1
