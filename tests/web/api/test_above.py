"""Visits, supervisions, rule sets and history over the API."""

from tests.web.api.asked import FOUND, faulted, held, made, refused, scheduled

VISIT = {"cell": "FDI", "kind": "unannounced", "on": "2026-10-05", "visitor": "overseer1"}
SUPERVISION = {
    "subjects": ["FDI", "DB1"],
    "subject_matter": "Sinh hoạt chi bộ",
    "period": "2026",
    "team": ["inspector1"],
}
RULES = {
    "ruleset": "KHOI-2026",
    "based_on": "HD42-2025",
    "in_force_from": "2026-01-01",
    "basis": "HD 5-HD/ĐUK",
    "parameters": {"R-DUR": {"minutes": 60}},
}


def test_a_visit_is_made_fed_back_and_acknowledged(bloc):
    overseer, secretary = bloc.api("overseer1"), bloc.api("secretary1")
    visit = made(overseer.post("/visits", VISIT | {"meeting": held(secretary)}))
    seen = [{"code": "D05", "positive": False, "note": "ít người nói"}, {"code": "P3", "positive": True}]
    refused(overseer.post(f"/visits/{visit}/feedback", {"text": "x"}), "VisitNotMade")
    made_one = overseer.post(f"/visits/{visit}/made", {"observations": seen, "ratings": {"leading": "fair"}}).json
    assert made_one["made"]["observations"][0]["note"] == "ít người nói"
    overseer.post(f"/visits/{visit}/feedback", {"text": "Cần gợi ý phát biểu.", "due": "2026-11-30"})
    assert secretary.post(f"/visits/{visit}/acknowledge").json["state"] == "acknowledged"
    assert [one["id"] for one in secretary.get("/visits", visitor="overseer1").json["items"]] == [visit]


def test_nobody_visits_outside_their_charge(bloc):
    assert bloc.api("overseer1").post("/visits", VISIT | {"cell": "NSE"}).status_code == 403


def test_a_visit_not_yet_due_was_not_made(bloc):
    overseer = bloc.api("overseer1")
    visit = made(overseer.post("/visits", VISIT | {"on": "2026-12-05", "kind": "planned"}))
    refused(overseer.post(f"/visits/{visit}/made", {}), "HeldInTheFuture")


def test_a_supervision_concludes_with_its_limitations_as_deficiencies(bloc):
    inspector, secretary = bloc.api("inspector1"), bloc.api("secretary1")
    supervision = made(inspector.post("/supervisions", SUPERVISION))
    limitation = {"unit": "FDI", "code": "D01", "quote": "chưa đúng Hướng dẫn", "severity": "minor"}
    notice = {"number": "7-TB", "date": "2026-11-18", "report_by": "2026-12-18", "deficiencies": [limitation]}
    faulted(inspector.post(f"/supervisions/{supervision}/conclude", notice | {"report_by": "2026-11-01"}), "report_by")
    concluded = inspector.post(f"/supervisions/{supervision}/conclude", notice).json
    assert (concluded["subjects"], concluded["state"]) == (["FDI", "DB1"], "concluded")
    found = inspector.get(f"/deficiencies/{concluded['deficiencies'][0]}").json
    assert (found["quote"], found["source"]) == ("chưa đúng Hướng dẫn", {"kind": "supervision", "id": supervision})
    assert secretary.get(f"/supervisions/{supervision}").status_code == 200
    assert bloc.api("overseer1").get("/supervisions").json["total"] == 1


def test_a_local_rule_set_is_adopted_amended_and_repealed_by_leaders(bloc):
    leader, secretary = bloc.api("leader"), bloc.api("secretary1")
    assert bloc.api("inspector1").post("/rulesets", RULES).status_code == 403
    made(leader.post("/rulesets", RULES))
    refused(leader.post("/rulesets", RULES), "RuleSetTaken")
    duration = {one["rule"]: one for one in secretary.get(f"/meetings/{held(secretary)}/verdicts").json["items"]}[
        "R-DUR"
    ]
    assert (duration["ruleset"], duration["would_suffice"]) == ("KHOI-2026", {"minutes": 60})
    amended = {"from": "2026-06-01", "basis": "HD 6", "parameters": {"R-DUR": {"minutes": 45}}}
    assert leader.post("/rulesets/KHOI-2026/amend", amended).json["parameters"]["R-DUR"]["minutes"] == 45
    assert leader.post("/rulesets/KHOI-2026/repeal", {"until": "2026-12-31", "basis": "HD 7"}).json["version"] == 3
    listed = [one["id"] for one in secretary.get("/rulesets").json["items"]]
    assert listed == ["HD09-2012", "HD12-2018", "HD42-2025", "KHOI-2026"]


def test_shipped_rule_sets_and_unknown_rules_stay_untouched(bloc):
    leader = bloc.api("leader")
    refused(leader.post("/rulesets/HD12-2018/repeal", {"until": "2026-01-01", "basis": "x"}), "RuleSetNotLocal")
    faulted(leader.post("/rulesets", RULES | {"parameters": {"R-FREE": {}}}), "parameters")
    refused(leader.post("/rulesets", RULES | {"parameters": {"R-DUR": {"hours": 2}}}), "NoSuchRule")
    assert leader.post("/rulesets/NONE/repeal", {"until": "2026-01-01", "basis": "x"}).status_code == 404


