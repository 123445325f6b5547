"""Search ignores accents, and finds only what its asker may read."""

import pytest

from tests.web.pages import Pages

MINUTES = {
    "sections-0": "Bàn việc khắc phục biên bản sơ sài", "sections-2": "Thống nhất", "read_back": "true",
    "adopted": "true", "signed": "true", "filed_at": "2026-10-06T09:00",
}  # fmt: skip


@pytest.fixture
def minuted(bloc):
    phone = Pages(bloc.browser("secretary1"))
    form = {"cell": "FDI", "kind": "regular", "on": "2026-10-05", "starts_at": "07:30", "place": "Phòng 2"}
    meeting = phone.post("/meetings", {**form, "mode": "in_person"}).location.rsplit("/", 1)[1]
    held = {"started_at": "07:30", "ended_at": "09:10", "chair": "secretary1", "obliged": "20", "present": "20"}
    phone.post(f"/meetings/{meeting}/hold", {**held, "excused": "0", "unexcused": "0", "speakers": "9"})
    assert phone.post(f"/meetings/{meeting}/minutes", MINUTES).status_code == 303
    return meeting


def test_units_and_texts_are_found_without_accents(bloc, minuted):
    inspector = Pages(bloc.browser("inspector1"))
    assert "Chi bộ Công ty TNHH Dệt may Hoa Sen" in inspector.get("/search?q=det+may+hoa").text
    page = inspector.get("/search?q=khac+phuc+bien+ban").text
    assert f"/meetings/{minuted}" in page
    assert "sơ sài" in page


def test_a_secretary_finds_nothing_of_another_cell(bloc, minuted):
    other = Pages(bloc.browser("secretary2"))
    assert f"/meetings/{minuted}" not in other.get("/search?q=khac+phuc").text


def test_an_administrator_finds_no_case_content(bloc, minuted):
    assert f"/meetings/{minuted}" not in Pages(bloc.browser("admin")).get("/search?q=khac+phuc").text


def test_nobody_is_found_by_name_here(bloc):
    assert "Hoàng Thị Lan" not in Pages(bloc.browser("inspector1")).get("/search?q=hoang+thi+lan").text
