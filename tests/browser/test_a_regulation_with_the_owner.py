"""Solution 7 as a secretary lives it on a phone: talk, draft, negotiate, sign; a clause broken and kept again."""

import pytest

from tests.bloc import Bloc
from tests.browser.conftest import Opening
from tests.browser.screen import DESK, PHONE

pytestmark = pytest.mark.browser

TALKED = {"on": "2026-11-02", "counterpart": "owner", "outcome": ["agreed"], "note": "Đồng ý bàn giờ họp"}
DRAFT = {"clauses-0-wording": "Phòng họp tầng 2", "clauses-1-wording": "Chiều ngày 05 hằng tháng"}
SIGNED = {"number": "01-QC/CB-CTY", "in_force_until": "2027-11-30"}


def test_a_secretary_agrees_with_the_owner_and_a_leader_sees_the_measure(bloc: Bloc, opened: Opening) -> None:
    phone, desk = opened(PHONE), opened(DESK)
    phone.stay_signed_in(bloc, "secretary1")
    desk.stay_signed_in(bloc, "leader")
    desk.open("/solutions/7")
    desk.says("0 trên 6")
    phone.open("/solutions/7")
    phone.follow("Quy chế phối hợp")
    phone.follow("Soạn quy chế")
    phone.send("dialogue", TALKED)
    phone.says("Đồng ý")
    phone.follow("Soạn quy chế")
    phone.send("draft", DRAFT)
    phone.send("answer-1", {"answer": ["agreed"]})
    phone.send("answer-2", {"answer": ["agreed"]})
    phone.send("sign", SIGNED)
    phone.says("Còn hiệu lực", "01-QC/CB-CTY")
    desk.open("/solutions/7")
    desk.says("1 trên 6")
    phone.send("broken-1", {"note": "Phòng bị lấy làm kho"})
    phone.open("/tasks")
    phone.says("Khôi phục điều khoản bị vi phạm")
    phone.follow("Mở điều khoản")
    phone.send("kept-1")
    phone.says("được giữ")
    desk.open("/solutions/7/regulations")
    desk.says("Nơi họp, Giờ họp")
