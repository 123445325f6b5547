"""On pages: a leader adopts a newer playbook, a returned programme is proposed again, a case names its version."""

from tests.bloc import told
from tests.web.pages import Pages
from tests.web.solutions.a_plan import approved

ADOPTED = {
    "in_force_from": "2026-11-20",
    "basis": "QĐ 15-QĐ/ĐUK",
    "steps-0-code": "keep_the_calendar_three_months",
    "steps-0-owner": "overseer",
    "steps-0-term": "44",
    "steps-0-evidence": ["minutes", "photo"],
    "steps-1-owner": "secretary",
    "steps-1-term": "44",
}


def test_a_leader_adopts_the_steps_that_stay_ticked(bloc):
    leader = Pages(bloc.browser("leader"))
    form = leader.get("/solutions/4/playbooks/new")
    assert form.text.count('value="keep_the_calendar_three_months" checked') == 1
    sent = leader.post("/solutions/4/playbooks", ADOPTED)
    assert sent.status_code == 303, sent.text
    versions = told(bloc.api("leader").get("/solutions/4/playbooks"))["items"]
    assert [step["code"] for one in versions for step in one["steps"]] == ["keep_the_calendar_three_months"]
    assert versions[0]["steps"][0]["evidence"] == ["minutes", "photo"]
    assert "QĐ 15-QĐ/ĐUK" in leader.get("/solutions/4").text
    anew = leader.get("/solutions/4/playbooks/new").text
    assert 'value="follow_the_process" checked' not in anew
    assert 'value="follow_the_process"' in anew


def test_nobody_but_a_leader_adopts(bloc):
    inspector = Pages(bloc.browser("inspector1"))
    assert inspector.get("/solutions/4/playbooks/new").status_code == 403
    assert inspector.post("/solutions/4/playbooks", ADOPTED).status_code == 403
    assert "playbooks/new" not in inspector.get("/solutions/4").text


def test_a_returned_programme_is_proposed_again_from_its_page_with_what_it_said_before(bloc):
    inspector, leader = Pages(bloc.browser("inspector1")), Pages(bloc.browser("leader"))
    asked = {"unit": "FDI", "year": "2026", "targets-held_on_time-percent": "92,5", "aim": "Đúng lịch"}
    page = inspector.post("/solutions/4/programmes", asked).location
    assert leader.post(f"{page}/return", {"reason": "Nêu rõ hơn", "_version": "1"}).status_code == 303
    shown = inspector.get(page).text
    assert [one for one in ('value="92.5"', "Đúng lịch", f'action="{page}/propose-again"') if one not in shown] == []
    again = inspector.post(f"{page}/propose-again", {**asked, "aim": "Đúng lịch cả năm", "_version": "2"})
    assert again.status_code == 303, again.text
    now = told(bloc.api("leader").get(page))
    assert (now["state"], now["proposed"]["aim"]) == ("proposed", "Đúng lịch cả năm")


def test_a_plan_names_the_version_that_its_case_keeps(bloc):
    case = approved(bloc, "S4.1")
    Pages(bloc.browser("leader")).post("/solutions/4/playbooks", ADOPTED)
    assert "sổ tay S4 phiên bản 1" in bloc.browser("inspector1").get(f"/cases/{case}").text
