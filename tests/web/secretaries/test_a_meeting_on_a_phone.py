"""A secretary records the month's meeting from its notice to its score, page by page."""

import re

import pytest

from domain.names import MeetingId
from projections.listing import Part
from projections.meeting_calendar import MeetingState, Sought, meetings_in
from tests.web.pages import Pages


@pytest.fixture
def phone(bloc):
    return Pages(bloc.browser("secretary1"))


def scheduled(bloc, phone, **more):
    form = {"cell": "FDI", "kind": "regular", "on": "2026-10-05", "starts_at": "07:30", "place": "Phòng họp 2"}
    answer = phone.post("/meetings", data={**form, "mode": "in_person", **more})
    assert answer.status_code == 303, answer.text
    return MeetingId(answer.location.rsplit("/", 1)[1])


def the_meeting(bloc):
    with bloc.house.reading() as db:
        return meetings_in(db, ("/",), Sought(), Part()).items[0]


HELD = {
    "started_at": "07:30", "ended_at": "08:20", "chair": "secretary1", "obliged": "20", "present": "14",
    "excused": "6", "unexcused": "0", "speakers": "1", "items-0-tag": "ideology", "items-0-minutes": "",
    "items-1-tag": "professional", "items-1-minutes": "40",
}  # fmt: skip


def held(phone, meeting, **more):
    return phone.post(f"/meetings/{meeting}/hold", data={**HELD, **more})


def test_a_meeting_is_scheduled_held_minuted_resolved_and_scored(bloc, phone):
    meeting = scheduled(bloc, phone)
    assert held(phone, meeting).status_code == 303
    minutes = {
        "sections-0": "Đánh giá tháng 9", "sections-2": "Thống nhất", "read_back": "true", "adopted": "true",
        "signed": "true", "filed_at": "2026-10-13T09:00",
    }  # fmt: skip
    assert phone.post(f"/meetings/{meeting}/minutes", data=minutes).status_code == 303
    resolution = {
        "number": "10-NQ/CB", "votes_for": "14", "votes_all": "14", "tasks-0-what": "Phân công ca trực",
        "tasks-0-owner": "secretary1", "tasks-0-due": "2026-10-30", "tasks-1-owner": "secretary1",
    }  # fmt: skip
    assert phone.post(f"/meetings/{meeting}/resolution", data=resolution).status_code == 303
    shown = the_meeting(bloc)
    assert (shown.state, shown.duration, shown.present, shown.late) == (MeetingState.RESOLVED, 50, 14, True)
    page = phone.get(f"/meetings/{meeting}")
    assert page.status_code == 200
    assert "Đánh giá tháng 9" in page.text
    assert "nhập muộn" in page.text


def test_every_page_of_the_room_opens(bloc, phone):
    meeting = scheduled(bloc, phone)
    for path in (
        "/tasks",
        "/meetings?month=2026-10",
        "/meetings/new",
        f"/meetings/{meeting}",
        "/minutes",
        "/work",
        "/help",
    ):
        page = phone.get(path)
        assert page.status_code == 200, path
        assert not re.search(r">\s*(task_kind|meeting_state|meeting_kind|score|item_tag)\.", page.text), path


def test_a_meeting_to_hold_is_the_most_urgent_task(bloc, phone):
    scheduled(bloc, phone)
    page = phone.get("/tasks").text
    assert "Quá hạn" in page
    assert "Chi bộ Công ty TNHH Dệt may Hoa Sen" in page


def test_more_present_than_obliged_is_a_fault_of_its_field_and_keeps_what_was_typed(bloc, phone):
    meeting = scheduled(bloc, phone)
    before = bloc.recorded()
    answer = phone.post(f"/meetings/{meeting}/hold", data=HELD | {"present": "30"})
    assert answer.status_code == 422
    assert bloc.recorded() == before


def test_a_secretary_does_not_enter_for_another_cell(bloc, phone):
    other = Pages(bloc.browser("secretary2"))
    meeting = scheduled(bloc, phone)
    assert held(other, meeting).status_code in (403, 404)
