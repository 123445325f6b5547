"""S3 by API: a programme with quotas, visits proposed, accepted, swapped, declined, moved, called off; coverage."""

from datetime import date

import pytest

from domain.names import Role
from tests.web.api.asked import made, refused
from web.daily_round import go_round

QUOTA = {"unit": "KHOI", "visits": 2, "from": "2026-10-01", "until": "2026-12-31"}
PROGRAMME = {"unit": "KHOI", "year": 2026, "number": "01-CTr/ĐUK", "dated": "2025-12-20"}
GUIDANCE = {
    "unit": "KHOI",
    "addressees": ["FDI", "DB1"],
    "number": "05-HD/ĐUK",
    "dated": "2026-11-02",
    "title": "Nền nếp",
}


@pytest.fixture
def leader(bloc):
    return bloc.api("leader")


@pytest.fixture
def overseer(bloc):
    return bloc.api("overseer1")


@pytest.fixture
def programme(leader):
    quotas = [QUOTA | {"visitor": "leader"}, QUOTA | {"visitor": "overseer1", "unit": "DB1"}]
    return made(leader.post("/solutions/3/visit-programmes", PROGRAMME | {"quotas": quotas}))


def planned(api, **more):
    return made(
        api.post("/visits", {"cell": "FDI", "kind": "planned", "on": "2026-11-05", "visitor": "overseer1"} | more)
    )


# Visits


def test_a_visit_is_moved_given_to_another_and_called_off_each_with_its_reason(overseer):
    visit = planned(overseer)
    moved = overseer.post(f"/visits/{visit}/move", {"on": "2026-11-12", "reason": "Chi bộ đổi lịch."}).json
    assert (moved["on"], moved["moved"], moved["moves"][0]["reason"]) == ("2026-11-12", 1, "Chi bộ đổi lịch.")
    swapped = overseer.post(f"/visits/{visit}/visitor", {"visitor": "leader", "reason": "Đi công tác."}).json
    assert swapped["visitor"] != moved["visitor"]
    off = overseer.post(f"/visits/{visit}/cancel", {"reason": "Trùng lịch."}).json
    assert off["state"] == "cancelled"
    refused(overseer.post(f"/visits/{visit}/made", {}), "VisitWasCancelled")


def test_a_visitor_says_whether_the_theme_fits_and_what_was_seen_bears_its_code(overseer):
    visit = planned(overseer)
    wrong = overseer.post(f"/visits/{visit}/made", {"observations": [{"code": "P1", "positive": False}]})
    assert (wrong.status_code, [error["field"] for error in wrong.json["errors"]]) == (422, ["observations"])
    seen = [{"code": "P6", "positive": True}, {"code": "D07", "positive": False, "note": "Nể nang."}]
    told = overseer.post(f"/visits/{visit}/made", {"observations": seen, "theme_fits": False}).json
    assert (told["theme_fits"], told["deficiencies"], told["strengths"]) == (False, ["D07"], 1)


def test_the_list_of_visits_is_narrowed_and_sorted(overseer):
    first, second = planned(overseer), planned(overseer, on="2026-12-05")
    overseer.post(f"/visits/{second}/cancel", {"reason": "Trùng lịch."})
    assert [one["id"] for one in overseer.get("/visits", state="cancelled").json["items"]] == [second]
    assert [one["id"] for one in overseer.get("/visits", sort="on").json["items"]] == [first, second]


# Programmes and the plan proposed


def test_a_programme_is_approved_once_a_year_and_by_leaders_alone(leader, overseer, programme):
    refused(leader.post("/solutions/3/visit-programmes", PROGRAMME), "VisitProgrammeAlreadyApproved")
    assert overseer.post("/solutions/3/visit-programmes", PROGRAMME).status_code == 403
    assert [one["id"] for one in leader.get("/solutions/3/visit-programmes").json["items"]] == [programme]


def test_visits_are_proposed_within_the_quotas_each_line_with_its_reasons(leader, programme):
    plan = leader.get("/visits/proposed").json
    assert len(plan["items"]) == 4
    never = {"why": "never_visited", "amount": 1, "points": 30.0, "facts": []}
    assert all(never in line["why_cell"] for line in plan["items"])
    assert plan["total"] == sum(line["points"] for line in plan["items"]) <= plan["bound"]
    assert plan["share"] >= 98


def test_each_reason_of_a_line_names_the_facts_it_counts(bloc, leader, overseer):
    quotas = [QUOTA | {"visitor": "overseer1", "unit": "DB1", "visits": 9}]
    leader.post("/solutions/3/visit-programmes", PROGRAMME | {"quotas": quotas})
    made_on = planned(overseer, cell="DB1.1", on="2026-10-05")
    overseer.post(f"/visits/{made_on}/made", {})
    lines = {one["cell"]: one for one in leader.get("/visits/proposed").json["items"]}
    line = lines["DB1.1"]
    reasons = {one["why"]: one for one in (*line["why_cell"], *line["why_visitor"])}

    def names(reason):
        records = bloc.house.journal.at(reasons[reason]["facts"])
        return [type(records[position].fact).__name__ for position in sorted(records)]

    assert names("month_since_visit") == ["VisitMade"]
    assert names("in_charge") == ["OfficeFilled"]
    page = bloc.browser("leader").get("/visits/proposed").text
    assert f'href="/history/{reasons["month_since_visit"]["facts"][0]}"' in page


def test_where_nothing_is_allotted_nothing_is_proposed(leader):
    assert leader.get("/visits/proposed").json["items"] == []


