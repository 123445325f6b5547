"""Deficiencies and their remediation over the API, where the story does not go."""

from datetime import date

from PIL import Image

from tests.web.api.asked import BASIS, FOUND, faulted, made, opened, plan, refused

REASON = {"reason": "Có lý do khách quan."}


def test_a_contest_is_decided_by_another_and_the_deficiency_falls(bloc):
    inspector, secretary, other = bloc.api("inspector1"), bloc.api("secretary1"), bloc.api("inspector2")
    found = made(inspector.post("/deficiencies", FOUND))
    assert secretary.post(f"/deficiencies/{found}/contest", REASON).json["state"] == "contested"
    refused(secretary.post(f"/deficiencies/{found}/contest", REASON), "AlreadyContested")
    assert secretary.post(f"/deficiencies/{found}/contest/decide", {"upheld": True, **REASON}).status_code == 403
    decided = other.post(f"/deficiencies/{found}/contest/decide", {"upheld": True, **REASON}).json
    assert (decided["state"], decided["upheld"]["reason"]) == ("withdrawn", REASON["reason"])


def test_a_deficiency_is_acknowledged_explained_and_withdrawn(bloc):
    inspector, secretary = bloc.api("inspector1"), bloc.api("secretary1")
    found = made(inspector.post("/deficiencies", FOUND))
    assert secretary.post(f"/deficiencies/{found}/acknowledge").json["state"] == "acknowledged"
    assert inspector.post(f"/deficiencies/{found}/causes", {"causes": ["C1", "C2"]}).json["causes"] == ["C1", "C2"]
    assert inspector.post(f"/deficiencies/{found}/withdraw", REASON).json["withdrawn"]["reason"] == REASON["reason"]
    refused(inspector.post(f"/deficiencies/{found}/withdraw", REASON), "DeficiencyNotOpen")


def test_a_quote_is_kept_word_for_word_and_sealed(bloc):
    found = made(bloc.api("inspector1").post("/deficiencies", FOUND))
    assert bloc.api("auditor").get(f"/deficiencies/{found}").json["quote"] == FOUND["quote"]
    assert FOUND["quote"] not in "".join(str(record.fact) for record in bloc.house.journal.since(0, 1000))


def test_a_cell_may_report_on_itself_and_on_nobody_else(bloc):
    secretary = bloc.api("secretary1")
    own = FOUND | {"source": {"kind": "self"}}
    told = secretary.post("/deficiencies", own).json
    assert (told["self_reported"], told["source"]["kind"]) == (True, "self")
    assert secretary.post("/deficiencies", FOUND).status_code == 403
    assert secretary.post("/deficiencies", own | {"unit": "NSE"}).status_code == 404


def test_d12_names_who_oversees_and_d13_is_only_compared(bloc):
    inspector, leader = bloc.api("inspector1"), bloc.api("leader")
    refused(inspector.post("/deficiencies", FOUND | {"code": "D12"}), "TargetNotInspected")
    refused(inspector.post("/deficiencies", FOUND | {"code": "D13"}), "FoundOnlyByComparison")
    target = {"kind": "body", "id": "KHOI/inspection_committee"}
    against = {name: value for name, value in FOUND.items() if name != "unit"} | {"code": "D12", "target": target}
    found = leader.post("/deficiencies", against)
    assert found.json["target"] == target
    asked = {"deficiencies": [made(found)], "due": "2026-12-10", "basis": BASIS}
    assert inspector.post("/remediations", asked).status_code in {403, 404}
    assert made(leader.post("/remediations", asked))


def test_a_deficiency_is_in_one_open_case(bloc):
    inspector = bloc.api("inspector1")
    found = made(inspector.post("/deficiencies", FOUND))
    opened(inspector, found)
    again = {"deficiencies": [found], "due": "2026-12-10", "basis": BASIS}
    refused(inspector.post("/remediations", again), "DeficiencyHasItsCase")


def test_a_case_is_of_one_unit_and_ends_after_its_document(bloc):
    inspector = bloc.api("inspector1")
    here, there = (made(inspector.post("/deficiencies", FOUND | {"unit": unit})) for unit in ("FDI", "NSE"))
    asked = {"deficiencies": [here, there], "due": "2026-12-10", "basis": BASIS}
    refused(inspector.post("/remediations", asked), "NotOfThisUnit")
    refused(inspector.post("/remediations", asked | {"deficiencies": [here], "due": "2026-11-01"}), "DueBeforeItBegins")
    refused(inspector.post("/remediations", asked | {"deficiencies": []}), "NothingToRemedy")


