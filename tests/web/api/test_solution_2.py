"""Solution 2 over the API, from start to measured effect: offices filled, secretaries trained, duties laid down."""

from datetime import date
from typing import Any

from domain.names import Month
from tests.bloc import Api, Bloc
from tests.web.api.asked import made, refused
from tests.web.inspection.a_case import short_meeting
from web.daily_round import go_round

LEARNT = "2026-09-15"


def figures(api: Api, **span: str) -> dict[str, Any]:
    return {code: (one["part"], one["whole"]) for code, one in api.get("/solutions/2", **span).json["measure"].items()}


def vacancies(api: Api, **sought: Any) -> list[tuple[str, str, str, int]]:
    items = api.get("/solutions/2/vacancies", **sought).json["items"]
    return [(one["unit"], one["office"], one["since"], one["days"]) for one in items]


def test_a_secretary_leaves_and_the_office_stands_empty_until_somebody_takes_it(bloc: Bloc) -> None:
    admin, leader = bloc.api("admin"), bloc.api("leader")
    assert vacancies(leader) == []
    leaving = {"office": "secretary", "body": "committee", "person": "secretary1", "on": "2026-10-31"}
    assert admin.post("/units/FDI/offices/vacate", leaving).status_code == 200
    assert vacancies(leader) == [("FDI", "secretary", "2026-11-01", 20)]
    assert [one["kind"] for one in leader.get("/tasks").json["items"]] == ["fill_office"]
    assert figures(leader)["vacancy_days"] == (20, None)
    taking = {"office": "secretary", "body": "committee", "person": "secretary2", "from": "2026-11-11"}
    admin.post("/units/FDI/offices", taking)
    assert (vacancies(leader), vacancies(leader, open="false")) == ([], [("FDI", "secretary", "2026-11-01", 10)])
    assert leader.get("/tasks").json["items"] == []
    assert figures(leader)["vacancy_days"] == (10, None)


def test_an_office_that_never_had_a_holder_is_said_to_be_empty(bloc: Bloc) -> None:
    leader = bloc.api("leader")
    empty = {"unit": "NSE", "office": "secretary", "body": "committee", "since": "2026-11-01"}
    assert leader.post("/solutions/2/vacancies", empty).status_code == 201
    assert vacancies(leader, unit="NSE") == [("NSE", "secretary", "2026-11-01", 20)]
    refused(leader.post("/solutions/2/vacancies", empty), "VacancyKnown")
    refused(leader.post("/solutions/2/vacancies", empty | {"unit": "FDI"}), "OfficeNotEmpty")
    assert bloc.api("secretary1").post("/solutions/2/vacancies", empty).status_code == 403


def test_a_committee_is_looked_at_by_its_superior(bloc: Bloc) -> None:
    leader = bloc.api("leader")
    review = {
        "unit": "FDI",
        "on": "2026-11-02",
        "state": "to_strengthen",
        "seats": 3,
        "filled": 2,
        "note": "Thiếu một.",
    }
    made(leader.post("/solutions/2/reviews", review))
    told = leader.get("/solutions/2/reviews", state="to_strengthen").json["items"]
    assert [(one["unit"], one["seats"], one["filled"]) for one in told] == [("FDI", 3, 2)]
    assert leader.get(f"/solutions/2/reviews/{told[0]['id']}").json["reviewed"]["note"] == "Thiếu một."
    assert leader.post("/solutions/2/reviews", review | {"filled": 4}).json["errors"][0]["field"] == "filled"


def test_training_is_planned_attended_assessed_and_its_effect_is_measured(bloc: Bloc) -> None:
    """The cell breaks rules before the course, and keeps them after."""
    leader, secretary = bloc.api("leader"), bloc.api("secretary1")
    for month in ("2026-08", "2026-10"):
        short_meeting(bloc, date.fromisoformat(f"{month}-05"))
    go_round(bloc.house, date(2026, 11, 6))
    assert figures(leader)["secretaries_trained"] == (0, 2)
    course = {"unit": "KHOI", "title": "Kỹ năng điều hành", "on": LEARNT, "until": LEARNT, "hours": 16, "seats": 30}
    learns = made(leader.post("/solutions/2/courses", course))
    at, who = f"/solutions/2/courses/{learns}", {"unit": "FDI", "person": "secretary1"}
    refused(leader.post(f"{at}/enrol", who | {"unit": "DB1.2"}), "NotASecretaryThere")
    assert leader.post(f"{at}/enrol", who).json["enrolled"] == 1
    ours = {"kind": ["record_attendance", "assess_learners"]}
    assert [one["kind"] for one in leader.get("/tasks", **ours).json["items"]] == ["record_attendance"]
    assert secretary.get(at).json["title"] == course["title"]
    assert secretary.get("/solutions/2/courses").json["total"] == 1
    assert bloc.api("secretary2").get(at).status_code == 403
    refused(leader.post(f"{at}/assess", who | {"grade": "good"}), "CourseNotAttended")
    assert leader.post(f"{at}/attended", who).json["state"] == "attended"
    assert leader.post(f"{at}/assess", who | {"grade": "fair"}).json["state"] == "assessed"
    assert leader.get("/tasks", **ours).json["items"] == []
    assert figures(leader)["secretaries_trained"] == (1, 2)
    before, after = (figures(leader)[f"kept_{when}_training"] for when in ("before", "after"))
    months = {
        month: verdicts(bloc, month) for month in ("2026-06", "2026-07", "2026-08", "2026-10", "2026-11", "2026-12")
    }
    assert before == summed(months, "2026-06", "2026-08")
    assert after == summed(months, "2026-10", "2026-12")
    assert before[1] > 0
    assert after[1] > 0


