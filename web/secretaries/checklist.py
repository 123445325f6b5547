"""The process of one meeting as a list to tick off: each line follows from a fact that is recorded or is not."""

from typing import NamedTuple

from projections.meeting_calendar import Meeting
from web.languages import gettext


class Checked(NamedTuple):
    """A line of the process, and whether it is done."""

    text: str
    done: bool


def checklist(meeting: Meeting) -> list[Checked]:
    """A committee's own meeting is asked for no meeting of the committee before it, and no results posted."""
    of_the_cell = [
        Checked(gettext("Chi ủy đã họp trước"), meeting.committee_met),
        Checked(gettext("Đã thông báo kết quả"), meeting.results_posted),
        Checked(gettext("Chi bộ đã tự chấm điểm"), meeting.self_points is not None),
    ]
    return [
        Checked(gettext("Đã báo trước cho đảng viên"), meeting.notice_sent),
        Checked(gettext("Đã gửi tài liệu trước"), meeting.papers_posted),
        Checked(gettext("Đã nộp biên bản"), meeting.filed_on is not None),
        Checked(gettext("Đã ghi nghị quyết, giao việc"), meeting.resolution is not None),
        *([] if meeting.body else of_the_cell),
    ]