def test_what_is_found_and_put_right_in_a_day_is_no_recurrence_of_itself(bloc, tmp_path):
    inspector, secretary, other = bloc.api("inspector1"), bloc.api("secretary1"), bloc.api("inspector2")
    found = made(inspector.post("/deficiencies", FOUND))
    case = opened(inspector, found)
    secretary.post(f"/remediations/{case}/plan", plan(found))
    other.post(f"/remediations/{case}/approve")
    Image.new("RGB", (8, 8)).save(tmp_path / "x.png")
    with (tmp_path / "x.png").open("rb") as picture:
        data = {"file": (picture, "x.png"), "classification": "none"}
        where = f"/remediations/{case}/steps/1/evidence"
        filed = secretary.post(where, data=data, content_type="multipart/form-data").json["evidence"][0]
    secretary.post(f"/remediations/{case}/steps/1/done")
    secretary.post(f"/remediations/{case}/report", {"results": [{"step": 1, "text": "xong"}]})
    other.post(f"/remediations/{case}/verify", {"sound": True})
    assert inspector.post(f"/remediations/{case}/close", REASON).json["state"] == "closed"
    assert inspector.get(f"/deficiencies/{found}").json["recurrences"] == 0
    sent = inspector.get(f"/remediations/{case}/evidence/{filed['sha256']}")
    assert (sent.status_code, sent.headers["X-Content-Type-Options"]) == (200, "nosniff")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    sent.close()


def test_a_comment_stands_in_the_case(bloc):
    inspector, secretary = bloc.api("inspector1"), bloc.api("secretary1")
    case = opened(inspector, made(inspector.post("/deficiencies", FOUND)))
    secretary.post(f"/remediations/{case}/comment", {"text": "Đang chờ công ty trả lời."})
    assert inspector.get(f"/remediations/{case}").json["comments"][0]["text"] == "Đang chờ công ty trả lời."


def test_a_case_of_another_cell_is_not_even_known(bloc):
    inspector = bloc.api("inspector1")
    case = opened(inspector, made(inspector.post("/deficiencies", FOUND)))
    other = bloc.api("secretary2")
    assert other.get(f"/remediations/{case}").status_code == 404
    assert other.post(f"/remediations/{case}/plan", plan()).status_code == 404
    assert other.get("/remediations").json["total"] == 0
    assert bloc.api("admin").get("/remediations").status_code == 403


def test_secret_files_are_refused_and_nothing_is_kept(bloc, tmp_path):
    inspector, secretary = bloc.api("inspector1"), bloc.api("secretary1")
    found = made(inspector.post("/deficiencies", FOUND))
    case = opened(inspector, found)
    secretary.post(f"/remediations/{case}/plan", plan(found))
    inspector.post(f"/remediations/{case}/approve")
    before = bloc.recorded()
    where = f"/remediations/{case}/steps/1/evidence"
    for data in ({"classification": "none"}, {}):
        answer = secretary.post(where, data=data, content_type="multipart/form-data")
        assert answer.status_code == 422
    for said, field in (("secret", "classification"), ("rumour", "classification")):
        file = (tmp_path / "x.pdf").open("w+b")
        data = {"file": (file, "x.pdf"), "classification": said}
        faulted(secretary.post(where, data=data, content_type="multipart/form-data"), field)
    assert bloc.recorded() == before


def test_evidence_is_fetched_as_it_lies_in_the_store(bloc):
    inspector = bloc.api("inspector1")
    case = opened(inspector, made(inspector.post("/deficiencies", FOUND)))
    assert inspector.get(f"/remediations/{case}/evidence/{'0' * 64}").status_code == 404


def test_cases_and_deficiencies_are_listed_by_what_they_are(bloc):
    inspector = bloc.api("inspector1")
    found = [made(inspector.post("/deficiencies", FOUND | {"code": code})) for code in ("D06", "D02")]
    case = opened(inspector, found[0])

    def listed(path, **sought):
        return [one["id"] for one in inspector.get(path, **sought).json["items"]]

    assert listed("/deficiencies", code="D06") == [found[0]]
    assert listed("/deficiencies", code=["D06", "D02"], sort="code") == [found[1], found[0]]
    assert listed("/deficiencies", remediation=case) == [found[0]]
    assert listed("/deficiencies", state="recorded") == [found[1]]
    assert listed("/remediations", waiting_on="unit", under="FDI") == [case]
    assert listed("/remediations", overdue="true") == []
    bloc.watch.on(date(2026, 12, 11))
    assert listed("/remediations", overdue="true") == [case]
    assert listed("/deficiencies", overdue="true") == [found[0]]
    assert inspector.get(f"/remediations/{case}").json["overdue"] is True
