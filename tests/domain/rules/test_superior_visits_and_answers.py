"""R-VISIT."""

from datetime import date

from domain.events.visit import VisitCancelled, VisitMoved
from tests.domain.rules.cell import BROKEN, KEPT, UNKNOWN, Cell
from tests.story import WORDS

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


def test_a_visit_that_was_only_planned_is_unknown_until_the_grace_day_and_broken_after_it():
    cell = Cell().visited("2026-10-05", made=False, feedback=False)
    assert cell.verdict("R-VISIT", OCTOBER).verdict is UNKNOWN
    verdict = cell.verdict("R-VISIT", OCTOBER, at_close=True)
    assert (verdict.verdict, verdict.observed) == (BROKEN, {"missing": "visit"})


def test_a_visit_that_was_called_off_is_owed_no_longer():
    cell = Cell().visited("2026-10-05", made=False, feedback=False).tells_of_the_visit(VisitCancelled(WORDS))
    assert cell.verdict("R-VISIT", OCTOBER, at_close=True).verdict is UNKNOWN


def test_a_visit_that_was_moved_is_owed_in_its_new_month():
    cell = Cell().visited("2026-10-05", made=False, feedback=False)
    cell.tells_of_the_visit(VisitMoved(date(2026, 11, 9), WORDS))
    assert cell.verdict("R-VISIT", OCTOBER, at_close=True).verdict is UNKNOWN
    assert cell.verdict("R-VISIT", "2026-11", at_close=True).verdict is BROKEN
