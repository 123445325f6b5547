"""The page of a case offers what this person may do now, says what is missing, and tells all that happened."""

from datetime import date, time
from uuid import uuid4

import pytest

from domain.deficiency import Deficiency
from domain.record import as_of
from domain.remediation import Remediation
from tests.bloc import Bloc
from tests.web.inspection.a_case import found, held_by, opened, planned, reported
from tests.web.pages import Pages
from workflows.desk import Thing
from workflows.requests.deficiencies import contest_deficiency
from workflows.requests.remediations import AskExtension, MakeComment, ask_extension, make_comment
from workflows.requests.shapes import Because

HTMX = {"HX-Request": "true"}


def forms(page: str) -> set[str]:
    """What the page lets one do in the case."""
    known = ("approve", "return", "extension", "verify", "close", "effect", "comment")
    return {form for form in known if f'<form class="form" id="{form}"' in page}


def case_of(bloc: Bloc, case: object) -> Remediation:
    return as_of(Remediation(), bloc.house.journal.history(case))  # type: ignore[arg-type]


def test_nothing_is_offered_before_the_unit_has_planned(bloc: Bloc) -> None:
    page = bloc.browser("inspector1").get(f"/cases/{opened(bloc)}").text
    assert forms(page) == {"comment"}
    assert "chờ đơn vị" in page


def test_a_plan_that_waits_is_approved_or_returned(bloc: Bloc) -> None:
    case = opened(bloc)
    planned(bloc, case)
    assert forms(bloc.browser("inspector2").get(f"/cases/{case}").text) == {"approve", "return", "comment"}


def test_the_page_says_that_causes_are_missing_before_anyone_presses(bloc: Bloc) -> None:
    case = opened(bloc, found(bloc, causes=()))
    planned(bloc, case)
    page = bloc.browser("inspector1").get(f"/cases/{case}").text
    assert "Phải phân tích nguyên nhân" in page
    assert forms(page) == {"return", "comment"}


def test_causes_analysed_on_the_page_let_the_plan_be_approved(bloc: Bloc) -> None:
    deficiency = found(bloc, causes=())
    case, inspector = opened(bloc, deficiency), Pages(bloc.browser("inspector1"))
    planned(bloc, case)
    sent = {"causes": ["C1", "C8"], "_version": len(bloc.house.journal.history(deficiency))}
    assert inspector.post(f"/deficiencies/{deficiency}/causes", sent).location == f"/cases/{case}"
    version = len(bloc.house.journal.history(case))
    assert inspector.post(f"/cases/{case}/approve", {"_version": version}).status_code == 303
    assert case_of(bloc, case).approved


def test_a_contest_is_shown_with_its_words_and_decided_first(bloc: Bloc) -> None:
    deficiency = found(bloc)
    case, inspector = opened(bloc, deficiency), Pages(bloc.browser("inspector2"))
    bloc.ask(contest_deficiency, "secretary1", Thing(deficiency), Because("Buổi họp có ghi âm đủ 90 phút"))
    planned(bloc, case)
    page = inspector.get(f"/cases/{case}").text
    assert "Buổi họp có ghi âm đủ 90 phút" in page
    assert "approve" not in forms(page)
    inspector.post(f"/deficiencies/{deficiency}/contest", {"upheld": "false", "reason": "Ghi âm dừng ở phút 50"})
    assert not as_of(Deficiency(), bloc.house.journal.history(deficiency)).contest_open


def test_more_time_is_granted_by_one_of_two_buttons(bloc: Bloc) -> None:
    case, inspector = opened(bloc), Pages(bloc.browser("inspector1"))
    asked = AskExtension(date(2026, 12, 28), "Bí thư đi công tác")
    bloc.ask(ask_extension, "secretary1", Thing(case), asked)
    assert "Bí thư đi công tác" in inspector.get(f"/cases/{case}").text
    inspector.post(f"/cases/{case}/extension", {"granted": "true", "reason": "Đồng ý"})
    assert case_of(bloc, case).due == date(2026, 12, 28)


def test_a_refusal_of_more_time_states_its_reason(bloc: Bloc) -> None:
    case, inspector = opened(bloc), Pages(bloc.browser("inspector1"))
    bloc.ask(ask_extension, "secretary1", Thing(case), AskExtension(date(2026, 12, 28), "Bận"))
    answer = inspector.post(f"/cases/{case}/extension", {"granted": "false"})
    assert answer.status_code == 409
    assert "phải nêu lý do" in answer.text


def test_each_deficiency_is_verified_by_itself(bloc: Bloc) -> None:
    case = opened(bloc, found(bloc), found(bloc, "D05"))
    reported(bloc, case)
    one, other = held_by(bloc, case)
    sent = {
        "results-0-deficiency": str(one),
        "results-0-sound": "true",
        "results-1-deficiency": str(other),
        "results-1-sound": "false",
        "results-1-reason": "Chưa có danh sách",
    }
    assert Pages(bloc.browser("inspector2")).post(f"/cases/{case}/verify", sent).status_code == 303
    assert case_of(bloc, case).verified == {one}


