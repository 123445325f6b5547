"""R-THEM."""

import pytest

from tests.domain.rules.cell import BROKEN, COMBINED, KEPT, NOT_APPLICABLE, THEMATIC, UNKNOWN, Cell


def cell_meeting_monthly(*months: str) -> Cell:
    cell = Cell()
    for month in months:
        cell.meets(f"2026-{month}-05").held()
    return cell


@pytest.mark.parametrize("month", ["2026-07", "2026-08"])
def test_the_quarter_is_judged_in_its_last_month_only(month):
    assert Cell().verdict("R-THEM", month, at_close=True).verdict is NOT_APPLICABLE


@pytest.mark.parametrize("month", ["07", "08", "09"])
def test_one_thematic_meeting_in_any_month_of_the_quarter_keeps_the_rule(month):
    cell = cell_meeting_monthly("07", "08", "09")
    cell.meets(f"2026-{month}-20", THEMATIC).held()
    assert cell.verdict("R-THEM", "2026-09").verdict is KEPT


def test_a_combined_meeting_is_thematic_too():
    cell = cell_meeting_monthly("07", "08")
    cell.meets("2026-09-05", COMBINED).held(120)
    assert cell.verdict("R-THEM", "2026-09").verdict is KEPT


def test_a_thematic_meeting_of_the_quarter_before_does_not_count():
    cell = cell_meeting_monthly("06", "07", "08", "09")
    cell.meets("2026-06-20", THEMATIC).held()
    assert cell.verdict("R-THEM", "2026-09", at_close=True).verdict is BROKEN


def test_a_quarter_without_one_is_unknown_until_the_grace_day_and_broken_after_it():
    cell = cell_meeting_monthly("07", "08", "09")
    assert cell.verdict("R-THEM", "2026-09").verdict is UNKNOWN
    verdict = cell.verdict("R-THEM", "2026-09", at_close=True)
    assert (verdict.verdict, verdict.points_to) == (BROKEN, ("D19",))


def test_a_thematic_meeting_held_instead_of_the_regular_one_does_not_count():
    cell = cell_meeting_monthly("07", "09")
    cell.meets("2026-08-20", THEMATIC).held()
    verdict = cell.verdict("R-THEM", "2026-09", at_close=True)
    assert verdict.verdict is BROKEN
    assert verdict.observed == {"meetings": 0, "instead_of_regular": 1}


def test_of_two_thematic_meetings_the_one_beside_a_regular_one_counts():
    cell = cell_meeting_monthly("07", "09")
    cell.meets("2026-08-20", THEMATIC).held()
    cell.meets("2026-09-20", THEMATIC).held()
    verdict = cell.verdict("R-THEM", "2026-09", at_close=True)
    assert (verdict.verdict, verdict.observed) == (KEPT, {"meetings": 1, "instead_of_regular": 1})


def test_a_silent_last_month_leaves_the_quarter_unknown():
    cell = cell_meeting_monthly("07", "08")
    verdict = cell.verdict("R-THEM", "2026-09", at_close=True)
    assert (verdict.verdict, verdict.excluded) == (UNKNOWN, ("nothing_recorded",))


def test_a_cell_founded_within_the_quarter_does_not_owe_it():
    cell = Cell(founded="2026-08-03")
    cell.meets("2026-09-05").held()
    assert cell.verdict("R-THEM", "2026-09", at_close=True).verdict is NOT_APPLICABLE
