"""R-VISIT."""

from tests.domain.rules.cell import BROKEN, KEPT, UNKNOWN, Cell

OCTOBER = "2026-10"


def test_a_visit_that_was_made_and_answered_keeps_the_rule():
    assert Cell().visited("2026-10-05").verdict("R-VISIT", OCTOBER).verdict is KEPT


def test_a_visit_without_feedback_is_unknown_until_the_grace_day_and_broken_after_it():
    cell = Cell().visited("2026-10-05", feedback=False)
    assert cell.verdict("R-VISIT", OCTOBER).verdict is UNKNOWN
    verdict = cell.verdict("R-VISIT", OCTOBER, at_close=True)
    assert (verdict.verdict, verdict.points_to) == (BROKEN, ("D12",))


def test_of_two_visits_each_is_answered():
    cell = Cell().visited("2026-10-05").visited("2026-10-19", feedback=False)
    assert cell.verdict("R-VISIT", OCTOBER, at_close=True).observed == {
        "missing": "feedback",
        "visits": 2,
        "feedback": 1,
    }


def test_a_month_without_a_visit_is_unknown_until_visits_are_planned():
    assert Cell().verdict("R-VISIT", OCTOBER, at_close=True).verdict is UNKNOWN


def test_a_visit_that_was_only_planned_is_no_visit_made():
    cell = Cell().visited("2026-10-05", made=False, feedback=False)
    assert cell.verdict("R-VISIT", OCTOBER, at_close=True).verdict is UNKNOWN
