"""R-FREQ."""

from tests.domain.rules.cell import BROKEN, COMBINED, KEPT, NOT_APPLICABLE, THEMATIC, UNKNOWN, Cell, Meeting

OCTOBER = "2026-10"


def test_one_regular_meeting_in_the_month_keeps_the_rule_at_once():
    cell = Cell()
    meeting = cell.meets("2026-10-05").held()
    verdict = cell.verdict("R-FREQ", OCTOBER)
    assert verdict.verdict is KEPT
    assert verdict.facts == (meeting.position - 1, meeting.position)


def test_a_meeting_combined_with_a_thematic_one_is_the_months_regular_meeting():
    cell = Cell()
    cell.meets("2026-10-05", COMBINED).held()
    assert cell.verdict("R-FREQ", OCTOBER).verdict is KEPT


def test_a_month_without_a_meeting_is_unknown_until_the_grace_day():
    assert Cell().verdict("R-FREQ", OCTOBER).verdict is UNKNOWN


def test_a_month_with_nothing_recorded_breaks_the_rule_after_the_grace_day():
    verdict = Cell().verdict("R-FREQ", OCTOBER, at_close=True)
    assert verdict.verdict is BROKEN
    assert verdict.observed == {"meetings": 0, "reason": "nothing_recorded"}
    assert verdict.would_suffice == {"meetings": 1}
    assert verdict.points_to == ("D02",)


def test_a_meeting_that_was_set_but_not_held_does_not_count():
    cell = Cell()
    cell.meets("2026-10-05")
    assert cell.verdict("R-FREQ", OCTOBER, at_close=True).observed["reason"] == "not_held"


def test_a_thematic_meeting_is_never_held_instead_of_the_regular_one():
    cell = Cell()
    cell.meets("2026-10-20", THEMATIC).held()
    verdict = cell.verdict("R-FREQ", OCTOBER, at_close=True)
    assert (verdict.verdict, verdict.observed["reason"]) == (BROKEN, "only_thematic")


def test_a_cancelled_meeting_breaks_the_rule_when_nothing_makes_up_for_it():
    cell = Cell()
    cell.meets("2026-10-05").cancelled()
    verdict = cell.verdict("R-FREQ", OCTOBER, at_close=True)
    assert (verdict.verdict, verdict.observed["reason"]) == (BROKEN, "cancelled")


def test_a_cancelled_meeting_made_up_for_within_the_month_is_fine():
    cell = Cell()
    cell.meets("2026-10-05").cancelled()
    cell.meets("2026-10-19").held()
    assert cell.verdict("R-FREQ", OCTOBER, at_close=True).verdict is KEPT


def test_a_meeting_moved_into_the_next_month_counts_there():
    cell = Cell()
    cell.meets("2026-10-30").moved("2026-11-03", approved=True).held()
    assert cell.verdict("R-FREQ", OCTOBER, at_close=True).verdict is BROKEN
    assert cell.verdict("R-FREQ", "2026-11", at_close=True).verdict is KEPT


def test_a_committees_own_meeting_is_no_meeting_of_the_cell():
    cell = Cell()
    committee = Meeting.held(cell.meets("2026-10-05", of_committee=True))
    assert cell.verdict("R-FREQ", OCTOBER, at_close=True).observed["reason"] == "nothing_recorded"
    assert committee.verdict("R-DUR").excluded == ("no_meeting_of_the_cell",)


def test_a_cell_owes_nothing_for_a_month_before_it_was_founded():
    cell = Cell(founded="2026-11-01")
    assert cell.verdict("R-FREQ", OCTOBER, at_close=True).verdict is NOT_APPLICABLE


def test_a_cell_founded_within_the_month_owes_it():
    cell = Cell(founded="2026-10-15")
    assert cell.verdict("R-FREQ", OCTOBER, at_close=True).verdict is BROKEN


def test_a_cell_registered_without_a_founding_day_owes_nothing_before_it_was_registered():
    cell = Cell(founded=None)
    assert cell.verdict("R-FREQ", "2025-12", at_close=True).verdict is NOT_APPLICABLE
    assert cell.verdict("R-FREQ", "2026-01", at_close=True).verdict is BROKEN


def test_a_meeting_entered_late_for_an_old_month_counts_for_that_month():
    cell = Cell(founded=None)
    cell.meets("2025-12-05").held()
    assert cell.verdict("R-FREQ", "2025-12", at_close=True).verdict is KEPT
