"""What if: a draft rule set is tried on months that have been, nothing is recorded, and adopted it gives the same."""

from datetime import datetime

import pytest

from domain.names import ItemTag, MeetingKind
from tests.bloc import ZONE, Bloc
from tests.web.inspection.a_case import made
from tests.web.pages import Pages
from workflows.desk import Thing
from workflows.requests.meetings import HoldMeeting, ItemHeld, ScheduleMeeting, hold_meeting, schedule_meeting

DRAFT = {"based_on": "HD42-2025", "parameters": {"R-DUR": {"minutes": 240}}, "from": "2026-11", "to": "2026-11"}
SPAN = {"from": "2026-10", "to": "2026-12"}


@pytest.fixture
def judged(bloc: Bloc) -> Bloc:
    """A cell of shift workers met for two hours in November."""
    start = datetime(2026, 11, 5, 14, tzinfo=ZONE)
    asked = ScheduleMeeting(MeetingKind.REGULAR, start.date(), start, "Phòng họp", bloc.unit("FDI"))
    meeting = Thing(made(bloc.ask(schedule_meeting, "secretary1", asked)))
    items = (ItemHeld(ItemTag.IDEOLOGY, 20), ItemHeld(ItemTag.CORE_TASK, 60))
    held = HoldMeeting(start, start.replace(hour=16), bloc.person("secretary1"), 20, 18, 2, 0, 9, items=items)
    bloc.ask(hold_meeting, "secretary1", meeting, held)
    return bloc


def outcome(bloc, rule):
    verdicts = {}
    for month in ("2026-10", "2026-11"):
        items = bloc.api("inspector1").get(f"/cells/FDI/months/{month}/verdicts").json["items"]
        verdicts |= {(month, one["rule"]): one["verdict"] for one in items}
    return {month: said for (month, code), said in verdicts.items() if code == rule}


def tried(bloc, **changed):
    answer = bloc.api("inspector1").post("/rulesets/what-if", DRAFT | SPAN | changed)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_a_stricter_rule_tells_which_cells_would_newly_break_it_by_type_and_by_rule(judged):
    told = tried(judged)
    assert [line["rule"] for line in told["items"]] == ["R-DUR"] * told["total"]
    assert told["total"] == told["newly_broken"] > 0
    assert {line["name"] for line in told["by_rule"]} == {"R-DUR"}
    assert sum(line["newly_broken"] for line in told["by_type"]) == told["newly_broken"]
    assert {(line["before"], line["after"]) for line in told["items"]} == {("kept", "broken")}


def test_the_rules_as_they_are_change_nothing(judged):
    assert tried(judged, parameters={})["total"] == 0


def test_nothing_is_recorded_by_trying(judged):
    before = judged.recorded()
    tried(judged)
    assert judged.recorded() == before


def test_what_was_tried_is_what_comes_out_once_it_is_adopted(judged):
    changed = {
        (line["cell"], line["month"]): line["after"] for line in tried(judged, in_force_from="2026-10-01")["items"]
    }
    adoption = {"ruleset": "HD42-THU", "in_force_from": "2026-10-01", "basis": "QĐ 20", "based_on": "HD42-2025"}
    adopted = judged.api("leader").post("/rulesets", adoption | {"parameters": DRAFT["parameters"]})
    assert adopted.status_code == 201
    after = outcome(judged, "R-DUR")
    assert {month: said for (cell, month), said in changed.items() if cell == "FDI"}.items() <= after.items()
    assert tried(judged, in_force_from="2026-10-01")["total"] == 0


def test_a_draft_holds_only_where_it_is_meant_to(judged):
    assert tried(judged, type="agency")["total"] == 0
    assert tried(judged, scope="DB1")["total"] == 0
    assert tried(judged, in_force_from="2026-12-15")["total"] == 0
    assert tried(judged, scope="FDI")["total"] == tried(judged)["total"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"parameters": {"R-DUR": {"hours": 2}}}, "parameters"),
        ({"to": "2026-09"}, "to"),
        ({"from": "2020-01"}, "to"),
        ({"based_on": "HD99"}, "based_on"),
    ],
)
def test_a_draft_that_cannot_be_says_what_would(judged, changed, field):
    answer = judged.api("inspector1").post("/rulesets/what-if", DRAFT | SPAN | changed)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"].startswith(field)


def test_the_page_keeps_the_trial_in_its_address(judged):
    page = Pages(judged.browser("leader"))
    found = page.get("/rules/what-if?rule=R-DUR+minutes&value=240&from=2026-10&to=2026-12").text
    assert "thành không giữ" in found
    assert "Chi bộ Công ty TNHH Dệt may Hoa Sen" in found
    assert page.get("/rules/what-if?rule=R-DUR+minutes&value=chín&from=2026-10&to=2026-12").status_code == 200
    assert "/rules/what-if" in page.get("/rules").text


def test_secretaries_try_their_own_cell_alone(judged):
    told = judged.api("secretary1").post("/rulesets/what-if", DRAFT | SPAN)
    assert told.status_code == 200
    assert {line["cell"] for line in told.json["items"]} == {"FDI"}
