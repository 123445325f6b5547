"""R-TOPIC."""

import pytest

from domain.events.visit import VisitMade
from domain.rules.rule import Judge
from domain.rules.theme_fits_the_orientation import THEME_FITS_THE_ORIENTATION
from tests.domain.rules.cell import BROKEN, KEPT, NOT_APPLICABLE, THEMATIC, UNKNOWN, Cell


def test_whether_a_theme_fits_is_for_a_person_to_judge():
    assert THEME_FITS_THE_ORIENTATION.judge is Judge.PERSON


def test_a_theme_is_unknown_for_as_long_as_no_orientation_is_recorded():
    cell = Cell()
    cell.meets("2026-10-20", THEMATIC).held()
    assert cell.verdict("R-TOPIC", "2026-10", at_close=True).verdict is UNKNOWN


def test_a_month_without_a_thematic_meeting_has_no_theme():
    cell = Cell()
    cell.meets("2026-10-05").held()
    assert cell.verdict("R-TOPIC", "2026-10").verdict is NOT_APPLICABLE


@pytest.mark.parametrize(("fits", "verdict"), [(True, KEPT), (False, BROKEN)])
def test_whoever_visited_the_meeting_says_whether_its_theme_fits(fits, verdict):
    cell = Cell()
    cell.meets("2026-10-20", THEMATIC).held()
    cell.visited("2026-10-20", made=False, feedback=False).tells_of_the_visit(VisitMade(theme_fits=fits))
    found = cell.verdict("R-TOPIC", "2026-10", at_close=True)
    assert (found.verdict, found.observed, found.points_to) == (verdict, {"matched": fits}, ("D20",))
