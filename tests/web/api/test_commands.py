"""A command is taken once, on the version its author saw, for the person it says."""

from uuid import uuid4

from tests.web.api.asked import FOUND, HELD, MEETING, held, made, opened, plan, refused, scheduled


def test_the_same_command_again_records_nothing_and_answers_the_same(bloc):
    api = bloc.api("secretary1")
    key = {"Idempotency-Key": str(uuid4())}
    first = api.post("/meetings", MEETING, headers=key)
    before = bloc.recorded()
    again = api.post("/meetings", MEETING, headers=key)
    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Nenep-Position"] == first.headers["Nenep-Position"]
    assert bloc.recorded() == before


def test_a_command_id_may_be_any_text_and_is_each_persons_own(bloc):
    key = {"Idempotency-Key": "tháng mười/1".encode().decode("latin-1")}
    first = made(bloc.api("secretary1").post("/meetings", MEETING, headers=key))
    second = made(bloc.api("secretary2").post("/meetings", MEETING | {"cell": "DB1.1"}, headers=key))
    assert first != second


def test_a_command_id_used_for_other_content_is_malformed(bloc):
    api = bloc.api("secretary1")
    key = {"Idempotency-Key": str(uuid4())}
    made(api.post("/meetings", MEETING, headers=key))
    answer = api.post("/meetings", MEETING | {"place": "nơi khác"}, headers=key)
    assert (answer.status_code, answer.json["code"]) == (422, "CommandReused")


def test_a_command_id_has_its_bounds(bloc):
    answer = bloc.api("secretary1").post("/meetings", MEETING, headers={"Idempotency-Key": "x" * 201})
    assert answer.json["errors"][0]["field"] == "Idempotency-Key"


def test_a_thing_answers_with_its_version_everywhere(bloc):
    api = bloc.api("secretary1")
    created = api.post("/meetings", MEETING)
    read = api.get(created.headers["Location"].removeprefix("/api/v1"))
    assert created.headers["ETag"] == read.headers["ETag"] == '"1"'
    assert created.json == read.json
    assert int(created.headers["Nenep-Position"]) == bloc.recorded()


def test_a_stale_version_tells_what_changed_since_and_by_whom(bloc):
    inspector, secretary = bloc.api("inspector1"), bloc.api("secretary1")
    found = made(inspector.post("/deficiencies", FOUND))
    case = opened(inspector, found)
    secretary.post(f"/remediations/{case}/plan", plan(found))
    before = bloc.recorded()
    answer = inspector.post(f"/remediations/{case}/comment", {"text": "đang chờ"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json["code"]) == (409, "StaleVersion")
    assert [(one["fact"], one["by"]) for one in answer.json["changes"]] == [
        ("PlanSubmitted", bloc.person("secretary1"))
    ]
    assert bloc.recorded() == before


def test_the_version_seen_any_version_or_none_is_taken(bloc):
    api = bloc.api("secretary1")
    meeting = scheduled(api)
    for n, version in enumerate(('"1"', 'W/"2"', "*", None)):
        headers = {"If-Match": version} if version else {}
        answer = api.post(f"/meetings/{meeting}/papers", {"posted_at": f"2026-10-0{n + 1}T08:00"}, headers=headers)
        assert answer.status_code == 200, answer.text


def test_a_version_that_is_none_is_malformed(bloc):
    api = bloc.api("secretary1")
    answer = api.post(
        f"/meetings/{scheduled(api)}/papers", {"posted_at": "2026-10-01T08:00"}, headers={"If-Match": "x"}
    )
    assert answer.json["errors"][0]["field"] == "If-Match"


def test_who_enters_for_the_secretary_stands_beside_the_secretary(bloc):
    overseer = bloc.api("overseer1", **{"On-Behalf-Of": "secretary1"})
    told = overseer.post("/meetings", MEETING).json["scheduled"]
    assert (told["by"], told["on_behalf_of"]) == (bloc.person("overseer1"), bloc.person("secretary1"))


def test_nobody_enters_for_someone_who_may_not_do_it(bloc):
    overseer = bloc.api("overseer1", **{"On-Behalf-Of": "secretary2"})
    assert overseer.post("/meetings", MEETING).status_code == 403


def test_a_case_is_found_by_its_correlation(bloc):
    api, auditor = bloc.api("secretary1"), bloc.api("auditor")
    command = uuid4()
    api.post("/meetings", MEETING, headers={"Idempotency-Key": str(command)})
    entries = auditor.get("/history", correlation=str(command)).json["items"]
    assert [entry["fact"] for entry in entries] == ["MeetingScheduled"]


def test_two_meetings_of_a_kind_on_a_day_are_refused(bloc):
    api = bloc.api("secretary1")
    scheduled(api)
    before = bloc.recorded()
    answer = api.post("/meetings", MEETING)
    assert answer.status_code == 409
    assert bloc.recorded() == before


def test_a_refusal_names_its_code_and_says_what_is_missing(bloc):
    api = bloc.api("secretary1")
    meeting = held(api)
    answer = api.post(f"/meetings/{meeting}/hold", HELD)
    refused(answer, "MeetingAlreadyHeld")
    assert answer.json["title"]
    assert answer.json["detail"]
    assert answer.json["type"] == "urn:nenep:problem:MeetingAlreadyHeld"
