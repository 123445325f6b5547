"""Solution 6 over the API, from start to measured effect: non-state and new organisations are helped first."""

from typing import Any

from tests.bloc import Api, Bloc
from tests.web.api.asked import made, refused
from tests.web.inspection.a_case import proposed

DIAGNOSIS = {
    "unit": "FDI",
    "organisation": "party",
    "on": "2026-11-02",
    "weaknesses": ["few_members", "owner_indifferent"],
    "note": "Ít đảng viên trẻ.",
}
PLAN = {
    "milestones": [
        {"what": "Họp đều ba tháng", "due": "2026-12-31"},
        {"what": "Kết nạp một đảng viên", "due": "2027-03-31"},
    ],
    "until": "2027-06-30",
}


def with_plan(api: Api) -> tuple[int, int]:
    told = api.get("/solutions/6").json["measure"]["non_state_with_plan"]
    return told["part"], told["whole"]


def tasks(api: Api) -> list[str]:
    return [one["kind"] for one in api.get("/tasks").json["items"]]


def candidates(api: Api) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = api.get("/solutions/6/candidates").json["items"]
    return items


def test_non_state_and_new_cells_come_first_and_the_list_says_why(bloc: Bloc) -> None:
    admin, leader = bloc.api("admin"), bloc.api("leader")
    admin.post("/units/PSU/attributes", {"attributes": ["newly_founded"], "on": "2026-11-01"})
    first = candidates(leader)[:4]
    assert {one["unit"] for one in first[:2]} == {"FDI", "NSE"}
    assert all(one["non_state"] for one in first[:2])
    assert [(one["unit"], one["newly_founded"], one["non_state"]) for one in first[2:3]] == [("PSU", True, False)]
    assert not first[3]["newly_founded"]
    assert [one["unit"] for one in candidates(bloc.api("secretary1"))] == ["FDI"]


def test_each_part_of_a_rank_names_the_facts_it_counts(bloc: Bloc) -> None:
    bloc.api("admin").post("/units/PSU/attributes", {"attributes": ["newly_founded"], "on": "2026-11-01"})
    proposed(bloc)  # October is closed
    by_unit = {one["unit"]: one["why"] for one in candidates(bloc.api("leader"))}

    def names(unit: str, part: str) -> list[str]:
        records = bloc.house.journal.at(by_unit[unit]["facts_of"][part])
        return [type(records[position].fact).__name__ for position in sorted(records)]

    assert names("PSU", "newly_founded")[-1:] == ["AttributesDeclared"]
    assert names("FDI", "non_state") == ["UnitRegistered"]
    assert "MonthClosed" in names("FDI", "verdicts_judged")
    assert "newly_founded" not in by_unit["FDI"]["facts_of"]
    assert by_unit["FDI"]["facts"] == sorted({at for of in by_unit["FDI"]["facts_of"].values() for at in of})
    page = bloc.browser("leader").get("/solutions/6/supports").text
    assert f'href="/history/{by_unit["FDI"]["facts_of"]["non_state"][0]}"' in page


def test_an_organisation_is_helped_from_its_diagnosis_to_its_end(bloc: Bloc) -> None:
    overseer, leader = bloc.api("overseer1"), bloc.api("leader")
    assert with_plan(leader) == (0, 2)
    at = f"/solutions/6/supports/{made(overseer.post('/solutions/6/supports', DIAGNOSIS))}"
    refused(overseer.post("/solutions/6/supports", DIAGNOSIS), "SupportedAlready")
    assert "FDI" not in [one["unit"] for one in candidates(leader)]
    assert tasks(overseer) == ["plan_support"]
    assert overseer.post(f"{at}/plan", PLAN).json["milestones_planned"] == 2
    assert tasks(leader) == ["approve_support"]
    assert with_plan(leader) == (0, 2)
    assert leader.post(f"{at}/approve", {}).json["state"] == "approved"
    assert with_plan(leader) == (1, 2)
    assert tasks(leader) == ["assign_mentor"]
    refused(leader.post(f"{at}/mentor", {"mentor": "secretary1"}), "MentorFromInside")
    assert leader.post(f"{at}/mentor", {"mentor": "overseer1"}).json["state"] == "mentored"
    assert tasks(overseer) == ["reach_milestone", "reach_milestone"]
    held = {"kind": "with_mass_organisations", "on": "2026-11-15", "participants": 40}
    assert overseer.post(f"{at}/activity", held).json["activities"] == 1
    assert overseer.post(f"{at}/milestone", {"n": 1}).json["next_due"] == "2027-03-31"
    refused(leader.post(f"{at}/end", {"outcome": "strengthened"}), "MilestonesRemain")
    overseer.post(f"{at}/milestone", {"n": 2})
    assert tasks(leader) == ["end_support"]
    ended = leader.post(f"{at}/end", {"outcome": "strengthened", "note": "Đã vững."}).json
    assert (ended["state"], ended["ended"]["note"]) == ("ended", "Đã vững.")
    assert (tasks(leader), tasks(overseer)) == ([], [])
    assert overseer.post("/solutions/6/supports", DIAGNOSIS).status_code == 201


def test_only_who_looks_after_the_unit_helps_and_only_leaders_approve(bloc: Bloc) -> None:
    overseer, secretary = bloc.api("overseer1"), bloc.api("secretary1")
    assert overseer.post("/solutions/6/supports", DIAGNOSIS | {"unit": "DB2.1"}).status_code == 403
    assert secretary.post("/solutions/6/supports", DIAGNOSIS).status_code == 403
    at = f"/solutions/6/supports/{made(overseer.post('/solutions/6/supports', DIAGNOSIS))}"
    overseer.post(f"{at}/plan", PLAN)
    assert overseer.post(f"{at}/approve", {}).status_code == 403
    assert secretary.get(at).json["diagnosed"]["note"] == "Ít đảng viên trẻ."


def test_a_mass_organisation_is_helped_beside_the_party_organisation(bloc: Bloc) -> None:
    overseer = bloc.api("overseer1")
    for organisation in ("party", "trade_union"):
        made(overseer.post("/solutions/6/supports", DIAGNOSIS | {"organisation": organisation}))
    assert overseer.get("/solutions/6/supports", organisation="trade_union").json["total"] == 1
    assert overseer.get("/solutions/6/supports", running="true").json["total"] == 2
