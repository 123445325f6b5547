"""R-MIX."""

import pytest

from tests.domain.rules.cell import BROKEN, KEPT, UNKNOWN, Cell

OCTOBER = "2026-10"


@pytest.mark.parametrize(("minutes", "outcome"), [(45, KEPT), (46, BROKEN)])
def test_professional_work_takes_at_most_half_of_the_time(minutes, outcome):
    cell = Cell()
    cell.meets("2026-10-05").agenda(professional=minutes, party_building=90 - minutes)
    assert cell.verdict("R-MIX", OCTOBER).verdict is outcome


def test_too_much_of_it_points_to_d14_and_says_how_much_would_do():
    cell = Cell()
    cell.meets("2026-10-05").agenda(professional=60, ideology=30)
    verdict = cell.verdict("R-MIX", OCTOBER)
    assert (verdict.points_to, verdict.would_suffice) == (("D14",), {"professional": 45})


def test_the_units_core_political_task_is_not_professional_work():
    cell = Cell()
    cell.meets("2026-10-05").agenda(core_task=90)
    assert cell.verdict("R-MIX", OCTOBER).verdict is KEPT


def test_without_timed_items_nobody_can_tell():
    cell = Cell()
    cell.meets("2026-10-05").held()
    assert cell.verdict("R-MIX", OCTOBER, at_close=True).verdict is UNKNOWN
