"""Solution 4 as people live it: a calendar agreed and kept, tasks carried forward, a self-inspection, results."""

from datetime import date, time

import pytest

from tests.bloc import Bloc
from tests.browser.conftest import Opening
from tests.browser.screen import DESK, PHONE
from tests.browser.typed import MINUTES

pytestmark = pytest.mark.browser

MEETING = {"cell": "FDI", "kind": "regular", "place": "Hội trường", "starts_at": "16:00"}
HELD = {"started_at": "16:00", "ended_at": "17:40", "obliged": "20", "present": "20", "speakers": "9"}
GIVEN = {"number": "09-NQ", "votes_for": "20", "tasks-0-what": "Lập danh sách ca đêm", "tasks-0-due": "2026-10-01"}
MORE = {"tasks-1-what": "Thăm hai gia đình công nhân", "tasks-1-due": "2026-11-01"}
REVIEWED = {"reviewed-0-result": "Đã lập xong", "reviewed-1-result": "Mới thăm một", "reviewed-1-done": "false"}
PASSED = {"number": "10-NQ", "votes_for": "20", "tasks-0-what": "Kết nạp một đảng viên", "tasks-0-due": "2026-12-01"}
INSPECTED = {"on": "2026-10-20", "shortcomings": "2", "conclusion": "Biên bản còn sơ sài."}
REACHED = {"reference": "2026", "targets-0-name": "Kết nạp", "targets-0-planned": "2", "targets-0-reached": "2"}
MISSED = {"targets-1-name": "Học tập", "targets-1-planned": "12", "targets-1-reached": "9", "conclusion": "Cơ bản đạt"}
MEASURES = {
    "Tỷ lệ nhiệm vụ tháng trước được kiểm điểm": "100 % 2 trên 2",
    "Tỷ lệ nhiệm vụ tháng trước đã xong": "50 % 1 trên 2",
    "Tỷ lệ buổi họp đúng lịch tháng đã duyệt": "100 % 1 trên 1",
    "Tỷ lệ chỉ tiêu đạt": "50 % 1 trên 2",
}
"""In the end; nobody knows of them in the beginning."""


class Month:
    """A secretary on a phone, the superiors at a desk."""

    def __init__(self, bloc: Bloc, opened: Opening) -> None:
        self.bloc = bloc
        self.phone, self.overseer, self.leader = opened(PHONE), opened(DESK), opened(DESK)
        self.on(date(2026, 9, 5))

    def on(self, day: date) -> None:
        self.bloc.watch.on(day, time(18))
        people = {"secretary1": self.phone, "overseer1": self.overseer, "leader": self.leader}
        for login, screen in people.items():
            screen.context.clear_cookies()
            screen.stay_signed_in(self.bloc, login)

    def held(self, day: str) -> None:
        """The secretary schedules a meeting of today and puts down that it was held."""
        self.phone.open("/meetings")
        self.phone.follow("Lên lịch")
        self.phone.send("schedule", MEETING | {"on": day})
        self.phone.send("hold", HELD)


def test_a_month_is_agreed_kept_and_looked_back_on_and_the_measures_move(bloc: Bloc, opened: Opening) -> None:
    month = Month(bloc, opened)
    month.held("2026-09-05")
    month.phone.send("resolution", GIVEN | MORE)
    the_calendar_is_agreed(month)
    the_meeting_is_held_on_its_day(month)
    the_cell_inspects_itself(month)
    results_are_held_against_targets(month)


def the_calendar_is_agreed(month: Month) -> None:
    month.on(date(2026, 9, 25))
    assert set(measures(month).values()) == {"–"}
    month.phone.open("/solutions/4")
    month.phone.follow("Lịch sinh hoạt tháng")
    month.phone.follow("Lập lịch tháng")
    month.phone.send("calendar", {"month": "2026-10", "entries-0-on": "2026-10-05"})
    month.overseer.open("/tasks")
    month.overseer.says("Duyệt lịch tháng")
    month.overseer.open(month.phone.path)
    month.overseer.send("approve")
    month.phone.open(month.phone.path)
    month.phone.says("Đã duyệt", "05/10/2026")


def the_meeting_is_held_on_its_day(month: Month) -> None:
    month.on(date(2026, 10, 5))
    month.held("2026-10-05")
    month.phone.says("Lập danh sách ca đêm", "Thăm hai gia đình công nhân")
    month.phone.send("minutes", MINUTES)
    month.phone.send("resolution", PASSED | REVIEWED)
    month.phone.open("/solutions/4/resolution-tasks")
    month.phone.says("đã chuyển tiếp 1 kỳ")


def the_cell_inspects_itself(month: Month) -> None:
    month.on(date(2026, 10, 20))
    month.phone.open("/solutions/4")
    month.phone.follow("Tự kiểm tra")
    month.phone.follow("Ghi việc mới")
    month.phone.send("inspection", {"matter": "Việc ghi biên bản", "due": "2026-10-31"})
    month.phone.open("/tasks")
    month.phone.says("Tự kiểm tra")
    month.phone.open("/solutions/4/self-checks")
    month.phone.follow("Dệt may Hoa Sen")
    month.phone.send("done", INSPECTED)
    month.phone.says("đã làm ngày 20/10/2026", "Biên bản còn sơ sài.")


def results_are_held_against_targets(month: Month) -> None:
    month.phone.open("/solutions/4/self-checks/new")
    month.phone.send("assessment", REACHED | MISSED | {"subject": "year_plan"})
    month.phone.says("1 trên 2")
    assert measures(month) == MEASURES


def measures(month: Month) -> dict[str, str]:
    """What the leader reads beside each measure, of all units."""
    month.leader.open("/solutions/4")
    lines = {name: month.leader.page.locator("main tr", has_text=name) for name in MEASURES}
    return {name: " ".join(line.locator("td").first.inner_text().split()) for name, line in lines.items()}
