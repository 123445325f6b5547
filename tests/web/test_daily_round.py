"""Domain 7: months that ended are closed after the grace day, and what rules point to is proposed, never opened."""

from datetime import date

import pytest

from domain.events.deficiency import DeficiencyRecorded
from domain.events.month import DeficiencyProposed, MonthClosed
from projections.listing import Part
from projections.proposals import Sought, proposals_in
from tests.web.pages import Pages
from web.daily_round import go_round
from web.rounds.close_months import last_month_to_close


@pytest.fixture
def short_meeting(bloc):
    """October's meeting of the foreign-owned cell: 50 minutes, 14 of 20, one speaker, no notice, minutes late."""
    phone = Pages(bloc.browser("secretary1"))
    form = {"cell": "FDI", "kind": "regular", "on": "2026-10-05", "starts_at": "07:30", "place": "Phòng 2"}
    meeting = phone.post("/meetings", {**form, "mode": "in_person"}).location.rsplit("/", 1)[1]
    held = {
        "started_at": "07:30", "ended_at": "08:20", "chair": "secretary1", "obliged": "20", "present": "14",
        "excused": "6", "unexcused": "0", "speakers": "1",
    }  # fmt: skip
    assert phone.post(f"/meetings/{meeting}/hold", held).status_code == 303
    minutes = {
        "sections-0": "Đánh giá",
        "sections-1": "Ý kiến",
        "sections-2": "Kết luận",
        "filed_at": "2026-10-13T09:00",
    }
    signed = {"read_back": "true", "adopted": "true", "signed": "true"}
    assert phone.post(f"/meetings/{meeting}/minutes", minutes | signed).status_code == 303
    return meeting


def facts(bloc, kind):
    return [record.fact for record in bloc.house.journal.since(0, 10_000) if isinstance(record.fact, kind)]


@pytest.mark.parametrize(
    ("on", "month"),
    [(date(2026, 11, 5), "2026-09"), (date(2026, 11, 6), "2026-10"), (date(2027, 1, 3), "2026-11")],
)
def test_a_month_is_closed_once_its_grace_day_has_passed(on, month):
    assert last_month_to_close(on) == month


def test_a_short_unannounced_meeting_with_one_speaker_and_late_minutes_is_proposed_as_deficiencies(bloc, short_meeting):
    go_round(bloc.house, date(2026, 11, 6))
    with bloc.house.reading() as db:
        waiting = proposals_in(db, ("/",), Sought(), Part()).items
    assert {"D05", "D06", "D10", "D11"} <= {one.code for one in waiting}
    assert {one.unit for one in waiting} == {bloc.unit("FDI")}


def test_no_deficiency_is_opened_by_a_machine(bloc, short_meeting):
    go_round(bloc.house, date(2026, 11, 6))
    assert facts(bloc, DeficiencyProposed)
    assert not facts(bloc, DeficiencyRecorded)


def test_going_round_twice_changes_nothing(bloc, short_meeting):
    go_round(bloc.house, date(2026, 11, 6))
    before = bloc.recorded()
    assert not any(go_round(bloc.house, date(2026, 11, 6)).values())
    assert bloc.recorded() == before


def test_nothing_is_closed_before_the_grace_day_has_passed(bloc, short_meeting):
    go_round(bloc.house, date(2026, 11, 5))
    assert not facts(bloc, MonthClosed)


def test_silence_counts_from_the_month_in_which_a_cell_was_registered(bloc, short_meeting):
    """The Bloc was entered in November 2026: its cells' silence before that is not asked about."""
    go_round(bloc.house, date(2026, 12, 6))
    closed = facts(bloc, MonthClosed)
    assert {(fact.month, fact.silent) for fact in closed} == {("2026-10", False), ("2026-11", True)}
    assert len(closed) == 1 + 12
