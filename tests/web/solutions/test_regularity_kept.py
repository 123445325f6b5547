"""Solution 4 by API: the month's calendar, the year's themes, tasks carried forward, self-inspection, results."""

from datetime import date
from typing import Any

from tests.bloc import Api, Bloc
from tests.web.api.asked import made, refused, scheduled

S4 = "/solutions/4"
CALENDAR = {"unit": "FDI", "month": "2026-10", "entries": [{"kind": "regular", "on": "2026-10-05"}]}
THEMES = {
    "unit": "KHOI",
    "year": 2026,
    "number": "03-HD/ĐUK",
    "issued_on": "2026-01-10",
    "themes": ["Nêu gương của cán bộ", "Chuyển đổi số"],
}
COUNTS = {"chair": "secretary1", "obliged": 20, "present": 20, "excused": 0, "unexcused": 0, "speakers": 9, "items": []}
DONE, GOES_ON = {"result": "đã xong"}, {"result": "mới xong một nửa", "done": False}


def done(answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json


def measure(api: Api, code: str) -> tuple[int | None, int | None]:
    told = done(api.get("/solutions/4"))["measure"][code]
    return told["part"], told["whole"]


def owed(api: Api, *kinds: str) -> list[str]:
    return [task["kind"] for task in done(api.get("/tasks"))["items"] if task["kind"] in kinds]


def resolved(bloc: Bloc, day: str, tasks: int = 1, reviewed: tuple[dict[str, Any], ...] = ()) -> str:
    """A meeting held on a day, with its resolution."""
    bloc.watch.on(date.fromisoformat(day))
    secretary = bloc.api("secretary1")
    meeting = scheduled(secretary, on=day, starts_at=f"{day}T07:00")
    held = {"started_at": f"{day}T07:00", "ended_at": f"{day}T08:40", **COUNTS}
    done(secretary.post(f"/meetings/{meeting}/hold", held))
    given = [{"what": f"Việc {n}", "owner": "secretary1", "due": "2026-12-01"} for n in range(1, tasks + 1)]
    passed = {"number": f"{day[5:7]}-NQ", "votes_for": 20, "votes_all": 20, "tasks": given, "reviewed": list(reviewed)}
    done(secretary.post(f"/meetings/{meeting}/resolution", passed))
    return meeting


def test_a_months_calendar_is_proposed_decided_above_and_kept(bloc: Bloc) -> None:
    bloc.watch.on(date(2026, 9, 25))
    secretary, overseer = bloc.api("secretary1"), bloc.api("overseer1")
    outside = CALENDAR | {"entries": [{"kind": "regular", "on": "2026-11-05"}]}
    refused(secretary.post(f"{S4}/calendars", outside), "EntryOutsideTheMonth")
    calendar = made(secretary.post(f"{S4}/calendars", CALENDAR))
    assert owed(overseer, "decide_calendar") == ["decide_calendar"]
    assert secretary.post(f"{S4}/calendars/{calendar}/approve").status_code == 403
    done(overseer.post(f"{S4}/calendars/{calendar}/return", {"reason": "Trùng ngày họp Bloc"}))
    assert owed(secretary, "mend_calendar") == ["mend_calendar"]
    assert made(secretary.post(f"{S4}/calendars", CALENDAR)) == calendar
    done(overseer.post(f"{S4}/calendars/{calendar}/approve"))
    assert owed(overseer, "decide_calendar") == []
    refused(secretary.post(f"{S4}/calendars", CALENDAR), "CalendarAlreadyApproved")
    resolved(bloc, "2026-10-05")
    told = done(bloc.api("leader").get(f"{S4}/calendars/{calendar}"))
    assert told["entries"] == [{"kind": "regular", "on": "2026-10-05", "kept": True}]
    assert measure(bloc.api("leader"), "calendar_kept") == (1, 1)


def test_what_a_resolution_left_is_carried_forward_by_itself_until_it_is_done(bloc: Bloc) -> None:
    resolved(bloc, "2026-09-05", tasks=3)
    resolved(bloc, "2026-10-05", 0, ({"task": "09-NQ#1", **DONE}, {"task": "09-NQ#2", **GOES_ON}))
    leader = bloc.api("leader")
    listed = done(leader.get(f"{S4}/resolution-tasks", unit="FDI", sort="given_on"))["items"]
    assert [(task["key"], task["state"], task["carried"]) for task in listed] == [
        ("09-NQ#1", "done", 0),
        ("09-NQ#2", "carried", 1),
        ("09-NQ#3", "carried", 1),
    ]
    assert measure(leader, "tasks_reviewed") == (2, 3)
    assert measure(leader, "tasks_done") == (1, 3)
    resolved(bloc, "2026-11-05", 0, ({"task": "09-NQ#2", **DONE}, {"task": "09-NQ#3", **DONE}))
    assert done(bloc.api("leader").get(f"{S4}/resolution-tasks", open="true"))["total"] == 0
    assert measure(bloc.api("leader"), "tasks_done") == (3, 3)


def test_what_is_unfinished_comes_up_on_the_next_meetings_page(bloc: Bloc) -> None:
    resolved(bloc, "2026-09-05", tasks=2)
    resolved(bloc, "2026-10-05", 0, ({"task": "09-NQ#1", **DONE},))
    bloc.watch.on(date(2026, 11, 5))
    meeting = scheduled(bloc.api("secretary1"), on="2026-11-05", starts_at="2026-11-05T07:00")
    held = {"started_at": "2026-11-05T07:00", "ended_at": "2026-11-05T08:40", **COUNTS}
    done(bloc.api("secretary1").post(f"/meetings/{meeting}/hold", held))
    page = bloc.browser("secretary1").get(f"/meetings/{meeting}").text
    assert "Việc trước: Việc 2" in page
    assert "đã chuyển tiếp 1 kỳ" in page
    assert "Việc trước: Việc 1" not in page


def test_a_theme_is_matched_to_the_years_orientation_and_a_superior_has_the_last_word(bloc: Bloc) -> None:
    orientation = made(bloc.api("leader").post(f"{S4}/orientations", THEMES))
    assert bloc.api("secretary1").post(f"{S4}/orientations", THEMES).status_code == 403
    bloc.watch.on(date(2026, 11, 6))
    secretary, overseer = bloc.api("secretary1"), bloc.api("overseer1")
    meeting = scheduled(
        secretary, kind="combined", theme="Chuyển đổi số ở tổ", on="2026-11-05", starts_at="2026-11-05T07:00"
    )
    refused(secretary.post(f"/meetings/{meeting}/theme", {"orientation": orientation, "theme": 3}), "NoSuchTheme")
    done(secretary.post(f"/meetings/{meeting}/theme", {"orientation": orientation, "theme": 2}))
    held = {"started_at": "2026-11-05T07:00", "ended_at": "2026-11-05T09:10", **COUNTS}
    done(secretary.post(f"/meetings/{meeting}/hold", held))
    assert _topic(secretary, meeting) == "kept"
    done(overseer.post(f"/meetings/{meeting}/theme/judge", {"fits": False, "reason": "Chỉ nêu tên"}))
    assert _topic(secretary, meeting) == "broken"
    regular = scheduled(secretary, on="2026-11-12", starts_at="2026-11-12T07:00")
    matched = {"orientation": orientation, "theme": 1}
    refused(secretary.post(f"/meetings/{regular}/theme", matched), "NotAThematicMeeting")


def test_a_unit_inspects_itself_tries_new_forms_and_assesses_its_results(bloc: Bloc) -> None:
    secretary = bloc.api("secretary1")
    planned = {"unit": "FDI", "due": "2026-12-01", "matter": "Việc ghi biên bản"}
    inspection = made(secretary.post(f"{S4}/self-inspections", planned))
    assert owed(secretary, "inspect_itself") == ["inspect_itself"]
    concluded = {"on": "2026-11-19", "shortcomings": 2, "conclusion": "Ghi còn sơ sài"}
    told = done(secretary.post(f"{S4}/self-inspections/{inspection}/done", concluded))
    assert (told["done_on"], told["done"]["conclusion"]) == ("2026-11-19", "Ghi còn sơ sài")
    refused(secretary.post(f"{S4}/self-inspections/{inspection}/done", concluded), "SelfInspectionOver")
    assert owed(secretary, "inspect_itself") == []
    made(secretary.post(f"{S4}/forms", {"unit": "FDI", "on": "2026-11-05", "form": "on_the_spot"}))
    targets = [{"name": "Kết nạp", "planned": 2, "reached": 1}, {"name": "Học tập", "planned": 12, "reached": 12}]
    year = {"unit": "FDI", "subject": "year_plan", "reference": "2026", "on": "2026-11-19", "targets": targets}
    made(secretary.post(f"{S4}/assessments", year | {"conclusion": "Cơ bản đạt"}))
    assert measure(bloc.api("leader"), "targets_reached") == (1, 2)


def _topic(api: Api, meeting: str) -> str:
    verdicts = done(api.get(f"/meetings/{meeting}/verdicts"))["items"]
    return str(next(one["verdict"] for one in verdicts if one["rule"] == "R-TOPIC"))
