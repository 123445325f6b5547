"""An overseer in a meeting, one-handed; and a leader who accepts, swaps and declines what is proposed."""

from datetime import date

import pytest

from tests.bloc import Bloc
from tests.browser.conftest import Opening
from tests.browser.screen import PHONE, Screen
from workflows.requests.oversight import AllotQuota, ApproveVisitProgramme, approve_visit_programme

pytestmark = pytest.mark.browser


@pytest.fixture
def overseer(bloc: Bloc, opened: Opening) -> Screen:
    bloc.watch.on(date(2026, 11, 20))
    screen = opened(PHONE)
    screen.stay_signed_in(bloc, "overseer1")
    return screen


def test_a_visit_is_recorded_with_one_hand_and_leads_to_a_finding_and_to_feedback_that_the_cell_takes_in(
    bloc: Bloc, opened: Opening, overseer: Screen
) -> None:
    overseer.open("/charge")
    overseer.follow("Lên lịch buổi dự")
    overseer.send("plan", {"cell": "FDI", "on": "2026-11-20"})
    visit = overseer.path
    overseer.follow("Ghi buổi dự")
    seen = {"observations-1-code": "P2", "observations-102-code": "D05", "ratings-leading": "good"}
    overseer.fill("make", seen | {"ratings-chairing": "fair", "observations-102-note": "Ba người phát biểu."})
    overseer.page.reload()
    overseer.send("make")
    assert overseer.path == visit
    overseer.says("D05", "Ba người phát biểu.")
    overseer.send("find-2", {"quote": "Đảng viên còn ngại phát biểu."})
    overseer.says("Đảng viên còn ngại phát biểu.")
    overseer.open(visit)
    overseer.send("feedback", {"text": "Gửi câu hỏi gợi ý trước buổi họp.", "due": "2026-12-04"})
    secretary = opened(PHONE)
    secretary.stay_signed_in(bloc, "secretary1")
    secretary.open(visit)
    secretary.says("Gửi câu hỏi gợi ý trước buổi họp.")
    secretary.send("acknowledge")
    secretary.says("tiếp thu")


def test_a_visit_ahead_is_moved_with_its_reason(overseer: Screen) -> None:
    overseer.open("/visits/new?cell=FDI")
    overseer.send("plan", {"on": "2026-12-05"})
    overseer.follow("Chuyển ngày, đổi người, hủy")
    overseer.send("move", {"on": "2026-12-12", "reason": "Chi bộ đổi lịch."})
    overseer.says("12/12/2026", "Chi bộ đổi lịch.")


def test_what_is_proposed_is_accepted_given_to_another_and_declined(bloc: Bloc, opened: Opening) -> None:
    bloc.watch.on(date(2026, 11, 20))
    khoi, span = bloc.unit("KHOI"), (date(2026, 10, 1), date(2026, 12, 31))
    quotas = tuple(AllotQuota(bloc.person(login), khoi, 4, *span) for login in ("leader", "overseer1"))
    programme = ApproveVisitProgramme(khoi, 2026, "01-CTr/ĐUK", date(2025, 12, 20), quotas)
    bloc.ask(approve_visit_programme, "leader", programme)
    leader = opened(PHONE)
    leader.stay_signed_in(bloc, "leader")
    cells = []
    for form, values in (
        ("line-1", {}),
        ("line-1", {"visitor": bloc.person("leader")}),
        ("no-1", {"reason": "Vừa đi."}),
    ):
        leader.open("/visits/proposed")
        cells.append(leader.form("line-1").locator("[name=cell]").input_value())
        leader.send(form, values)
    leader.open("/visits/proposed")
    left = leader.page.locator("form[id^=line-] [name=cell]").evaluate_all("fields => fields.map(one => one.value)")
    assert len(set(cells)) == 3
    assert not set(cells) & set(left)
    made = bloc.api("leader").get("/visits").json["items"]
    assert {visit["cell"] for visit in made} == set(cells[:2])
    assert bloc.person("leader") in {visit["visitor"] for visit in made if visit["cell"] == cells[1]}
