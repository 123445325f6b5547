"""R-ABS3."""

from tests.domain.rules.cell import BROKEN, KEPT, UNKNOWN, Cell

MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10")


def cell_that_met(*absences: dict[str, object]) -> Cell:
    """A meeting a month, the last in October, each with these absences."""
    cell = Cell()
    for month, absent in zip(MONTHS[-len(absences) :], absences, strict=True):
        cell.meets(f"{month}-05").without(**absent)
    return cell


def test_three_excused_absences_in_a_row_are_borne():
    cell = cell_that_met({}, *[{"excused": ("m1",)}] * 3)
    assert cell.verdict("R-ABS3", "2026-10").verdict is KEPT


def test_a_fourth_excused_absence_in_a_row_calls_for_a_review():
    cell = cell_that_met(*[{"excused": ("m1",)}] * 4)
    verdict = cell.verdict("R-ABS3", "2026-10")
    assert (verdict.verdict, verdict.observed) == (BROKEN, {"members_to_review": 1})
    assert len(verdict.facts) == 4


def test_one_attendance_between_begins_the_count_anew():
    cell = cell_that_met({"excused": ("m1",)}, {"excused": ("m2",)}, {"excused": ("m1",)}, {"excused": ("m1",)})
    assert cell.verdict("R-ABS3", "2026-10").verdict is KEPT


def test_three_months_away_not_excused_every_time_call_for_a_review():
    cell = cell_that_met({"excused": ("m1",)}, {"excused": ("m1",)}, {"unexcused": ("m1",)})
    assert cell.verdict("R-ABS3", "2026-10").verdict is BROKEN


def test_two_months_away_are_not_yet_reviewed():
    cell = cell_that_met({"unexcused": ("m1",)}, {"unexcused": ("m1",)})
    assert cell.verdict("R-ABS3", "2026-10").verdict is KEPT


def test_a_roll_that_was_not_called_leaves_the_rule_unknown_where_it_could_turn_it():
    cell = cell_that_met(*[{"excused": ("m1",)}] * 2, {"excused": ("m1",), "called": False}, {"excused": ("m1",)})
    assert cell.verdict("R-ABS3", "2026-10", at_close=True).verdict is UNKNOWN


def test_an_excused_and_an_unexcused_absence_without_a_roll_are_two_absences():
    both = {"excused": ("m1",), "unexcused": ("m2",), "called": False}
    assert cell_that_met(*[both] * 4).verdict("R-ABS3", "2026-10").verdict is UNKNOWN


def test_a_roll_that_was_not_called_does_no_harm_where_it_could_not():
    cell = cell_that_met({}, {"excused": ("m1",), "called": False})
    assert cell.verdict("R-ABS3", "2026-10").verdict is KEPT


def test_a_verdict_counts_members_and_names_none():
    verdict = cell_that_met(*[{"excused": ("m1", "m2")}] * 4).verdict("R-ABS3", "2026-10")
    assert "m1" not in str(verdict)
    assert verdict.observed == {"members_to_review": 2}


def test_a_month_without_a_meeting_is_unknown():
    assert Cell().verdict("R-ABS3", "2026-10", at_close=True).verdict is UNKNOWN
