"""The life of a meeting over the API."""

from domain.names import Role
from tests.web.api.asked import HELD, MEETING, MINUTES, faulted, held, made, refused, scheduled

THEMATIC = MEETING | {"kind": "thematic", "on": "2026-10-20", "starts_at": "2026-10-20T14:00"}


def test_a_meeting_goes_from_its_notice_to_its_class(bloc):
    secretary, overseer = bloc.api("secretary1"), bloc.api("overseer1")
    meeting = scheduled(secretary)
    steps = {
        "pre-meeting": {"held_at": "2026-10-02T08:00", "minuted": True},
        "notice": {"sent_at": "2026-10-03T08:00", "members": 20, "superior": True},
        "papers": {"posted_at": "2026-10-03T09:00"},
        "hold": HELD | {"new_speakers": 1, "roll": []},
        "minutes": MINUTES,
        "resolution": {
            "number": "10-NQ/CB",
            "votes_for": 14,
            "votes_all": 14,
            "tasks": [{"what": "Thăm hỏi", "owner": "secretary1", "due": "2026-11-01"}],
            "reviewed": [{"task": "09-NQ/CB#1", "result": "đã xong"}],
        },
        "results-posted": {"posted_at": "2026-10-14T08:00"},
        "self-score": {"points": {"time": 5, "attendance": 3.5}, "votes": 14},
    }
    for version, (step, asked) in enumerate(steps.items(), start=2):
        answer = secretary.post(f"/meetings/{meeting}/{step}", asked)
        assert (answer.status_code, answer.headers.get("ETag")) == (200, f'"{version}"'), answer.text
    classed = overseer.post(f"/meetings/{meeting}/class", {"class": "fair", "points": 72, "reason": "họp ngắn"})
    assert (classed.json["class"], classed.json["classed"]["reason"]) == ("fair", "họp ngắn")
    told = secretary.get(f"/meetings/{meeting}").json
    assert (told["state"], told["notices"][0]["told"], told["passed"]["tasks"][0]["what"]) == (
        "classed",
        20,
        "Thăm hỏi",
    )


def test_a_meeting_is_moved_with_its_reason_and_keeps_its_hour(bloc):
    secretary = bloc.api("secretary1")
    meeting = scheduled(secretary)
    asked = {"on": "2026-10-08", "reason": "Công ty tăng ca", "approved_by": "overseer1"}
    moved = secretary.post(f"/meetings/{meeting}/reschedule", asked).json
    assert (moved["on"], moved["starts_at"]) == ("2026-10-08", "2026-10-08T14:00:00+07:00")
    assert moved["reschedulings"][0]["approved_by"] == bloc.person("overseer1")


def test_a_cancelled_meeting_is_made_up(bloc):
    secretary = bloc.api("secretary1")
    meeting = scheduled(secretary)
    assert secretary.post(f"/meetings/{meeting}/cancel", {"reason": "bão"}).json["state"] == "cancelled"
    refused(secretary.post(f"/meetings/{meeting}/hold", HELD), "MeetingWasCancelled")
    later = {"on": "2026-10-09", "starts_at": "2026-10-09T14:00", "makes_up": meeting}
    assert secretary.get(f"/meetings/{scheduled(secretary, **later)}").json["makes_up"] == meeting


def test_a_committees_meeting_names_its_body_and_is_not_judged(bloc):
    bloc.give_role("secretary2", Role.SECRETARY, "DB1")
    asked = {name: value for name, value in MEETING.items() if name != "cell"} | {"body": "DB1/committee"}
    secretary = bloc.api("secretary2")
    answer = secretary.post("/meetings", asked)
    assert (answer.json["body"], answer.json["cell"]) == ("DB1/committee", None)
    assert secretary.get(f"/meetings/{made(answer)}/verdicts").json["items"] == []


def test_a_thematic_meeting_names_its_theme_and_an_online_one_its_ground(bloc):
    secretary = bloc.api("secretary1")
    refused(secretary.post("/meetings", THEMATIC), "ThematicWithoutTheme")
    refused(secretary.post("/meetings", MEETING | {"mode": "online"}), "RemoteWithoutGround")
    ground = {"theme": "Tự phê bình", "mode": "online", "ground": "QĐ 12"}
    assert secretary.post("/meetings", THEMATIC | ground).status_code == 201


def test_a_late_entry_is_accepted_and_flagged(bloc):
    secretary = bloc.api("secretary1")
    assert secretary.get(f"/meetings/{held(secretary)}").json["late"]


def test_every_rule_says_what_it_makes_of_a_meeting(bloc):
    secretary = bloc.api("secretary1")
    verdicts = {one["rule"]: one for one in secretary.get(f"/meetings/{held(secretary)}/verdicts").json["items"]}
    assert len(verdicts) == 19
    assert (verdicts["R-DUR"]["verdict"], verdicts["R-DUR"]["would_suffice"]) == ("broken", {"minutes": 90})
    assert verdicts["R-NOTICE"]["verdict"] == "unknown"


def test_meetings_are_listed_by_month_kind_and_unit(bloc):
    secretary, inspector = bloc.api("secretary1"), bloc.api("inspector1")
    first, second = held(secretary), made(secretary.post("/meetings", THEMATIC | {"theme": "Tự phê bình"}))
    made(bloc.api("secretary2").post("/meetings", MEETING | {"cell": "DB1.1"}))

    def listed(**sought):
        return [one["id"] for one in inspector.get("/meetings", **sought).json["items"]]

    assert listed(unit="FDI", sort="on") == [first, second]
    assert listed(unit="FDI", sort="-on") == [second, first]
    assert listed(kind="thematic") == [second]
    assert listed(state=["held", "minuted"]) == [first]
    assert len(listed(month="2026-10")) == 3
    assert len(listed(under="DB1")) == 1
    assert listed(to="2026-10-05", under="FDI") == [first]


def test_a_long_list_is_read_part_by_part(bloc):
    secretary = bloc.api("secretary1")
    days = [f"2026-10-{day:02}" for day in range(10, 17)]
    for day in days:
        scheduled(secretary, on=day, starts_at=f"{day}T14:00")
    seen, cursor = [], {}
    while cursor is not None:
        part = secretary.get("/meetings", limit=3, **cursor).json
        seen += [one["on"] for one in part["items"]]
        cursor = {"cursor": part["next"]} if part["next"] else None
        assert part["total"] == len(days)
    assert seen == days


def test_a_secretary_keeps_to_the_own_cell(bloc):
    other = bloc.api("secretary2")
    meeting = scheduled(bloc.api("secretary1"))
    assert other.post("/meetings", MEETING).status_code == 403
    assert other.get(f"/meetings/{meeting}").status_code == 403
    assert other.post(f"/meetings/{meeting}/hold", HELD).status_code == 403
    assert other.get("/meetings").json["items"] == []
    assert bloc.api("auditor").post(f"/meetings/{meeting}/cancel", {"reason": "x"}).status_code == 403


def test_what_is_not_there_is_not_found(bloc):
    nowhere = "/meetings/00000000-0000-4000-8000-000000000000"
    secretary = bloc.api("secretary1")
    assert secretary.get(nowhere).status_code == 404
    assert secretary.post(f"{nowhere}/cancel", {"reason": "x"}).status_code == 404
    assert secretary.get("/meetings/5").status_code == 404


def test_an_empty_body_is_faulted_field_by_field(bloc):
    faulted(bloc.api("secretary1").post("/meetings"), "kind", "on", "starts_at", "place")