def verdicts(bloc: Bloc, month: str) -> tuple[int, int]:
    """Rules kept, and rules judged, in a month of the cell, as its own page has them."""
    items = bloc.api("leader").get(f"/cells/FDI/months/{Month(month)}/verdicts").json.get("items", [])
    said = [one["verdict"] for one in items]
    return said.count("kept"), said.count("kept") + said.count("broken")


def summed(months: dict[str, tuple[int, int]], first: str, last: str) -> tuple[int, int]:
    within = [one for month, one in months.items() if first <= month <= last]
    return sum(kept for kept, _ in within), sum(judged for _, judged in within)


def test_duty_rules_are_issued_in_editions_and_acknowledged(bloc: Bloc) -> None:
    secretary = bloc.api("secretary1")
    rules = {"unit": "FDI", "of": "members", "number": "03-QĐ/CB", "dated": "2026-11-02", "in_force": "2026-11-02"}
    issued = made(secretary.post("/solutions/2/duty-rules", rules | {"text": "Dự đủ các kỳ họp."}))
    at = f"/solutions/2/duty-rules/{issued}"
    assert [one["kind"] for one in secretary.get("/tasks").json["items"]] == ["acknowledge_rules"]
    some = {"edition": 1, "acknowledged": 12, "obliged": 20}
    assert secretary.post(f"{at}/acknowledge", some).json["acknowledged"] == 12
    assert secretary.get("/solutions/2/duty-rules", pending="true").json["total"] == 1
    renewed = secretary.post(
        "/solutions/2/duty-rules", rules | {"number": "05-QĐ/CB", "dated": "2026-11-10", "in_force": "2026-11-15"}
    )
    assert (renewed.json["id"], renewed.json["edition"], renewed.json["acknowledged"]) == (issued, 2, 0)
    refused(secretary.post(f"{at}/acknowledge", some), "EditionNotInForce")
    secretary.post(f"{at}/acknowledge", {"edition": 2, "acknowledged": 20, "obliged": 20})
    assert secretary.get("/tasks").json["items"] == []
    assert [one["number"] for one in secretary.get(at).json["editions"]] == ["03-QĐ/CB", "05-QĐ/CB"]
    wrong = secretary.post("/solutions/2/duty-rules", rules | {"in_force": "2026-11-01"})
    assert [one["field"] for one in wrong.json["errors"]] == ["in_force"]


def test_a_task_is_given_reported_sent_back_and_done(bloc: Bloc) -> None:
    secretary = bloc.api("secretary1")
    task = {"unit": "FDI", "member": "secretary1", "what": "Vận động ca đêm", "due": "2026-12-01"}
    at = f"/solutions/2/member-tasks/{made(secretary.post('/solutions/2/member-tasks', task))}"
    kinds = lambda: [one["kind"] for one in secretary.get("/tasks").json["items"]]  # noqa: E731  # read four times
    assert kinds() == ["do_member_task"]
    assert secretary.post(f"{at}/report", {"result": "Đã làm."}).json["state"] == "reported"
    assert kinds() == ["confirm_member_task"]
    assert secretary.post(f"{at}/send-back", {"reason": "Cần danh sách."}).json["state"] == "sent_back"
    assert kinds() == ["do_member_task"]
    secretary.post(f"{at}/report", {"result": "Đã có danh sách."})
    assert secretary.post(f"{at}/done", {}).json["done_on"] == "2026-11-20"
    assert kinds() == []
    told = secretary.get(at).json
    assert (told["assigned"]["what"], told["reported"]["result"]) == ("Vận động ca đêm", "Đã có danh sách.")
    assert bloc.api("secretary2").get(at).status_code in {403, 404}


def test_an_absence_is_handled_once(bloc: Bloc) -> None:
    secretary = bloc.api("secretary1")
    meeting = str(short_meeting(bloc))
    absent = {"meeting": meeting, "member": "secretary2", "how": "talked_with"}
    made(secretary.post("/solutions/2/absences", absent))
    refused(secretary.post("/solutions/2/absences", absent), "AbsenceAlreadyHandled")
    listed = secretary.get("/solutions/2/absences", meeting=meeting).json["items"]
    assert [(one["unit"], one["how"]) for one in listed] == [("FDI", "talked_with")]
    assert "secretary2" not in str(listed)