def test_a_deficiency_without_a_conclusion_is_a_fault_under_its_own_field(bloc: Bloc) -> None:
    case = opened(bloc, found(bloc), found(bloc, "D05"))
    reported(bloc, case)
    one, other = held_by(bloc, case)
    sent = {
        "results-0-deficiency": str(one),
        "results-0-sound": "true",
        "results-1-deficiency": str(other),
    }
    answer = Pages(bloc.browser("inspector2")).post(f"/cases/{case}/verify", sent)
    assert answer.status_code == 422
    assert 'data-fault="results.1.sound"' in answer.text


def test_closing_is_offered_once_all_are_verified_and_tells_who_may(bloc: Bloc) -> None:
    case, inspector = opened(bloc), Pages(bloc.browser("inspector2"))
    reported(bloc, case)
    assert "close" not in forms(inspector.get(f"/cases/{case}").text)
    inspector.post(f"/cases/{case}/verify", {"sound": "true"})
    page = inspector.get(f"/cases/{case}").text
    assert "close" in forms(page)
    assert "Người đóng thuộc Ủy ban Kiểm tra" in page
    inspector.post(f"/cases/{case}/close", {"reason": "Đã khắc phục"})
    assert case_of(bloc, case).closed_on is not None


@pytest.mark.parametrize("login", ["secretary1", "leader", "auditor", "overseer1"])
def test_who_may_not_decide_is_offered_no_decision(bloc: Bloc, login: str) -> None:
    case = opened(bloc)
    reported(bloc, case)
    assert forms(bloc.browser(login).get(f"/cases/{case}").text) <= {"comment"}


def test_a_secretary_of_another_cell_is_not_told_that_the_case_is_there(bloc: Bloc) -> None:
    assert bloc.browser("secretary2").get(f"/cases/{opened(bloc)}").status_code == 404


def test_a_stale_page_shows_who_did_what_since_and_records_nothing(bloc: Bloc) -> None:
    case = opened(bloc)
    planned(bloc, case)
    seen = len(bloc.house.journal.history(case))
    bloc.ask(make_comment, "inspector2", Thing(case), MakeComment("Xem lại việc 1"))
    head, pages = bloc.recorded(), Pages(bloc.browser("inspector1"))
    answer = pages.post(f"/cases/{case}/return", {"reason": "Thiếu sản phẩm", "_version": seen, "_form": "return"})
    assert answer.status_code == 409
    assert "Phạm Quốc Hùng" in answer.text
    assert "Thiếu sản phẩm" in answer.text
    assert bloc.recorded() == head


def test_a_decision_sent_twice_is_recorded_once(bloc: Bloc) -> None:
    case, inspector = opened(bloc), Pages(bloc.browser("inspector1"))
    planned(bloc, case)
    sent = {"_command": str(uuid4()), "_version": len(bloc.house.journal.history(case))}
    inspector.post(f"/cases/{case}/approve", sent)
    head = bloc.recorded()
    assert inspector.post(f"/cases/{case}/approve", sent).status_code == 303
    assert bloc.recorded() == head


def test_the_timeline_names_who_did_what_and_for_whom(bloc: Bloc) -> None:
    case = opened(bloc)
    reported(bloc, case)
    page = bloc.browser("auditor").get(f"/cases/{case}").text
    for said in (
        "Hoàng Thị Lan",
        "Lê Thị Mai",
        "báo cáo kết quả khắc phục",
        "Đã họp 95 phút",
        "biên bản.pdf",
        "sự kiện",
    ):
        assert said in page


def test_the_timeline_may_show_what_the_house_did_by_itself_alone(bloc: Bloc) -> None:
    page = bloc.browser("auditor").get(f"/cases/{opened(bloc)}?by=house").text
    assert "giao khắc phục" not in page


def test_the_plan_stands_in_five_columns(bloc: Bloc) -> None:
    case = opened(bloc)
    planned(bloc, case)
    page = bloc.browser("inspector1").get(f"/cases/{case}").text
    columns = ("TT", "Hạn chế", "Giải pháp", "Thời gian", "Kết quả, sản phẩm")
    assert all(f'<th scope="col">{column}</th>' in page for column in columns)
    assert "Biên bản có giờ" in page


def test_an_overdue_case_says_so(bloc: Bloc) -> None:
    case = opened(bloc)
    bloc.watch.on(date(2026, 12, 21), time(9))
    page = bloc.browser("inspector1").get(f"/cases/{case}").text
    assert "Quá hạn" in page
    assert "quá hạn 4 ngày làm việc" in page


def test_why_it_is_a_deficiency_is_a_page_without_script_and_a_part_with_it(bloc: Bloc) -> None:
    case, inspector = opened(bloc), bloc.browser("inspector1")
    whole = inspector.get(f"/cases/{case}/background").text
    part = inspector.get(f"/cases/{case}/background", headers=HTMX).text
    assert ("<html" in whole, f'href="/cases/{case}"' in whole) == (True, True)
    assert ("<html" in part, "Vì sao là khuyết điểm?" in part) == (False, True)
