"""R-PRE."""

from domain.names import Attribute
from tests.domain.rules.cell import BROKEN, KEPT, NOT_APPLICABLE, UNKNOWN, Cell

OCTOBER = "2026-10"


def test_the_committee_met_before_the_meeting_with_minutes():
    cell = Cell()
    cell.meets("2026-10-05").prepared().held()
    assert cell.verdict("R-PRE", OCTOBER).verdict is KEPT


def test_a_pre_meeting_without_minutes_breaks_the_rule_at_once():
    cell = Cell()
    cell.meets("2026-10-05").prepared(minuted=False).held()
    verdict = cell.verdict("R-PRE", OCTOBER)
    assert (verdict.verdict, verdict.points_to) == (BROKEN, ("D09",))


def test_a_pre_meeting_not_recorded_is_unknown_until_the_grace_day_and_broken_after_it():
    cell = Cell()
    cell.meets("2026-10-05").held()
    assert cell.verdict("R-PRE", OCTOBER).verdict is UNKNOWN
    assert cell.verdict("R-PRE", OCTOBER, at_close=True).verdict is BROKEN


def test_a_cell_with_a_secretary_only_has_no_committee_to_meet():
    cell = Cell(Attribute.NO_COMMITTEE)
    cell.meets("2026-10-05").held()
    verdict = cell.verdict("R-PRE", OCTOBER, at_close=True)
    assert (verdict.verdict, verdict.excluded, verdict.facts) == (NOT_APPLICABLE, ("no_committee",), (1,))


def test_a_pre_meeting_that_ended_as_the_meeting_began_counts():
    cell = Cell()
    cell.meets("2026-10-05").prepared(days_before=0).held()
    assert cell.verdict("R-PRE", OCTOBER).verdict is KEPT


def test_a_pre_meeting_held_after_the_meeting_does_not_count():
    cell = Cell()
    cell.meets("2026-10-05").prepared(days_before=-1).held()
    assert cell.verdict("R-PRE", OCTOBER).verdict is BROKEN
