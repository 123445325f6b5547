"""What cannot be is refused by field, in the asker's language, and nothing is recorded."""

import json
from base64 import urlsafe_b64encode

import pytest

from tests.web.api.asked import FOUND, HELD, MEETING, faulted, held, opened, plan, scheduled

NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"on": 5}, "on", id="a number for a day"),
        pytest.param({"on": "2026-02-30"}, "on", id="30 February"),
        pytest.param({"on": "1812-10-05", "starts_at": "1812-10-05T14:00"}, "on", id="before the Party"),
        pytest.param({"starts_at": "2026-10-06T14:00"}, "starts_at", id="an hour on another day"),
        pytest.param({"kind": "secret"}, "kind", id="a kind there is not"),
        pytest.param({"place": ["x"]}, "place", id="a list for a place"),
        pytest.param({"place": "x" * 100_000}, "place", id="100 KB of text"),
        pytest.param({"place": "phòng\x00họp"}, "place", id="U+0000"),
        pytest.param({"place": "phòng \ud83d"}, "place", id="an unpaired surrogate"),
        pytest.param({"weather": "fine"}, "weather", id="an unknown field"),
        pytest.param({"cell": "NOWHERE"}, "cell", id="a cell there is not"),
        pytest.param({"cell": "DB1"}, "cell", id="a party body for a cell"),
        pytest.param({"body": "DB1/committee"}, "cell", id="a cell and a body"),
        pytest.param({"makes_up": NOWHERE}, "makes_up", id="a meeting there is not"),
    ],
)
def test_a_meeting_that_cannot_be_is_faulted_in_its_field(bloc, changed, field):
    before = bloc.recorded()
    answer = bloc.api("secretary1").post("/meetings", MEETING | changed)
    fields = {field, "starts_at"} if "1812" in str(changed) else {field}
    faulted(answer, *fields)
    assert bloc.recorded() == before


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"present": 21}, "present", id="more present than obliged"),
        pytest.param({"present": -14}, "present", id="a negative number"),
        pytest.param({"present": 10**300}, "present", id="a huge number"),
        pytest.param({"present": 1e400}, "present", id="a number beyond numbers"),
        pytest.param({"speakers": 15}, "speakers", id="more speakers than present"),
        pytest.param({"ended_at": "2026-10-05T13:00"}, "ended_at", id="an end before the beginning"),
        pytest.param({"items": [{"tag": "theme", "minutes": 51}]}, "items", id="items longer than the meeting"),
        pytest.param({"chair": "nobody"}, "chair", id="a chair nobody knows"),
    ],
)
def test_a_meeting_that_does_not_add_up_is_faulted_in_its_field(bloc, changed, field):
    api = bloc.api("secretary1")
    meeting = scheduled(api)
    before = bloc.recorded()
    faulted(api.post(f"/meetings/{meeting}/hold", HELD | changed), field)
    assert bloc.recorded() == before


def test_nothing_is_scheduled_before_the_cell_existed(bloc):
    before = bloc.recorded()
    early = {"on": "2019-06-30", "starts_at": "2019-06-30T14:00"}
    answer = bloc.api("secretary1").post("/meetings", MEETING | early)
    faulted(answer, "on", "starts_at")
    assert "01/07/2019" in answer.json["errors"][0]["detail"]
    assert bloc.recorded() == before


def test_nothing_was_held_in_the_future(bloc):
    api = bloc.api("secretary1")
    meeting = scheduled(api, on="2026-12-05", starts_at="2026-12-05T14:00")
    before = bloc.recorded()
    ahead = {"started_at": "2026-12-05T14:00", "ended_at": "2026-12-05T14:50"}
    faulted(api.post(f"/meetings/{meeting}/hold", HELD | ahead), "started_at", "ended_at")
    assert bloc.recorded() == before


