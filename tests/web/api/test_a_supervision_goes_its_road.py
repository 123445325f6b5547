"""A thematic supervision by a program: from its proposal to the end of follow-up, and who may not."""

from datetime import date
from uuid import UUID

from domain.names import BodyKind, CauseCode, DeficiencyId, Office, SolutionCode
from tests.bloc import FOUNDED
from tests.web.api.asked import faulted, made, refused
from tests.web.inspection.a_case import held_by, opened, reported
from tests.web.inspection.a_case import made as made_by
from workflows.desk import Thing
from workflows.requests.deficiencies import AnalyseCauses, analyse_causes
from workflows.requests.remediations import (
    BasisNamed,
    OpenRemediation,
    PlanLine,
    SubmitPlan,
    open_remediation,
    submit_plan,
)
from workflows.requests.shapes import Because
from workflows.requests.units import FillOffice, fill_office
from workflows.requests.verdicts_on_cases import VerifyResults, close_remediation, verify_results

PROPOSED = {"subjects": ["FDI", "DB1"], "subject_matter": "Nền nếp sinh hoạt", "period": "2026", "team": ["inspector1"]}
LIMITATION = {"unit": "FDI", "code": "D06", "quote": "Ba kỳ họp dưới 90 phút.", "severity": "moderate"}
OF_OVERSEERS = {
    "target": {"kind": "office", "id": "FDI/committee/overseer"},
    "code": "D12",
    "quote": "Cả năm không dự sinh hoạt.",
    "severity": "minor",
}


def numbered(n: int, day: int, **more: object) -> dict[str, object]:
    return {"number": f"{n}-UBKT", "date": f"2026-11-{day:02d}", **more}


def at_its_draft(bloc) -> str:
    inspector = bloc.api("inspector1")
    supervision = made(inspector.post("/supervisions", PROPOSED))
    at = f"/supervisions/{supervision}"
    for act, body in (
        ("decide", numbered(1, 2, lead="inspector2", plan="Xem sổ sách, làm việc một buổi.")),
        ("announce", numbered(2, 3, report_by="2026-11-10")),
    ):
        assert inspector.post(f"{at}/{act}", body).status_code == 200, act
    secretary = bloc.api("secretary1")
    assert secretary.post(f"{at}/self-report", {"text": "Chi bộ họp đủ kỳ.", "subject": "FDI"}).status_code == 200
    held = inspector.post(f"{at}/session", numbered(3, 12, note="Xem sổ biên bản."))
    assert held.json["state"] == "working"
    assert inspector.post(f"{at}/draft-report", numbered(4, 13)).status_code == 200
    return at


def test_the_whole_road_ends_when_the_cases_that_follow_are_closed(bloc):
    at, inspector = at_its_draft(bloc), bloc.api("inspector1")
    refused(inspector.post(f"{at}/conclude", numbered(9, 16, report_by="2026-12-30")), "ConferenceNotHeld")
    assert inspector.post(f"{at}/conference", numbered(5, 14)).status_code == 200
    explained = bloc.api("secretary1").post(f"{at}/explanation", {"text": "Do cao điểm sản xuất.", "subject": "FDI"})
    assert explained.json["explanations"][0]["text"] == "Do cao điểm sản xuất."
    notice = numbered(6, 16, report_by="2026-12-30", deficiencies=[LIMITATION, OF_OVERSEERS])
    concluded = inspector.post(f"{at}/conclude", notice).json
    assert (concluded["state"], concluded["from_paper"]) == ("concluded", False)
    first, second = concluded["deficiencies"]
    against = inspector.get(f"/deficiencies/{second}").json
    assert (against["target"], against["quote"]) == (OF_OVERSEERS["target"], OF_OVERSEERS["quote"])
    refused(inspector.post(f"{at}/end"), "LimitationsUnsettled")
    settle(bloc, first, notice)
    refused(inspector.post(f"{at}/end"), "LimitationsUnsettled")
    assert inspector.post(f"/deficiencies/{second}/withdraw", {"reason": "Ghi nhầm người."}).status_code == 200
    assert "end_follow_up" in {task["kind"] for task in bloc.api("inspector2").get("/tasks").json["items"]}
    ended = inspector.post(f"{at}/end", numbered(7, 20)).json
    assert (ended["state"], ended["ended"]["paper"]["number"]) == ("ended", "7-UBKT")


def settle(bloc, deficiency: str, notice: dict[str, object]) -> None:
    causes = AnalyseCauses((CauseCode("C7"),))
    bloc.ask(analyse_causes, "inspector1", Thing(UUID(deficiency)), causes)
    basis = BasisNamed(str(notice["number"]), date(2026, 11, 16))
    asked = OpenRemediation((DeficiencyId(UUID(deficiency)),), date(2026, 12, 30), basis)
    case = made_by(bloc.ask(open_remediation, "inspector1", asked))
    reported(bloc, case)
    bloc.ask(verify_results, "inspector2", Thing(case), VerifyResults(sound=True))
    bloc.ask(close_remediation, "inspector1", Thing(case), Because("Đạt yêu cầu."))


def test_each_subject_is_shown_with_how_far_it_is(bloc):
    at = at_its_draft(bloc)
    shown = bloc.api("leader").get(at).json
    assert [(one["subject"], one["reported_on"] is not None, one["sessions"]) for one in shown["supervised"]] == [
        ("FDI", True, 1),
        ("DB1", False, 1),
    ]
    assert (shown["lead"], shown["self_reports"][0]["text"]) == (bloc.person("inspector2"), "Chi bộ họp đủ kỳ.")


