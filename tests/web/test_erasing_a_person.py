"""Law 91/2025/QH15: who is erased takes along every text about them, and none about others; what happened stays."""

import pytest

from tests.bloc import Bloc
from tests.console import Console
from tests.web.api.asked import MEETING, MINUTES, made
from tests.web.api.test_above import VISIT
from tests.web.api.test_duties_stay_apart import AGAINST_AN_OVERSEER
from tests.web.api.test_the_story import Story, done

BASIS = ("--basis", "Đơn đề nghị số 4", "--yes")
GONE = "[đã xóa theo yêu cầu]"
OF_THE_SECRETARY = {
    *("Đồng chí bí thư thông báo tình hình sản xuất.", "Chưa rõ sản phẩm.", "Chờ buổi họp bù ngày 18."),
    *("Thống nhất với chủ doanh nghiệp đủ 90 phút", "Thông báo trước ba ngày", "Biên bản có giờ bắt đầu, kết thúc"),
    *("ảnh họp.jpg", "đã làm", "xong", "Đã họp 95 phút.", "Đủ danh sách.", "Chưa có danh sách đã nhận tin."),
}
OF_THE_CELL = {"Sinh hoạt chỉ 50 phút.", "Nội dung không được thông báo trước.", "Đạt yêu cầu."}


@pytest.fixture
def nenep(bloc: Bloc, monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(monkeypatch).on(bloc.house.settings)


def erased(nenep: Console, person: str) -> set[str]:
    """The texts that were shown; as many are counted as destroyed."""
    result = nenep("erase", person, *BASIS)
    shown = [line.partition("\t")[2] for line in result.stderr.splitlines()]
    assert result.stdout == f"{len(shown)}\n"
    return set(shown)


def test_what_a_secretary_chaired_answered_for_and_said_goes_with_them(bloc: Bloc, nenep: Console) -> None:
    story = Story(bloc)
    story.the_month_goes_badly()
    story.the_rules_propose_and_an_inspector_decides()
    story.a_case_is_opened_and_planned()
    story.the_work_is_done_and_reported()
    story.it_is_verified_by_another_and_closed()
    shown = erased(nenep, "secretary1")
    assert shown >= OF_THE_SECRETARY
    assert not shown & OF_THE_CELL
    case = done(story.auditor.get(story.case))
    assert {step["remedy"] for step in case["steps"]} == {GONE}
    assert case["returned"][0]["reason"] == GONE
    assert done(story.auditor.get(f"/deficiencies/{story.short}"))["quote"] == "Sinh hoạt chỉ 50 phút."
    assert story.read(stream=story.meeting)[-1]["data"]["sections"] == [GONE]


def test_a_finding_against_an_office_goes_with_whoever_held_it(bloc: Bloc, nenep: Console) -> None:
    leader = bloc.api("leader")
    against = made(leader.post("/deficiencies", AGAINST_AN_OVERSEER | {"quote": "Cả quý không dự cuộc nào"}))
    done(leader.post(f"/deficiencies/{against}/withdraw", {"reason": "Đồng chí đi công tác"}))
    assert erased(nenep, "inspector1") == set()
    assert erased(nenep, "overseer1") == {"Cả quý không dự cuộc nào", "Đồng chí đi công tác"}
    assert done(bloc.api("auditor").get(f"/deficiencies/{against}"))["quote"] == GONE


@pytest.mark.parametrize("met", ["overseer1", "secretary1"])
def test_feedback_goes_with_the_visitor_and_with_the_secretary_who_was_visited(
    bloc: Bloc, nenep: Console, met: str
) -> None:
    overseer = bloc.api("overseer1")
    visit = f"/visits/{made(overseer.post('/visits', VISIT))}"
    done(overseer.post(f"{visit}/made", {"observations": [{"code": "D05", "positive": False, "note": "ít người nói"}]}))
    done(overseer.post(f"{visit}/feedback", {"text": "Cần gợi ý phát biểu."}))
    assert erased(nenep, "secretary2") == set()
    assert erased(nenep, met) == {"ít người nói", "Cần gợi ý phát biểu."}


def test_a_resolutions_task_goes_with_its_owner_and_the_minutes_with_the_chair(bloc: Bloc, nenep: Console) -> None:
    secretary = bloc.api("secretary1")
    meeting = f"/meetings/{made(secretary.post('/meetings', MEETING))}"
    held = {"started_at": "2026-10-05T14:00", "ended_at": "2026-10-05T15:30", "chair": "overseer1", "obliged": 20}
    done(secretary.post(f"{meeting}/hold", held | {"present": 20, "excused": 0, "unexcused": 0, "speakers": 5}))
    done(secretary.post(f"{meeting}/minutes", MINUTES))
    task = {"what": "Gặp chủ doanh nghiệp", "owner": "secretary2", "due": "2026-10-20"}
    reviewed = [{"task": "09-NQ/CB#1", "result": "đã xong"}]
    passed = {"number": "10-NQ/CB", "votes_for": 20, "votes_all": 20, "tasks": [task], "reviewed": reviewed}
    done(secretary.post(f"{meeting}/resolution", passed))
    assert erased(nenep, "secretary2") == {"Gặp chủ doanh nghiệp"}
    assert erased(nenep, "overseer1") == {"Chi bộ bàn việc tăng ca.", "đã xong"}


def test_a_contest_and_the_answer_to_it_go_with_whoever_contested(bloc: Bloc, nenep: Console) -> None:
    found = {"unit": "FDI", "code": "D06", "source": {"kind": "document", "id": "05-TB"}, "severity": "minor"}
    against = f"/deficiencies/{made(bloc.api('inspector1').post('/deficiencies', found | {'quote': 'Họp ngắn'}))}"
    done(bloc.api("secretary1").post(f"{against}/contest", {"reason": "Tôi chủ trì đủ giờ"}))
    done(bloc.api("inspector2").post(f"{against}/contest/decide", {"upheld": False, "reason": "Sổ ghi 50 phút"}))
    assert erased(nenep, "secretary1") == {"Tôi chủ trì đủ giờ", "Sổ ghi 50 phút"}
