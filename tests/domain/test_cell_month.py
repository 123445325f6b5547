"""What is known of a cell's month."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.cell_history import CellHistory
from domain.cell_month import CellMonth
from domain.cell_traits import CellTraits
from domain.events.meeting import MeetingHeld
from domain.names import Month
from tests.domain.rules.cell import CELL, Cell, two_in_the_afternoon
from tests.domain.rules.histories import MONTHS, histories

OCTOBER = Month("2026-10")
months = st.sampled_from([Month(it) for it in MONTHS])


def folded(records, month):
    known = CellMonth(CellTraits(CELL), month)
    for record in records:
        known = known.after(record)
    return known


@for_all(histories(), months)
def test_no_history_is_refused_whatever_its_order(records, month):
    folded(records, month)


@for_all(histories(), months)
def test_a_month_folded_alone_is_the_month_of_the_cells_whole_history(records, month):
    alone, whole = folded(records, month), CellHistory.of(CELL, records).month(month)
    assert alone.cell == whole.cell
    assert alone.own_meetings == whole.own_meetings
    assert alone.closed == whole.closed


@for_all(histories(), months)
def test_a_month_is_kept_and_read_back_as_it_was(records, month):
    known = folded(records, month)
    assert msgspec.json.decode(msgspec.json.encode(known), type=CellMonth) == known


@for_all(histories(), months)
def test_every_position_named_is_one_of_the_journals(records, month):
    known = folded(records, month)
    journal = {record.position for record in records}
    assert set(known.facts) <= journal
    assert known.late(3) <= set(known.facts)


def test_a_meeting_moved_to_another_month_takes_its_story_along():
    cell = Cell()
    meeting = cell.meets("2026-10-30").noticed().moved("2026-11-02").held()
    history = cell.history()
    assert history.month(OCTOBER).own_meetings == ()
    assert history.month(Month("2026-11")).own_meetings[0].positions() == (2, 3, 4, meeting.position)


def test_a_month_gives_a_moved_meeting_up_and_another_takes_it():
    cell = Cell()
    meeting = cell.meets("2026-10-30").noticed()
    october = cell.history().month(OCTOBER)
    (seen,) = october.meetings
    november = CellMonth(october.cell, Month("2026-11")).took(seen)
    assert october.gave_up(meeting.id).meetings == ()
    assert november.meetings == (seen,)


def test_a_meeting_held_at_night_belongs_to_the_day_it_was_in_vietnam():
    """18:00 UTC of 31 October is one in the morning of 1 November in Hanoi."""
    cell = Cell()
    meeting = cell.meets("2026-10-31")
    meeting.at = datetime(2026, 10, 31, 18, tzinfo=UTC)
    meeting.held()
    assert cell.history().month(OCTOBER).own_meetings == ()
    assert len(cell.history().month(Month("2026-11")).own_meetings) == 1


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True)])
def test_an_entry_more_than_three_days_after_the_fact_is_late(days, late):
    cell = Cell()
    meeting = cell.meets("2026-10-05")
    meeting.held(entered=meeting.at + timedelta(days=days))
    assert (meeting.position in cell.history().month(OCTOBER).late(3)) is late
    assert (meeting.position in cell.verdict("R-DUR", OCTOBER).late) is late


def test_being_late_is_a_mark_and_no_verdict():
    in_time, late = Cell(), Cell()
    in_time.meets("2026-10-05").held()
    meeting = late.meets("2026-10-05")
    meeting.held(entered=two_in_the_afternoon("2026-12-01"))
    outcomes = [[it.verdict for it in cell.verdicts(OCTOBER).values()] for cell in (in_time, late)]
    assert outcomes[0] == outcomes[1]


def test_a_month_is_silent_when_it_is_closed_and_nothing_was_recorded():
    quiet, told = Cell(), Cell()
    told.meets("2026-10-05").cancelled()
    assert quiet.history().sight(OCTOBER).at_close().month.silent
    assert not quiet.history().month(OCTOBER).silent
    assert not told.history().sight(OCTOBER).at_close().month.silent


def test_a_month_before_the_founding_is_not_silent():
    cell = Cell(founded="2026-11-01")
    assert not cell.history().sight(OCTOBER).at_close().month.silent


def test_of_a_roll_only_the_absent_are_remembered():
    cell = Cell()
    cell.meets("2026-10-05").without(excused=("m1",))
    (seen,) = cell.history().month(OCTOBER).meetings
    assert isinstance(seen.held, MeetingHeld)
    assert [entry.member for entry in seen.held.roll] == ["m1"]
