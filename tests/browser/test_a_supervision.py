"""A thematic supervision as people see it: inspectors at a desk, the supervised cell's secretary on a phone."""

import pytest

from tests.bloc import Bloc
from tests.browser.conftest import Opening
from tests.browser.screen import DESK, PHONE

pytestmark = pytest.mark.browser

QUOTE = "Ba kỳ họp dưới 90 phút, biên bản không ghi lý do."


def test_a_cell_is_supervised_and_its_limitation_becomes_a_case_with_one_press(bloc: Bloc, opened: Opening) -> None:
    desk, phone = opened(DESK), opened(PHONE)
    desk.stay_signed_in(bloc, "inspector1")
    phone.stay_signed_in(bloc, "secretary1")
    desk.open("/supervisions/new?unit=FDI")
    desk.send("proposal", {"team": [bloc.person("inspector1"), bloc.person("inspector2")]})
    desk.send("decide", {"number": "1-QĐ/UBKT", "lead": bloc.person("inspector2")})
    desk.send("announce", {"number": "2-TB/UBKT"})
    desk.says("chưa báo cáo tự kiểm tra và chưa hết hạn")
    phone.open("/tasks")
    phone.follow("Viết báo cáo")
    phone.send("self-report-1", {"text": "Chi bộ họp đủ kỳ, ba kỳ ngắn do tăng ca."})
    phone.says("tăng ca", "Đã gửi")
    desk.open(desk.path)
    desk.says("đã báo cáo")
    desk.send("session", {"number": "3-BB/UBKT"})
    desk.send("draft-report", {"number": "4-BC/UBKT"})
    desk.send("conference", {"number": "5-BB/UBKT"})
    phone.open(phone.path)
    phone.send("explanation-1", {"text": "Đã xin đổi giờ họp."})
    desk.open(desk.path)
    found = {"deficiencies-0-quote": QUOTE, "deficiencies-0-code": "D06"}
    desk.send("conclude", {"number": "6-TB/UBKT", **found})
    desk.says(QUOTE, "Còn 1 hạn chế chưa nằm trong vụ việc đã đóng")
    desk.send("open-1")
    assert desk.path.startswith("/cases/")
    desk.says("6-TB/UBKT")
    phone.open(phone.path)
    phone.says(QUOTE)
    phone.follow("Mở phần khắc phục")
    assert phone.path.startswith("/work/")
