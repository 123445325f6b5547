"""R-MIN."""

import pytest

from tests.domain.rules.cell import BROKEN, KEPT, THEMATIC, UNKNOWN, Cell

OCTOBER = "2026-10"


@pytest.mark.parametrize(("days", "outcome"), [(0, KEPT), (5, KEPT), (6, BROKEN)])
def test_minutes_are_filed_within_five_days(days, outcome):
    cell = Cell()
    cell.meets("2026-10-05").held().minuted(days)
    assert cell.verdict("R-MIN", OCTOBER).verdict is outcome


@pytest.mark.parametrize("left_out", ["read_back", "adopted", "signed"])
def test_minutes_are_read_back_adopted_and_signed(left_out):
    cell = Cell()
    cell.meets("2026-10-05").held().minuted(**{left_out: False})
    verdict = cell.verdict("R-MIN", OCTOBER)
    assert (verdict.verdict, verdict.observed[left_out], verdict.points_to) == (BROKEN, False, ("D11",))


@pytest.mark.parametrize(("sections", "outcome"), [(1, KEPT), (0, BROKEN)])
def test_minutes_without_any_section_are_not_complete(sections, outcome):
    cell = Cell()
    cell.meets("2026-10-05").held().minuted(sections=sections)
    assert cell.verdict("R-MIN", OCTOBER).verdict is outcome


def test_minutes_not_recorded_are_unknown_until_the_grace_day_and_broken_after_it():
    cell = Cell()
    cell.meets("2026-10-05").held()
    assert cell.verdict("R-MIN", OCTOBER).verdict is UNKNOWN
    assert cell.verdict("R-MIN", OCTOBER, at_close=True).observed == {"missing": "minutes"}


def test_the_thematic_meeting_has_its_minutes_too():
    cell = Cell()
    cell.meets("2026-10-05").held().minuted()
    cell.meets("2026-10-20", THEMATIC).held()
    assert cell.verdict("R-MIN", OCTOBER, at_close=True).verdict is BROKEN