def test_a_proposed_visit_is_accepted_with_another_visitor_and_uses_the_quota(leader, programme):
    line = leader.get("/visits/proposed").json["items"][0]
    asked = {"cell": line["cell"], "visitor": "leader", "on": line["on"]}
    visit = leader.post("/visits/proposed/accept", asked)
    assert (visit.status_code, visit.json["state"], visit.json["cell"]) == (201, "planned", line["cell"])
    after = leader.get("/visits/proposed").json
    assert line["cell"] not in [one["cell"] for one in after["items"]]
    assert sum(one["used"] for one in after["quotas"]) == 1


def test_a_declined_cell_is_proposed_again_only_after_its_day(bloc, leader, programme):
    line = leader.get("/visits/proposed").json["items"][0]
    asked = {"cell": line["cell"], "until": "2026-11-30", "reason": "Vừa kiểm tra."}
    assert leader.post(f"/solutions/3/visit-programmes/{programme}/decline", asked).status_code == 200
    assert line["cell"] not in [one["cell"] for one in leader.get("/visits/proposed").json["items"]]
    refused(leader.post(f"/solutions/3/visit-programmes/{programme}/decline", asked), "ProposalDeclinedAlready")
    bloc.watch.on(date(2026, 12, 1))
    assert line["cell"] in [one["cell"] for one in bloc.api("leader").get("/visits/proposed").json["items"]]


def test_an_overseer_sees_the_proposal_for_their_own_cells(overseer, programme):
    plan = overseer.get("/visits/proposed").json
    assert {line["cell"].partition(".")[0] for line in plan["items"]} == {"DB1", "FDI"}
    assert (
        overseer.post(
            "/visits/proposed/accept", {"cell": "DB1.1", "visitor": "overseer1", "on": "2026-12-05"}
        ).status_code
        == 403
    )


def test_an_overseer_of_single_cells_sees_what_the_one_plan_says_of_them(bloc, leader, programme):
    bloc.give_role("secretary2", Role.OVERSEER, "DB1.1")
    whole = leader.get("/visits/proposed").json
    part = bloc.api("secretary2").get("/visits/proposed").json
    assert part["items"] == [line for line in whole["items"] if line["cell"] == "DB1.1"]
    assert len(part["items"]) == 1
    assert (part["total"], part["bound"]) == (whole["total"], whole["bound"])
    assert {one["visitor"] for one in part["quotas"]} == {line["visitor"] for line in part["items"]}


# Coverage, guidance, overseers


def test_coverage_counts_distinct_cells_and_committees_and_the_days_to_feedback(bloc, leader, overseer):
    for _ in range(2):
        visit = planned(overseer)
        overseer.post(f"/visits/{visit}/made", {})
    bloc.watch.on(date(2026, 11, 24))
    bloc.api("overseer1").post(f"/visits/{visit}/feedback", {"text": "Cần gợi ý."})
    body = planned(overseer, cell=None, body="DB1/committee", on="2026-11-06")
    bloc.api("overseer1").post(f"/visits/{body}/made", {})
    told = bloc.api("leader").get("/solutions/3/coverage", year=2026).json
    whole = told["whole"]
    assert (whole["made"], whole["cells"], whole["committees"], whole["days"]) == (3, 1, 1, 19.0)
    assert (told["of_cells"], told["never_visited"]) == (12, 11)
    assert "FDI" not in told["never"]
    foreign = next(one for one in told["by_type"] if one["type"] == "foreign_owned_enterprise")
    assert (foreign["of_cells"], foreign["share"]) == (1, 100.0)


def test_guidance_becomes_a_task_of_each_addressee_and_is_acknowledged_once(bloc, leader):
    secretary = bloc.api("secretary1")
    guidance = made(leader.post("/solutions/3/guidance", GUIDANCE | {"acknowledge_by": "2026-11-30"}))
    assert [task["kind"] for task in secretary.get("/tasks").json["items"]] == ["acknowledge_guidance"]
    told = secretary.post(f"/solutions/3/guidance/{guidance}/acknowledge", {"unit": "FDI"}).json
    assert (told["acknowledged"], told["addressees"]) == (1, 2)
    assert secretary.get("/tasks").json["items"] == []
    refused(
        secretary.post(f"/solutions/3/guidance/{guidance}/acknowledge", {"unit": "FDI"}), "GuidanceAlreadyAcknowledged"
    )
    assert secretary.post(f"/solutions/3/guidance/{guidance}/acknowledge", {"unit": "DB1"}).status_code in {403, 404}
    assert bloc.api("secretary2").get(f"/solutions/3/guidance/{guidance}").status_code == 404


def test_a_cell_without_overseer_is_noticed_by_the_round_and_becomes_a_leaders_task_until_somebody_is_in_charge(bloc):
    leader = bloc.api("leader")
    without = leader.get("/solutions/3/overseers", without=True).json
    assert (without["cells"], without["without"]) == (12, 7)
    go_round(bloc.house, date(2026, 11, 20))
    recorded = bloc.recorded()
    go_round(bloc.house, date(2026, 11, 20))
    assert bloc.recorded() == recorded
    assert [task["kind"] for task in leader.get("/tasks").json["items"]] == ["assign_overseer"] * 7
    asked = {"cell": "NSE", "person": "overseer1", "from": "2026-11-20"}
    assert leader.post("/solutions/3/overseers", asked).status_code == 201
    assert leader.get("/tasks").json["total"] == 6
    bloc.give_role("secretary2", Role.LEADER, "DB1")
    assert bloc.api("secretary2").post("/solutions/3/overseers", asked).status_code in {403, 404}
