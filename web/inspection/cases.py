"""A case: its page, and what is decided on it."""

from uuid import UUID

from flask import Response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from web import places, policy
from web.answers import recorded
from web.asking import from_form, record, thing
from web.evidence import evidence_answer
from web.inspection.case_file import opened, place_of
from web.inspection.case_page import case_page
from web.inspection.room import rooms
from web.languages import gettext
from web.policy import Act
from workflows.requests import remediations as asks
from workflows.requests import verdicts_on_cases as verdicts
from workflows.requests.shapes import Because


@rooms.get("/cases/<uuid:case>")
@policy.needs(Act.READ_CASE, of=place_of)
def case(case: UUID) -> str:
    page = case_page(opened(case), request.args.get("by", ""))
    return render_template("inspection/case.html", page=page, file=page.file)


@rooms.get("/cases/<uuid:case>/evidence/<sha256>")
@policy.needs(Act.READ_CASE, of=places.of_case)
def evidence(case: UUID, sha256: str) -> Response:
    return evidence_answer(case, sha256)


@rooms.post("/cases/<uuid:case>/approve")
@policy.needs(Act.APPROVE, of=places.of_case)
def approve_plan(case: UUID) -> AnyResponse:
    record(asks.approve_plan, thing(case))
    return _back(case, gettext("Đã duyệt kế hoạch. Đơn vị được báo để bắt đầu."))


@rooms.post("/cases/<uuid:case>/return")
@policy.needs(Act.APPROVE, of=places.of_case)
def return_plan(case: UUID) -> AnyResponse:
    record(asks.return_plan, thing(case), from_form(Because))
    return _back(case, gettext("Đã trả lại kế hoạch kèm lý do."))


@rooms.post("/cases/<uuid:case>/extension")
@policy.needs(Act.DECIDE_EXTENSION, of=places.of_case)
def decide_extension(case: UUID) -> AnyResponse:
    record(asks.decide_extension, thing(case), from_form(asks.DecideExtension))
    return _back(case, gettext("Đã quyết định đề nghị gia hạn."))


@rooms.post("/cases/<uuid:case>/verify")
@policy.needs(Act.VERIFY, of=places.of_case)
def verify(case: UUID) -> AnyResponse:
    record(verdicts.verify_results, thing(case), from_form(verdicts.VerifyResults))
    return _back(case, gettext("Đã ghi kết luận thẩm tra."))


@rooms.post("/cases/<uuid:case>/close")
@policy.needs(Act.CLOSE, of=places.of_case)
def close(case: UUID) -> AnyResponse:
    record(verdicts.close_remediation, thing(case), from_form(Because))
    return _back(case, gettext("Đã đóng vụ việc, kết thúc theo dõi."))


@rooms.post("/cases/<uuid:case>/effect")
@policy.needs(Act.VERIFY, of=places.of_case)
def judge_effect(case: UUID) -> AnyResponse:
    record(verdicts.judge_effect, thing(case), from_form(verdicts.JudgeEffect))
    return _back(case, gettext("Đã ghi kết luận về hiệu quả."))


@rooms.post("/cases/<uuid:case>/comment")
@policy.needs(Act.COMMENT, of=places.of_case)
def comment(case: UUID) -> AnyResponse:
    record(asks.make_comment, thing(case), from_form(asks.MakeComment))
    return _back(case, gettext("Đã ghi ý kiến."))


def _back(case: UUID, said: str) -> AnyResponse:
    return recorded(url_for("inspection.case", case=case), said)
