"""The first and the fifth solution as people see them: a leader calls, a secretary answers on a phone, figures move."""

from datetime import date

import pytest

from tests.bloc import Bloc
from tests.browser.conftest import Opening
from tests.browser.screen import PHONE, Screen

pytestmark = pytest.mark.browser


def at(bloc: Bloc, opened: Opening, login: str, **device: object) -> Screen:
    screen = opened(**device)
    screen.stay_signed_in(bloc, login)
    return screen


def test_a_cell_is_called_comes_acknowledges_and_commits_itself(bloc: Bloc, opened: Opening) -> None:
    leader, phone = at(bloc, opened, "leader"), at(bloc, opened, "secretary1", device=PHONE)
    leader.open("/solutions/1")
    leader.says("Đợt quán triệt", "Tỷ lệ cấp ủy đã được quán triệt")
    leader.follow("Đợt quán triệt")
    leader.follow("Mở đợt quán triệt")
    leader.send("open", {"matter": "Chỉ thị 50-CT/TW", "acknowledge_by": "2026-12-01"})
    campaign = leader.path
    leader.send("hold", {"on": "2026-11-19"})
    phone.open("/tasks")
    phone.says("Xác nhận đã quán triệt")
    phone.open(campaign)
    phone.send("attended-1", {"committee": "3", "members": "15", "head": "true"})
    phone.send("acknowledge-1")
    phone.open("/solutions/1/commitments/new")
    phone.send("begin", {"text": "Họp đủ, mỗi kỳ có mục học Bác."})
    phone.says("Họp đủ, mỗi kỳ có mục học Bác.")
    phone.is_refused("review", "Malformed", {"on": "2026-11-20"})
    leader.open("/solutions/1")
    leader.says("15 trên 179", "1 trên 12")


def test_a_proposal_by_members_is_raised_and_answered_in_time(bloc: Bloc, opened: Opening) -> None:
    phone = at(bloc, opened, "secretary1", device=PHONE)
    phone.open("/solutions/5")
    phone.follow("Kiến nghị của đảng viên")
    phone.follow("Ghi kiến nghị")
    phone.send("begin", {"what": "Xin bố trí phòng họp riêng.", "on": "2026-11-10", "answer_by": "2026-12-01"})
    bloc.watch.on(date(2026, 11, 20))
    proposal = phone.path
    phone.open("/tasks")
    phone.says("Trả lời kiến nghị của đảng viên")
    phone.open(proposal)
    phone.send("answer", {"text": "Đã thống nhất với công ty.", "on": "2026-11-20"})
    phone.open("/solutions/5")
    phone.says("1 trên 1")
