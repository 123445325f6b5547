"""From a month's meeting to a closed deficiency and back, by API alone, told over past months."""

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from tests.bloc import Api, Bloc
from tests.web.api.asked import made, refused
from web.daily_round import go_round

OCTOBER = {
    "cell": "FDI",
    "kind": "regular",
    "on": "2025-10-06",
    "starts_at": "2025-10-06T16:00",
    "place": "Nhà ăn công ty",
}
HELD = {
    "started_at": "2025-10-06T16:00",
    "ended_at": "2025-10-06T16:50",
    "chair": "secretary1",
    "obliged": 20,
    "present": 14,
    "excused": 4,
    "unexcused": 2,
    "speakers": 1,
    "items": [{"tag": "professional", "minutes": 35}, {"tag": "ideology", "minutes": 15}],
}
MINUTES = {
    "sections": ["Đồng chí bí thư thông báo tình hình sản xuất."],
    "read_back": True,
    "adopted": True,
    "signed": True,
    "filed_at": "2025-10-14T09:00",
}
STORY_OF_THE_CASE = [
    *("RemediationOpened", "PlanSubmitted", "CausesNoted", "PlanReturned", "PlanSubmitted", "PlanApproved"),
    *("EvidenceFiled", "StepDone", "EvidenceFiled", "StepDone", "ExtensionRequested", "ExtensionGranted"),
    *("ResultReported", "DeficiencyVerified", "ResultSentBack", "EvidenceFiled", "StepDone", "ResultReported"),
    *("DeficiencyVerified", "RemediationClosed", "EffectivenessCheckAsked", "EffectivenessDenied"),
]


