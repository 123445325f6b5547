"""R-DAY."""

import pytest

from tests.domain.rules.cell import BROKEN, KEPT, NOT_APPLICABLE, THEMATIC, UNKNOWN, Cell

OCTOBER = "2026-10"


@pytest.mark.parametrize(("day", "outcome"), [("07", BROKEN), ("08", KEPT), ("10", KEPT), ("12", KEPT), ("13", BROKEN)])
def test_a_meeting_is_held_within_the_window_around_the_set_day(day, outcome):
    cell = Cell().set_day(10, window=2)
    cell.meets(f"2026-10-{day}").held()
    assert cell.verdict("R-DAY", OCTOBER).verdict is outcome


def test_a_change_that_the_superior_approved_counts_as_the_set_day():
    cell = Cell().set_day(10)
    cell.meets("2026-10-10").moved("2026-10-22", approved=True).held()
    assert cell.verdict("R-DAY", OCTOBER).verdict is KEPT


def test_a_change_without_approval_breaks_the_rule_and_names_the_days_off():
    cell = Cell().set_day(10)
    cell.meets("2026-10-10").moved("2026-10-22").held()
    verdict = cell.verdict("R-DAY", OCTOBER)
    assert (verdict.verdict, verdict.observed["days_off"]) == (BROKEN, 12)
    assert verdict.would_suffice == {"day": 10, "window_days": 0, "approved": True}


def test_a_set_day_of_31_is_the_last_day_of_a_shorter_month():
    cell = Cell().set_day(31)
    cell.meets("2026-11-30").held()
    assert cell.verdict("R-DAY", "2026-11").verdict is KEPT


def test_a_set_day_agreed_later_does_not_reach_back():
    cell = Cell().set_day(10).set_day(25, since="2026-10-11")
    cell.meets("2026-10-10").held()
    assert cell.verdict("R-DAY", OCTOBER).verdict is KEPT
    cell.meets("2026-11-10").held()
    assert cell.verdict("R-DAY", "2026-11").verdict is BROKEN


def test_without_a_set_day_the_day_first_set_for_the_meeting_counts():
    cell = Cell()
    cell.meets("2026-10-10").moved("2026-10-11").held()
    verdict = cell.verdict("R-DAY", OCTOBER)
    assert (verdict.verdict, verdict.observed["measured_from"]) == (BROKEN, "first_schedule")


def test_one_regular_meeting_on_its_day_suffices_for_the_month():
    cell = Cell().set_day(10)
    cell.meets("2026-10-10").held()
    extraordinary = cell.meets("2026-10-25").held()
    assert cell.verdict("R-DAY", OCTOBER).verdict is KEPT
    assert extraordinary.verdict("R-DAY").verdict is BROKEN


def test_a_thematic_meeting_has_no_set_day():
    cell = Cell().set_day(10)
    meeting = cell.meets("2026-10-25", THEMATIC).held()
    assert meeting.verdict("R-DAY").verdict is NOT_APPLICABLE


def test_a_meeting_not_yet_held_is_unknown():
    cell = Cell().set_day(10)
    meeting = cell.meets("2026-10-10")
    assert meeting.verdict("R-DAY").verdict is UNKNOWN


def test_a_set_day_is_among_the_facts_looked_at():
    cell = Cell().set_day(10)
    cell.meets("2026-10-10").held()
    assert 2 in cell.verdict("R-DAY", OCTOBER).facts