def test_what_is_asked_of_a_subject_is_a_task_of_its_secretary_until_it_is_done(bloc):
    inspector, secretary = bloc.api("inspector1"), bloc.api("secretary1")
    at = f"/supervisions/{made(inspector.post('/supervisions', PROPOSED))}"
    owed = lambda: [task["due"] for task in secretary.get("/tasks").json["items"] if task["kind"] == "report_on_itself"]  # noqa: E731
    inspector.post(f"{at}/decide", numbered(1, 2))
    assert owed() == []
    inspector.post(f"{at}/announce", numbered(2, 3, report_by="2026-11-25"))
    assert owed() == ["2026-11-25"]
    secretary.post(f"{at}/self-report", {"text": "Đủ kỳ.", "subject": "FDI"})
    assert owed() == []


def test_a_secretary_answers_for_no_other_subject_and_an_inspector_enters_what_came_on_paper(bloc):
    inspector = bloc.api("inspector1")
    at = f"/supervisions/{made(inspector.post('/supervisions', PROPOSED))}"
    inspector.post(f"{at}/decide", numbered(1, 2))
    inspector.post(f"{at}/announce", numbered(2, 3))
    assert bloc.api("secretary1").post(f"{at}/self-report", {"text": "x", "subject": "DB1"}).status_code == 403
    assert bloc.api("secretary2").post(f"{at}/self-report", {"text": "x", "subject": "FDI"}).status_code == 403
    refused(bloc.api("secretary1").post(f"{at}/self-report", {"text": "x"}), "SubjectNotNamed")
    entered = inspector.post(f"{at}/self-report", numbered(8, 4, text="Theo văn bản.", subject="DB1")).json
    assert entered["self_reports"][0]["paper"]["number"] == "8-UBKT"


def test_a_team_is_of_the_supervising_side_and_holds_nothing_among_the_supervised(bloc):
    inspector = bloc.api("inspector1")
    refused(inspector.post("/supervisions", PROPOSED | {"team": ["overseer1"]}), "MemberSitsWithTheSupervised")
    refused(inspector.post("/supervisions", PROPOSED | {"team": ["secretary2"]}), "MemberNotOfTheSupervisingSide")
    of_the_bloc = FillOffice(Office.COMMITTEE_MEMBER, BodyKind.COMMITTEE, bloc.person("secretary2"), FOUNDED, None)
    bloc.ask(fill_office, "admin", Thing(bloc.unit("KHOI")), of_the_bloc)
    made(inspector.post("/supervisions", PROPOSED | {"team": ["secretary2"]}))


def test_whoever_once_remedied_in_a_unit_does_not_supervise_it(bloc):
    case, leader = opened(bloc), bloc.person("leader")
    line = PlanLine(held_by(bloc, case)[0], SolutionCode("S4.1"), "Họp đủ", date(2026, 12, 1), "Biên bản", leader)
    asked = PROPOSED | {"team": ["leader"]}
    made(bloc.api("inspector1").post("/supervisions", asked))
    bloc.ask(submit_plan, "secretary1", Thing(case), SubmitPlan((line,)))
    refused(bloc.api("inspector1").post("/supervisions", asked), "MemberSitsWithTheSupervised")


def test_an_inspection_committee_is_supervised_by_leaders_and_not_by_itself(bloc):
    against = [{"kind": "body", "id": "DB1/inspection_committee"}]
    asked = PROPOSED | {"subjects": ["DB1"], "team": ["leader"], "against": against}
    assert bloc.api("inspector1").post("/supervisions", asked).status_code == 403
    leader = bloc.api("leader")
    faulted(leader.post("/supervisions", asked | {"subjects": ["FDI"]}), "against")
    at = f"/supervisions/{made(leader.post('/supervisions', asked))}"
    assert bloc.api("inspector1").post(f"{at}/decide", numbered(1, 2)).status_code == 403
    assert leader.post(f"{at}/decide", numbered(1, 2)).status_code == 200
    assert "announce_supervision" in {task["kind"] for task in leader.get("/tasks").json["items"]}


def test_an_inspector_does_not_conclude_against_the_inspection_committee(bloc):
    inspector = bloc.api("inspector1")
    at = f"/supervisions/{made(inspector.post('/supervisions', PROPOSED))}"
    own = {**OF_OVERSEERS, "target": {"kind": "body", "id": "KHOI/inspection_committee"}}
    notice = numbered(6, 16, report_by="2026-12-30", deficiencies=[own])
    assert inspector.post(f"{at}/conclude", notice).status_code == 403


def test_a_referral_keeps_its_paper_and_nothing_else(bloc):
    at, inspector = at_its_draft(bloc), bloc.api("inspector1")
    faulted(inspector.post(f"{at}/refer", numbered(8, 15, reason="dấu hiệu")), "reason")
    referred = inspector.post(f"{at}/refer", numbered(8, 15)).json["referred"]
    assert [one["paper"] for one in referred] == [{"number": "8-UBKT", "date": "2026-11-15"}]


def test_one_entered_from_paper_says_so(bloc):
    inspector = bloc.api("inspector1")
    at = f"/supervisions/{made(inspector.post('/supervisions', PROPOSED))}"
    concluded = inspector.post(f"{at}/conclude", numbered(6, 16, report_by="2026-12-30")).json
    assert (concluded["state"], concluded["from_paper"]) == ("concluded", True)