def test_the_catalogue_holds_the_articles_codes(bloc):
    told = bloc.api("secretary1").get("/catalogue").json
    assert [len(told[part]) for part in ("deficiencies", "causes", "solutions", "strengths", "rules")] == [
        21,
        9,
        7,
        8,
        19,
    ]
    first = told["deficiencies"][0]
    assert (first["code"], first["causes"], first["solutions"][0]) == ("D01", ["C1", "C2"], "S4.2")
    assert told["solutions"][0]["actions"][0]["code"] == "S1.1"
    english = bloc.api("secretary1").get("/catalogue", headers={"Accept-Language": "en"}).json
    assert english["deficiencies"][0]["name"] != first["name"]


def test_the_history_is_read_by_those_who_audit(bloc):
    auditor = bloc.api("auditor")
    meeting = scheduled(bloc.api("secretary1"))
    entries = auditor.get("/history", stream=meeting).json["items"]
    assert [(entry["fact"], entry["unit"], entry["by"]) for entry in entries] == [
        ("MeetingScheduled", "FDI", bloc.person("secretary1"))
    ]
    assert auditor.get(f"/history/{entries[0]['position']}").json == entries[0]
    assert auditor.get("/history", fact="MeetingScheduled", actor="secretary1", unit="FDI").json["total"] == 1
    assert auditor.get("/history", **{"from": "2020-01-01", "to": "2020-12-31"}).json["total"] == 0
    assert auditor.get("/history/100000").status_code == 404
    faulted(auditor.get("/history", fact="SunRisen"), "fact")
    assert bloc.api("secretary1").get("/history").status_code == 403


def test_the_history_shows_no_identities(bloc):
    entered = bloc.api("auditor").get("/history", fact="PersonEntered", limit=1).json["items"][0]
    assert entered["data"] == {"person": entered["data"]["person"]}


def test_protected_texts_are_found_by_the_auditor_without_accents(bloc):
    found = made(bloc.api("inspector1").post("/deficiencies", FOUND))
    entries = bloc.api("auditor").get("/history", text="thoi gian sinh hoat").json["items"]
    assert {entry["stream"] for entry in entries} == {found}


def test_the_regularity_map_counts_by_unit_type_and_rule(bloc):
    held(bloc.api("secretary1"))
    inspector = bloc.api("inspector1")
    span = {"from": "2026-10", "to": "2026-10"}
    by_unit = inspector.get("/compliance", group_by="unit", **span).json
    assert [(one["unit"], one["held"]) for one in by_unit["items"]] == [("FDI", 1)]
    assert by_unit["sums"][0]["held"] == 1
    by_type = inspector.get("/compliance", group_by="type", **span).json["items"]
    assert by_type[0]["type"] == "foreign_owned_enterprise"
    by_rule = {one["rule"]: one for one in inspector.get("/compliance", group_by="rule", **span).json["items"]}
    assert by_rule["R-DUR"]["broken"] == 1
    assert inspector.get("/compliance", under="DB1", **span).json["items"] == []
    faulted(inspector.get("/compliance", **{"from": "2026-11", "to": "2026-10"}), "from")


def test_a_cells_month_tells_what_stands_and_what_today_gives(bloc):
    secretary = bloc.api("secretary1")
    held(secretary)
    told = secretary.get("/cells/FDI/months/2026-10/verdicts").json
    assert (len(told["items"]), told["closed_on"], told["recorded"]) == (19, None, None)
    assert secretary.get("/cells/FDI/months/2026-13/verdicts").status_code == 404
    assert secretary.get("/cells/NSE/months/2026-10/verdicts").status_code == 403


def test_a_years_figures_have_the_names_that_stay(bloc):
    told = bloc.api("leader").get("/reports/year/2026").json
    assert told["organisations"] == {
        "grassroots": 6,
        "party_bodies": 2,
        "grassroots_cells": 4,
        "subordinate_cells": 8,
        "meeting_cells": 12,
        "members": 179,
    }
    names = ["year", "as_at", "organisations", "attended", "supervised", "meetings"]
    assert list(told) == [*names, "verdicts", "deficiencies", "by_type", "solutions"]
    assert told["deficiencies"]["D01"].keys() == {"found", "closed", "open", "overdue", "recurred"}


def test_programs_sign_in_for_a_token(bloc):
    client = bloc.app.test_client()
    token = client.post("/api/v1/tokens", json={"login": "leader", "password": "nenep-demo"}).json["token"]
    me = client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json["login"] == "leader"
    wrong = client.post("/api/v1/tokens", json={"login": "leader", "password": "wrong"})
    assert (wrong.status_code, wrong.json["code"]) == (401, "SignInRefused")
    nobody = client.get("/api/v1/me")
    assert (nobody.status_code, nobody.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_the_house_says_that_it_is_alive_ready_and_how_much_it_did(bloc):
    client = bloc.app.test_client()
    assert client.get("/healthz").json == {"status": "alive"}
    assert (client.get("/readyz").status_code, client.get("/readyz").json["status"]) == (200, "ready")
    assert f"nenep_journal_head {float(bloc.recorded())}" in client.get("/metrics").text


def test_another_method_is_answered_with_those_allowed(bloc):
    answer = bloc.app.test_client().delete("/api/v1/me")
    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]
