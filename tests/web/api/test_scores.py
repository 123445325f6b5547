"""The score sheet of a meeting: computed parts, the cell's own score, the class decided above, the difference."""

from domain.rulesets import example_sheet
from tests.web.api.asked import MINUTES, held, made, scheduled
from tests.web.pages import Pages

LOCAL = {
    "ruleset": "KHOI-2026",
    "based_on": "HD42-2025",
    "in_force_from": "2026-01-01",
    "basis": "HD 5-HD/ĐUK",
    "parameters": {},
}


def as_json(sheet):
    ladder = lambda it: {"rule": it.rule, "measure": it.measure, "rungs": [vars(rung) for rung in it.rungs]}  # noqa: E731
    return {
        "groups": sheet.groups,
        "classes": sheet.classes,
        "computed": {part: list(rules) for part, rules in sheet.computed.items()},
        "ladders": {part: ladder(it) for part, it in sheet.ladders.items()},
    }


def parts(client, meeting):
    told = client.get(f"/meetings/{meeting}/score-sheet").json
    return {one["part"]: one for one in told["items"]}, told


def test_parts_follow_from_what_was_recorded_and_say_why(bloc):
    secretary = bloc.api("secretary1")
    meeting = held(secretary)
    by_part, told = parts(secretary, meeting)
    assert (told["ruleset"], told["full"], told["self_score"], told["class"]) == ("HD42-2025", 100, None, None)
    assert (by_part["attendance"]["computed"], by_part["content"]["computed"]) == (0, None)
    assert {one["rule"]: one["verdict"] for one in by_part["time"]["reasons"]}["R-DUR"] == "broken"
    assert by_part["attendance"]["reasons"][0]["observed"]["present"] == 14
    assert by_part["process"]["computed"] is None
    secretary.post(f"/meetings/{meeting}/minutes", MINUTES)
    assert parts(secretary, meeting)[0]["process"]["computed"] is not None


def test_the_cells_score_and_the_class_above_differ_by_a_shown_number(bloc):
    secretary, overseer = bloc.api("secretary1"), bloc.api("overseer1")
    meeting = held(secretary)
    full = {part: one["most"] for part, one in parts(secretary, meeting)[0].items()}
    given = {part: most for part, most in full.items() if part != "resolution_results"}
    voted = {"points": given, "votes": 14, "not_applicable": ["resolution_results"]}
    assert secretary.post(f"/meetings/{meeting}/self-score", voted).status_code == 200
    by_part, told = parts(overseer, meeting)
    assert (told["self_score"], told["class_of_self_score"], told["difference"]) == (100, "good", None)
    assert (by_part["attendance"]["difference"], by_part["resolution_results"]["applicable"]) == (5, False)
    decided = {"class": "fair", "points": 82, "reason": "Họp ngắn"}
    assert overseer.post(f"/meetings/{meeting}/class", decided).status_code == 200
    told = parts(overseer, meeting)[1]
    assert (told["class"], told["points"], told["difference"]) == ("fair", 82, 18)


def test_a_locality_adopts_its_own_sheet_with_ladders(bloc):
    made(bloc.api("leader").post("/rulesets", LOCAL | {"sheet": as_json(example_sheet())}))
    secretary = bloc.api("secretary1")
    by_part, told = parts(secretary, held(secretary))
    assert (told["ruleset"], set(by_part)) == ("KHOI-2026", set(example_sheet().groups))
    assert (by_part["speaking"]["computed"], by_part["attendance"]["computed"]) == (0, 4)
    assert by_part["speaking"]["reasons"][0]["observed"]["speakers"] == 1


def test_a_meeting_that_was_not_held_has_no_sheet(bloc):
    secretary = bloc.api("secretary1")
    meeting = scheduled(secretary)
    assert parts(secretary, meeting)[0] == {}
    assert "đã họp mới có bảng điểm" in bloc.browser("secretary1").get(f"/meetings/{meeting}/score").text


def test_the_form_is_filled_in_from_facts_and_the_class_is_decided_beside_both_scores(bloc):
    meeting = held(bloc.api("secretary1"))
    secretary, overseer = Pages(bloc.browser("secretary1")), Pages(bloc.browser("overseer1"))
    address = f"/meetings/{meeting}/score"
    page = secretary.get(address).text
    assert 'id="score-points-attendance" name="points-attendance" type="text" value="0"' in page
    assert 'name="points-content" type="text" value=""' in page
    assert 'id="class"' not in overseer.get(address).text
    voted = {"points-attendance": "3,5", "points-content": "20", "votes": "14"}
    assert secretary.post(f"/meetings/{meeting}/self-score", voted).status_code == 303
    page = overseer.get(address).text
    assert '<b class="t-bad">+3,5</b>' in page
    assert 'id="class"' in page
    decided = {"class": "average", "points": "20", "reason": "Họp ngắn"}
    assert overseer.post(f"/meetings/{meeting}/class", decided).location == address
    assert "Chi bộ tự chấm chênh 3,5 điểm" in overseer.get(address).text