def test_minutes_are_not_filed_in_the_future(bloc):
    api = bloc.api("secretary1")
    meeting = held(api)
    minutes = {"sections": ["x"], "read_back": True, "adopted": True, "signed": True, "filed_at": "2027-01-01T09:00"}
    faulted(api.post(f"/meetings/{meeting}/minutes", minutes), "filed_at")


def test_faults_in_a_list_are_told_by_line(bloc):
    inspector, secretary = bloc.api("inspector1"), bloc.api("secretary1")
    found = inspector.post("/deficiencies", FOUND).json["id"]
    case = opened(inspector, found)
    answer = secretary.post(
        f"/remediations/{case}/plan", plan(found, solution="S9.9", due="2026-02-30", owner="nobody")
    )
    assert {fault["field"] for fault in answer.json["errors"]} == {"steps.0.solution", "steps.0.due", "steps.0.owner"}


def test_decomposed_vietnamese_is_kept_composed(bloc):
    place = "Ho\u0323\u0302i tru\u031bo\u031b\u0300ng"
    answer = bloc.api("secretary1").post("/meetings", MEETING | {"place": place})
    assert answer.json["place"] == "Hội trường"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"{", id="half a document"),
        pytest.param(b"[" * 100_000, id="a bottomless list"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"\xff\xfe", id="bytes that are no text"),
        pytest.param(b'"meeting"', id="a text"),
        pytest.param(b"null", id="nothing"),
    ],
)
def test_a_body_that_is_no_object_is_malformed(bloc, sent):
    before = bloc.recorded()
    answer = bloc.api("secretary1").post("/meetings", data=sent, content_type="application/json")
    assert answer.status_code == 422
    assert bloc.recorded() == before


def test_raw_surrogates_are_faulted_like_written_ones(bloc):
    raw = json.dumps(MEETING | {"place": "X"}).encode().replace(b"X", b"\xed\xa0\xbd")
    faulted(bloc.api("secretary1").post("/meetings", data=raw, content_type="application/json"), "place")


def test_a_number_of_ten_thousand_digits_is_faulted_in_its_field(bloc):
    api = bloc.api("secretary1")
    meeting = scheduled(api)
    raw = json.dumps(HELD).replace("14,", "9" * 10_000 + ",", 1)
    faulted(api.post(f"/meetings/{meeting}/hold", data=raw, content_type="application/json"), "present")


def test_a_body_is_json(bloc):
    answer = bloc.api("secretary1").post("/meetings", data=b"cell=FDI", content_type="text/plain")
    assert answer.status_code == 415


def test_a_body_has_its_bounds(bloc):
    answer = bloc.api("secretary1").post("/meetings", MEETING | {"theme": "x" * 1_100_000})
    assert answer.status_code == 413


def test_faults_are_told_in_the_language_asked_for(bloc):
    said = {
        language: bloc.api("secretary1").post("/meetings", {}, headers={"Accept-Language": language}).json["title"]
        for language in ("vi", "en")
    }
    assert said["vi"] != said["en"]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"limit": "x"}, {"cursor": "zz"}, {"sort": "colour"}])
def test_a_list_asked_for_badly_is_faulted(bloc, query):
    faulted(bloc.api("inspector1").get("/meetings", **query), next(iter(query)))


@pytest.mark.parametrize("path", ["/units/%00", "/people/p-%00", "/rulesets/%0A", "/cells/%1B/months/2026-10/verdicts"])
def test_nothing_is_called_by_control_characters(bloc, path):
    assert bloc.api("inspector1").get(path).status_code == 404


def test_a_cursor_of_another_make_is_faulted(bloc):
    for key in ([10**30, 1], [1], {"a": 1}, "x", [None, None, None]):
        cursor = urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")
        faulted(bloc.api("inspector1").get("/history", cursor=cursor), "cursor")


def test_unknown_filters_are_refused_everywhere(bloc):
    api = bloc.api("inspector1")
    for path in ("/meetings", "/units", "/me", "/units/FDI", "/catalogue"):
        faulted(api.get(path, colour="red"), "colour")
