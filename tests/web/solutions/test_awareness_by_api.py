"""The first solution from start to effect, by API alone: a campaign, a commitment, a theme paper; then the figures."""

from datetime import date
from typing import Any

from tests.bloc import Bloc, told
from tests.web.api.asked import made, refused

CAMPAIGNS = "/solutions/1/campaigns"


def figure(bloc: Bloc, code: str, under: str = "FDI") -> tuple[int, int]:
    measure = bloc.api("leader").get("/solutions/1", under=under).json["measure"][code]
    return measure["part"], measure["whole"]


def owed(bloc: Bloc, login: str) -> set[str]:
    return {task["kind"] for task in bloc.api(login).get("/tasks").json["items"]}


def ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    return told(answer)


def a_campaign(bloc: Bloc) -> str:
    asked = {"unit": "KHOI", "matter": "Chỉ thị 50-CT/TW", "invited": ["FDI", "DB1", "PSU"]}
    return str(made(bloc.api("leader").post(CAMPAIGNS, {**asked, "acknowledge_by": "2026-12-01"})))


def test_a_committee_is_briefed_acknowledges_and_the_coverage_rises(bloc: Bloc) -> None:
    assert figure(bloc, "committees_briefed") == (0, 1)
    campaign, secretary, leader = a_campaign(bloc), bloc.api("secretary1"), bloc.api("leader")
    assert "acknowledge_briefing" in owed(bloc, "secretary1")
    refused(secretary.post(f"{CAMPAIGNS}/{campaign}/acknowledge", {"unit": "FDI"}), "NoBriefingYet")
    there = [{"unit": "DB1", "committee": 5, "head": True}]
    assert (
        ok(leader.post(f"{CAMPAIGNS}/{campaign}/briefings", {"on": "2026-11-19", "attended": there}))["attended"] == 1
    )
    came = {"unit": "FDI", "on": "2026-11-19", "committee": 3, "head": True, "members": 15}
    assert ok(secretary.post(f"{CAMPAIGNS}/{campaign}/attended", came))["attended"] == 2
    refused(secretary.post(f"{CAMPAIGNS}/{campaign}/attended", came), "AttendanceAlreadyTaken")
    assert ok(secretary.post(f"{CAMPAIGNS}/{campaign}/acknowledge", {"unit": "FDI"}))["acknowledged"] == 1
    assert "acknowledge_briefing" not in owed(bloc, "secretary1")
    measured = {code: figure(bloc, f"{code}_briefed") for code in ("committees", "heads", "members")}
    assert measured == {"committees": (1, 1), "heads": (1, 1), "members": (15, 20)}
    assert figure(bloc, "committees_briefed", "KHOI")[0] == 2


def test_a_unit_called_reads_its_own_line_of_a_campaign_and_answers_for_itself_alone(bloc: Bloc) -> None:
    campaign = a_campaign(bloc)
    secretary, stranger = bloc.api("secretary1"), bloc.api("secretary2")
    assert [one["unit"] for one in ok(secretary.get(f"{CAMPAIGNS}/{campaign}"))["units"]] == ["FDI"]
    assert stranger.get(f"{CAMPAIGNS}/{campaign}").status_code == 403
    assert secretary.post(f"{CAMPAIGNS}/{campaign}/acknowledge", {"unit": "PSU"}).status_code == 403
    ok(bloc.api("leader").post(f"{CAMPAIGNS}/{campaign}/end"))
    assert "acknowledge_briefing" not in owed(bloc, "secretary1")
    refused(secretary.post(f"{CAMPAIGNS}/{campaign}/acknowledge", {"unit": "FDI"}), "StudyCampaignHasEnded")


def test_a_cell_commits_itself_for_the_year_once_and_reviews_it_once(bloc: Bloc) -> None:
    secretary = bloc.api("secretary1")
    asked = {"unit": "FDI", "year": 2026, "text": "Họp đủ 90 phút, mỗi kỳ có mục học Bác."}
    commitment = made(secretary.post("/solutions/1/commitments", asked))
    assert secretary.post("/solutions/1/commitments", asked).json["code"] == "ClaimTaken"
    assert figure(bloc, "units_committed") == (1, 1)
    assert "review_commitment" in owed(bloc, "secretary1")
    bloc.watch.on(date(2026, 12, 28))
    secretary = bloc.api("secretary1")
    review = {"result": "partly_kept", "on": "2026-12-28", "note": "Còn hai kỳ họp ngắn."}
    shown = ok(secretary.post(f"/solutions/1/commitments/{commitment}/review", review))
    assert (shown["state"], shown["reviewed_on"], shown["made"]["text"]) == ("done", "2026-12-28", asked["text"])
    refused(secretary.post(f"/solutions/1/commitments/{commitment}/review", review), "CommitmentAlreadyReviewed")
    assert figure(bloc, "commitments_reviewed") == (1, 1)
    assert "review_commitment" not in owed(bloc, "secretary1")


def test_a_theme_paper_past_its_day_is_overdue_until_it_is_finished(bloc: Bloc) -> None:
    secretary, papers = bloc.api("secretary1"), "/solutions/1/theme-papers"
    asked = {"unit": "FDI", "theme": "Nêu gương tại nơi làm việc", "author": "secretary1", "due": "2026-11-25"}
    paper = made(secretary.post(papers, asked))
    bloc.watch.on(date(2026, 11, 26))
    assert [one["id"] for one in ok(secretary.get(papers, overdue="true"))["items"]] == [str(paper)]
    assert secretary.post(f"{papers}/{paper}/finish", {"on": "2026-11-27"}).status_code == 422
    assert ok(secretary.post(f"{papers}/{paper}/finish", {"on": "2026-11-26"}))["state"] == "done"
    assert ok(secretary.get(papers, overdue="true"))["items"] == []
    refused(secretary.post(f"{papers}/{paper}/drop", {"reason": "Đổi chủ đề"}), "ThemePaperIsOver")
    assert figure(bloc, "theme_papers_in_time") == (0, 1)


def test_minutes_spent_on_the_core_task_are_measured(bloc: Bloc) -> None:
    secretary = bloc.api("secretary1")
    set_for = {"cell": "FDI", "kind": "regular", "on": "2026-11-05", "starts_at": "2026-11-05T14:00", "place": "Phòng"}
    meeting = made(secretary.post("/meetings", set_for))
    counts = {"obliged": 20, "present": 18, "excused": 2, "unexcused": 0, "speakers": 9}
    items = [
        {"tag": "core_task", "minutes": 60},
        {"tag": "ho_chi_minh_study", "minutes": 15},
        {"tag": "other", "minutes": 25},
    ]
    times = {"started_at": "2026-11-05T14:00", "ended_at": "2026-11-05T16:00", "chair": "secretary1"}
    ok(secretary.post(f"/meetings/{meeting}/hold", {**times, **counts, "items": items}))
    assert figure(bloc, "agenda_on_core_tasks") == (60, 100)
    assert figure(bloc, "study_every_month") == (1, 1)
