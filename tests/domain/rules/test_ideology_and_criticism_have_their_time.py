"""R-TCP."""

import pytest

from tests.domain.rules.cell import BROKEN, KEPT, UNKNOWN, Cell

OCTOBER = "2026-10"


@pytest.mark.parametrize(
    ("items", "outcome"),
    [({"ideology": 15}, KEPT), ({"ideology": 10, "criticism": 5}, KEPT), ({"ideology": 10, "criticism": 4}, BROKEN)],
)
def test_ideology_and_self_criticism_take_fifteen_minutes_together(items, outcome):
    cell = Cell()
    cell.meets("2026-10-05").agenda(**items, core_task=60)
    assert cell.verdict("R-TCP", OCTOBER).verdict is outcome


def test_too_little_time_points_to_weak_criticism_and_to_neglected_ideology():
    cell = Cell()
    cell.meets("2026-10-05").agenda(core_task=60)
    assert cell.verdict("R-TCP", OCTOBER).points_to == ("D07", "D16")


def test_without_timed_items_nobody_can_tell_even_after_the_grace_day():
    cell = Cell()
    cell.meets("2026-10-05").held()
    assert cell.verdict("R-TCP", OCTOBER, at_close=True).verdict is UNKNOWN