def done(answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json


def jpeg() -> BytesIO:
    content = BytesIO()
    Image.new("RGB", (32, 32), "white").save(content, "JPEG")
    content.seek(0)
    return content


def pdf() -> BytesIO:
    content = BytesIO()
    Image.new("RGB", (32, 32), "white").save(content, "PDF")
    content.seek(0)
    return content


def send(api: Api, case: str, step: int, file: BytesIO, name: str) -> Any:
    data = {"file": (file, name), "classification": "none", "note": "đã làm", "taken_on": "2025-12-01"}
    where = f"/remediations/{case}/steps/{step}/evidence"
    return done(api.post(where, data=data, content_type="multipart/form-data"))


def test_from_a_months_meeting_to_a_closed_deficiency_and_its_return(bloc: Bloc) -> None:
    tell(bloc)


def tell(bloc: Bloc) -> None:
    story = Story(bloc)
    story.the_month_goes_badly()
    story.the_rules_propose_and_an_inspector_decides()
    story.a_case_is_opened_and_planned()
    story.the_work_is_done_and_reported()
    story.it_is_verified_by_another_and_closed()
    story.three_months_later_it_is_back()
    story.the_auditor_reads_all_of_it()
    story.the_figures_tell_it()
    assert bloc.house.journal.verify().whole


class Story:
    """What happened, chapter by chapter."""

    def __init__(self, bloc: Bloc) -> None:
        self.bloc = bloc
        self.secretary, self.finder = bloc.api("secretary1"), bloc.api("inspector1")
        self.verifier, self.auditor = bloc.api("inspector2"), bloc.api("auditor")

    def on(self, *day: int) -> None:
        self.bloc.watch.on(date(*day))

    def the_month_goes_badly(self) -> None:
        self.on(2025, 9, 25)
        self.meeting = made(self.secretary.post("/meetings", OCTOBER))
        self.on(2025, 10, 7)
        refused(
            self.secretary.post(f"/meetings/{self.meeting}/minutes", MINUTES | {"filed_at": "2025-10-06T17:00"}),
            "MeetingNotYetHeld",
        )
        done(self.secretary.post(f"/meetings/{self.meeting}/hold", HELD))
        self.on(2025, 10, 14)
        assert done(self.secretary.post(f"/meetings/{self.meeting}/minutes", MINUTES))["late"]

    def the_rules_propose_and_an_inspector_decides(self) -> None:
        self.on(2025, 11, 6)
        assert go_round(self.bloc.house, date(2025, 11, 6)).closed >= 1
        assert go_round(self.bloc.house, date(2025, 11, 6)).closed == 0
        assert self.secretary.get("/proposals").status_code == 403
        listed = done(self.finder.get("/proposals", unit="FDI", month="2025-10", state="waiting"))["items"]
        proposed = {one["code"]: one["id"] for one in listed}
        assert {"D05", "D06", "D10"} <= proposed.keys()
        why = done(self.finder.get(f"/proposals/{proposed['D06']}"))["verdicts"][0]
        assert (why["rule"], why["verdict"], why["ruleset"]) == ("R-DUR", "broken", "HD12-2018")
        assert (why["observed"]["minutes"], why["would_suffice"]["minutes"]) == (50, 90)
        confirmed = {"severity": "moderate", "quote": "Sinh hoạt chỉ 50 phút.", "causes": ["C7", "C9"]}
        self.short = done(self.finder.post(f"/proposals/{proposed['D06']}/confirm", confirmed))["deficiency"]
        confirmed = {"severity": "minor", "quote": "Nội dung không được thông báo trước."}
        self.unannounced = done(self.finder.post(f"/proposals/{proposed['D10']}/confirm", confirmed))["deficiency"]
        shy = f"/proposals/{proposed['D05']}/dismiss"
        assert done(self.finder.post(shy, {"reason": "Cuộc họp ngắn, ít người kịp nói."}))["state"] == "dismissed"
        refused(self.finder.post(shy, {"reason": "lần nữa"}), "ProposalAlreadyDecided")

    def a_case_is_opened_and_planned(self) -> None:
        basis = {"number": "05-TB/UBKT", "date": "2025-11-07"}
        asked = {"deficiencies": [self.short, self.unannounced], "due": "2025-12-15", "basis": basis}
        self.case = f"/remediations/{made(self.finder.post('/remediations', asked))}"
        assert done(self.finder.get(self.case))["basis"]["issuer"] == "KHOI/inspection_committee"
        first = done(self.secretary.get("/tasks"))["items"][0]
        assert (first["kind"], first["due"]) == ("submit_plan", "2025-12-15")
        refused(self.finder.post(f"{self.case}/approve"), "NoPlanToDecide")
        for_the_secretary = {"On-Behalf-Of": "secretary1"}
        refused(self.finder.post(f"{self.case}/plan", self.plan(), headers=for_the_secretary), "FinderMayNotRemedy")
        refused(
            self.secretary.post(f"{self.case}/plan", {"steps": self.plan()["steps"][:1]}), "LimitationWithoutRemedy"
        )
        assert done(self.secretary.post(f"{self.case}/plan", self.plan()))["state"] == "plan_submitted"
        refused(self.finder.post(f"{self.case}/approve"), "CausesNotAnalysed")
        done(self.finder.post(f"/deficiencies/{self.unannounced}/causes", {"causes": ["C2"]}))
        back = done(self.finder.post(f"{self.case}/return", {"reason": "Chưa rõ sản phẩm."}))
        assert back["returned"][0]["reason"] == "Chưa rõ sản phẩm."
        assert done(self.secretary.get("/tasks"))["items"][0]["kind"] == "mend_plan"
        done(self.secretary.post(f"{self.case}/plan", self.plan("Biên bản có giờ bắt đầu, kết thúc")))
        assert self.secretary.post(f"{self.case}/approve").status_code == 403
        assert done(self.finder.post(f"{self.case}/approve"))["state"] == "under_way"

    def plan(self, product: str = "Biên bản") -> dict[str, Any]:
        line = {"due": "2025-12-10", "owner": "secretary1", "product": product}
        longer = {"deficiency": self.short, "solution": "S4.1", "remedy": "Thống nhất với chủ doanh nghiệp đủ 90 phút"}
        told = {"deficiency": self.unannounced, "solution": "S4.2", "remedy": "Thông báo trước ba ngày"}
        return {"steps": [line | longer, line | told]}

    def the_work_is_done_and_reported(self) -> None:
        self.on(2025, 12, 2)
        case = self.case.rpartition("/")[2]
        report = {"results": [{"step": 1, "text": "Đã họp 95 phút."}, {"step": 2, "text": "Đã nhắn tin trước."}]}
        refused(self.secretary.post(f"{self.case}/steps/1/done"), "StepWithoutEvidence")
        assert send(self.secretary, case, 1, jpeg(), "ảnh họp.jpg")["evidence"][0]["media_type"] == "image/jpeg"
        done(self.secretary.post(f"{self.case}/steps/1/done", {"note": "xong"}))
        refused(self.secretary.post(f"{self.case}/report", report), "StepsRemain")
        assert send(self.secretary, case, 2, pdf(), "thông báo.pdf")["evidence"][1]["name"] == "thông báo.pdf"
        done(self.secretary.post(f"{self.case}/steps/2/done"))
        more = {"until": "2025-12-20", "reason": "Chờ buổi họp bù ngày 18."}
        done(self.secretary.post(f"{self.case}/extension", more))
        assert self.secretary.post(f"{self.case}/extension/decide", {"granted": True}).status_code == 403
        assert done(self.finder.post(f"{self.case}/extension/decide", {"granted": True}))["due"] == "2025-12-20"
        refused(self.verifier.post(f"{self.case}/verify", {"sound": True}), "NothingToVerify")
        self.on(2025, 12, 18)
        assert done(self.secretary.post(f"{self.case}/report", report))["waiting_on"] == "inspector"

    def it_is_verified_by_another_and_closed(self) -> None:
        assert self.secretary.post(f"{self.case}/verify", {"sound": True}).status_code == 403
        refused(self.finder.post(f"{self.case}/close", {"reason": "đạt"}), "NotAllVerified")
        unsound = {"deficiency": self.unannounced, "sound": False}
        sound = {"deficiency": self.short, "sound": True}
        refused(self.verifier.post(f"{self.case}/verify", {"results": [unsound]}), "ReasonMissing")
        found = {"results": [sound, unsound | {"reason": "Chưa có danh sách đã nhận tin."}]}
        assert done(self.verifier.post(f"{self.case}/verify", found))["state"] == "sent_back"
        send(self.secretary, self.case.rpartition("/")[2], 2, jpeg(), "danh sách.jpg")
        done(self.secretary.post(f"{self.case}/steps/2/done"))
        done(self.secretary.post(f"{self.case}/report", {"results": [{"step": 2, "text": "Đủ danh sách."}]}))
        assert done(self.verifier.post(f"{self.case}/verify", {"sound": True}))["state"] == "verified"
        assert self.secretary.post(f"{self.case}/close", {"reason": "đạt"}).status_code == 403
        self.on(2025, 12, 22)
        assert done(self.finder.post(f"{self.case}/close", {"reason": "Đạt yêu cầu."}))["state"] == "closed"
        refused(self.secretary.post(f"{self.case}/report", {"results": []}), "CaseClosed")
        assert done(self.secretary.get("/tasks", kind="report_results"))["total"] == 0

    def three_months_later_it_is_back(self) -> None:
        self.on(2026, 3, 20)
        again = {"unit": "FDI", "code": "D06", "quote": "Tháng 3 chỉ họp 40 phút.", "severity": "moderate"}
        document = {"source": {"kind": "document", "id": "02-BC/KT"}, "causes": ["C9"]}
        returned = made(self.finder.post("/deficiencies", again | document))
        assert done(self.finder.get(f"/deficiencies/{returned}"))["recurrences"] == 1
        self.on(2026, 3, 23)
        assert go_round(self.bloc.house, date(2026, 3, 23)).asked == 1
        told = done(self.finder.get(self.case))
        assert (told["effect"], told["checks_asked"][0]["recurred"]) == ("asked", ["D06"])
        kinds = {one["kind"] for one in done(self.finder.get("/tasks"))["items"]}
        assert "check_effectiveness" in kinds
        done(self.finder.post(f"{self.case}/effectiveness", {"held": False, "reason": "Lại họp ngắn."}))
        earlier = self.case.rpartition("/")[2]
        basis = {"number": "03-TB/UBKT", "date": "2026-03-21"}
        linked = {"deficiencies": [returned], "due": "2026-05-01", "basis": basis, "recurrence_of": earlier}
        assert (
            done(self.finder.get(f"/remediations/{made(self.finder.post('/remediations', linked))}"))["recurrence_of"]
            == earlier
        )
        both = self.finder.post(f"{self.case}/reopen", {"reason": "mở lại", "deficiencies": [returned]})
        assert both.status_code == 409

    def the_auditor_reads_all_of_it(self) -> None:
        entries = self.read(stream=self.case.rpartition("/")[2])
        assert [entry["fact"] for entry in entries] == STORY_OF_THE_CASE
        by = {entry["fact"]: entry["by"] for entry in entries}
        assert by["PlanSubmitted"] == self.bloc.person("secretary1")
        assert by["DeficiencyVerified"] == self.bloc.person("inspector2")
        assert by["RemediationClosed"] == self.bloc.person("inspector1")
        minutes = self.read(stream=self.meeting)[-1]
        assert minutes["occurred_at"].startswith("2025-10-14")
        assert minutes["late"]
        assert "sản xuất" in minutes["data"]["sections"][0]
        assert self.read(text="chưa rõ san pham")[0]["stream"] == entries[0]["stream"]

    def the_figures_tell_it(self) -> None:
        span = {"from": "2025-10", "to": "2025-10", "under": "FDI"}
        line = done(self.auditor.get("/compliance", group_by="unit", **span))["items"][0]
        assert (line["held"], line["broken"] > 0) == (1, True)
        year = done(self.auditor.get("/reports/year/2025"))
        assert (year["meetings"]["held"], year["organisations"]["members"]) == (1, 179)
        assert year["deficiencies"]["D06"] == {"found": 1, "closed": 1, "open": 0, "overdue": 0, "recurred": 0}

    def read(self, **sought: str) -> list[Any]:
        entries: list[Any] = done(self.auditor.get("/history", sort="position", limit=200, **sought))["items"]
        assert all(entry["by"] and entry["recorded_at"] and entry["hash"] for entry in entries)
        return entries
