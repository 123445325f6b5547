"""Solutions 2 and 6 as people see them, from start to measured effect: leaders at a desk, the secretary on a phone."""

from datetime import date

import pytest

from tests.bloc import Bloc
from tests.browser.conftest import Opening
from tests.browser.screen import DESK, PHONE, Screen

pytestmark = pytest.mark.browser
TODAY = "2026-11-20"


def seen_by(bloc: Bloc, opened: Opening, login: str) -> Screen:
    screen = opened(PHONE if login == "secretary1" else DESK)
    screen.stay_signed_in(bloc, login)
    return screen


def test_a_secretary_is_trained_and_the_share_of_the_trained_rises(bloc: Bloc, opened: Opening) -> None:
    leader = seen_by(bloc, opened, "leader")
    leader.open("/solutions/2")
    leader.says("Tỷ lệ bí thư đã được bồi dưỡng", "0 trên 2")
    leader.follow("Bồi dưỡng bí thư")
    course = {"title": "Kỹ năng điều hành", "on": TODAY, "until": TODAY, "hours": "8", "seats": "30"}
    leader.send("course", course)
    leader.send("enrol", {"learner": f"FDI/{bloc.person('secretary1')}"})
    leader.says("Hoàng Thị Lan", "được cử đi học")
    leader.send("there-1")
    leader.send("grade-1", {"grade": "good"})
    leader.says("Tốt", "đã đánh giá")
    leader.open("/solutions/2")
    leader.says("1 trên 2")
    phone = seen_by(bloc, opened, "secretary1")
    phone.open("/solutions/2/courses")
    phone.says("Kỹ năng điều hành")


def test_an_empty_office_is_recorded_and_counts_its_days(bloc: Bloc, opened: Opening) -> None:
    leader = seen_by(bloc, opened, "leader")
    leader.open("/solutions/2/offices")
    empty = {"unit": "NSE", "office": "secretary", "since": "2026-11-11"}
    leader.send("vacancy", empty)
    leader.says("Chi bộ Công ty cổ phần Xây lắp", "đang khuyết", "10")
    leader.is_refused("vacancy", "VacancyKnown", empty)
    leader.send("review", {"unit": "NSE", "state": "to_renew", "on": TODAY, "seats": "3", "filled": "1"})
    leader.says("cần kiện toàn")
    leader.open("/solutions/2")
    leader.says("Số ngày khuyết chức danh", "10")
    leader.open("/decisions")
    leader.says("Kiện toàn chức danh khuyết")


def test_duties_are_laid_down_and_a_task_is_done_on_a_phone(bloc: Bloc, opened: Opening) -> None:
    phone = seen_by(bloc, opened, "secretary1")
    phone.open("/solutions/2/duty-rules")
    phone.send("rules", {"of": "members", "number": "03-QĐ/CB", "dated": TODAY, "in_force": TODAY, "text": "Dự đủ."})
    phone.send("sign", {"acknowledged": "20", "obliged": "20"})
    phone.says("20 trên 20 người đã ký nhận.", "Dự đủ.")
    phone.open("/solutions/2/member-tasks")
    phone.send("task", {"member": str(bloc.person("secretary1")), "what": "Vận động ca đêm", "due": "2026-12-10"})
    phone.open("/tasks")
    phone.says("Làm và báo cáo nhiệm vụ được giao")
    phone.page.go_back()
    phone.send("report", {"result": "Đã vận động đủ."})
    phone.send("back", {"reason": "Cần danh sách."})
    phone.send("report", {"result": "Đã có danh sách."})
    phone.send("done")
    phone.says("đã xong", "Cần danh sách.", "Đã có danh sách.")


def test_a_non_state_cell_is_helped_until_it_stands_by_itself(bloc: Bloc, opened: Opening) -> None:
    overseer, leader = (seen_by(bloc, opened, login) for login in ("overseer1", "leader"))
    leader.open("/solutions/6")
    leader.says("0 trên 2")
    overseer.open("/solutions/6/supports")
    overseer.says("ngoài khu vực nhà nước")
    overseer.follow("Khảo sát")
    overseer.send("diagnose", {"weaknesses": ["few_members", "owner_indifferent"], "note": "Ít đảng viên trẻ."})
    support = overseer.path
    steps = {"milestones-0-what": "Họp đều", "milestones-0-due": "2026-12-31", "until": "2027-06-30"}
    overseer.send("plan", steps)
    leader.open(support)
    leader.send("approve")
    leader.send("mentor", {"mentor": str(bloc.person("inspector1"))})
    leader.open("/solutions/6")
    leader.says("1 trên 2")
    overseer.open(support)
    overseer.send("activity", {"kind": "with_mass_organisations", "on": TODAY, "participants": "40"})
    overseer.send("reach-1")
    leader.open(support)
    leader.send("end", {"outcome": "strengthened", "note": "Đã vững."})
    leader.says("Đã vững lên", "Đã vững.", "1 lần, 40 lượt người")
    assert bloc.watch.now.date() == date(2026, 11, 20)
