"""Pages and programs say why, in one shape, down to the very facts."""

from datetime import date

from tests.web.api.asked import held
from tests.web.api.test_the_story import done
from tests.web.inspection.a_case import opened, planned
from tests.web.pages import Pages
from workflows.desk import Thing
from workflows.requests.remediations import AskExtension, ask_extension


def classed(bloc):
    secretary, overseer = bloc.api("secretary1"), bloc.api("overseer1")
    meeting = held(secretary)
    sheet = done(secretary.get(f"/meetings/{meeting}/score-sheet"))
    voted = {"points": {one["part"]: one["most"] for one in sheet["items"]}, "votes": 14}
    done(secretary.post(f"/meetings/{meeting}/self-score", voted))
    done(overseer.post(f"/meetings/{meeting}/class", {"class": "fair", "points": 82, "reason": "Họp ngắn"}))
    return meeting


def test_a_class_says_why(bloc):
    meeting = classed(bloc)
    told = done(bloc.api("auditor").get(f"/meetings/{meeting}/class/why"))
    assert (told["class"], told["why"]["ruleset"]) == ("fair", "HD42-2025")
    assert told["why"]["observed"]["self_points"] == 100
    facts = {position: bloc.house.journal.at([position])[position].fact for position in told["why"]["facts"]}
    assert [type(fact).__name__ for fact in facts.values()] == ["MeetingSelfScored", "MeetingClassed"]
    page = bloc.browser("overseer1").get(f"/meetings/{meeting}/score").text
    assert "Chi bộ tự chấm: 100" in page
    assert "Tốt từ: 90" in page


def test_a_meeting_without_a_class_has_no_why(bloc):
    meeting = held(bloc.api("secretary1"))
    assert done(bloc.api("auditor").get(f"/meetings/{meeting}/class/why")) == {"class": None, "why": None}


def test_a_deadline_says_which_document_set_it_and_what_was_asked_since(bloc):
    case = opened(bloc)
    planned(bloc, case)
    bloc.ask(ask_extension, "secretary1", Thing(case), AskExtension(date(2027, 1, 8), "Chờ cấp kinh phí"))
    told = done(bloc.api("auditor").get(f"/remediations/{case}/deadline"))
    assert [one["kind"] for one in told["strip"]] == ["set", "asked"]
    assert told["why"]["outcome"] == told["due"]
    assert "2027-01-01" in told["strip"][1]["off"]
    page = bloc.browser("inspector1").get(f"/cases/{case}").text
    assert "Vì sao có hạn này" in page
    assert "ngày nghỉ 01/01/2027" in page


def test_a_refusal_says_from_which_facts_to_people_and_to_programs(bloc):
    case = opened(bloc)
    asked = {"until": "2026-01-01", "reason": "Bận"}
    refused = bloc.api("secretary1").post(f"/remediations/{case}/extension", asked)
    assert (refused.status_code, refused.json["code"]) == (409, refused.json["why"]["rule"])
    assert refused.json["why"]["facts"] == [record.position for record in bloc.house.journal.history(case)]
    page = Pages(bloc.browser("secretary1")).post(f"/work/{case}/extension", asked)
    assert page.status_code == 409
    assert "Vì sao" in page.text
