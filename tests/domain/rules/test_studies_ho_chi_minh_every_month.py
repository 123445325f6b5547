"""R-05."""

from tests.domain.rules.cell import BROKEN, KEPT, THEMATIC, UNKNOWN, Cell

OCTOBER = "2026-10"


def test_a_study_item_is_on_the_agenda_each_month():
    cell = Cell()
    cell.meets("2026-10-05").agenda(ho_chi_minh_study=15, core_task=60)
    assert cell.verdict("R-05", OCTOBER).verdict is KEPT


def test_an_agenda_without_it_breaks_the_rule_at_once():
    cell = Cell()
    cell.meets("2026-10-05").agenda(core_task=60)
    verdict = cell.verdict("R-05", OCTOBER)
    assert (verdict.verdict, verdict.points_to) == (BROKEN, ("D17",))


def test_the_thematic_meeting_of_the_month_may_hold_it():
    cell = Cell()
    cell.meets("2026-10-05").agenda(core_task=60)
    cell.meets("2026-10-19", THEMATIC).agenda(ho_chi_minh_study=60)
    assert cell.verdict("R-05", OCTOBER).verdict is KEPT


def test_without_recorded_items_nobody_can_tell():
    cell = Cell()
    cell.meets("2026-10-05").held()
    assert cell.verdict("R-05", OCTOBER, at_close=True).verdict is UNKNOWN
