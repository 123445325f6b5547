"""R-SCORE."""

import pytest

from domain.names import Grade
from tests.domain.rules.cell import BROKEN, HD12, KEPT, UNKNOWN, Cell

OCTOBER = "2026-10"


def test_the_cell_votes_its_score_and_the_superior_committee_decides_the_class():
    cell = Cell()
    cell.meets("2026-10-05").held().scored(total=95).classed(Grade.FAIR, points=82)
    verdict = cell.verdict("R-SCORE", OCTOBER)
    assert verdict.verdict is KEPT
    assert verdict.observed == {"self_score": 95, "points": 82, "class": "fair"}


def test_one_without_the_other_is_unknown_even_after_the_grace_day():
    cell = Cell()
    cell.meets("2026-10-05").held().scored()
    verdict = cell.verdict("R-SCORE", OCTOBER, at_close=True)
    assert (verdict.verdict, verdict.excluded) == (UNKNOWN, ("awaiting_class",))


def test_a_score_that_nobody_voted_breaks_the_rule():
    cell = Cell()
    cell.meets("2026-10-05").held().scored(votes=0)
    assert cell.verdict("R-SCORE", OCTOBER).verdict is BROKEN


def test_under_guidance_12_tot_asks_full_marks_on_attendance_duration_participation_and_minutes():
    cell = Cell()
    cell.meets("2024-10-07").held(speakers=11).minuted().scored().classed(Grade.GOOD)
    verdict = cell.verdict("R-SCORE", "2024-10", by=HD12)
    assert (verdict.verdict, verdict.required["full_marks"]) == (KEPT, ("R-ATT", "R-DUR", "R-SPEAK", "R-MIN"))


@pytest.mark.parametrize(
    ("held", "days", "short"),
    [
        ({"speakers": 11, "present": 17}, 1, "R-ATT"),
        ({"speakers": 11, "minutes": 89}, 1, "R-DUR"),
        ({"speakers": 10}, 1, "R-SPEAK"),
        ({"speakers": 11}, 6, "R-MIN"),
    ],
)
def test_under_guidance_12_tot_without_full_marks_breaks_the_rule(held, days, short):
    cell = Cell()
    cell.meets("2024-10-07").held(**held).minuted(days).scored().classed(Grade.GOOD)
    verdict = cell.verdict("R-SCORE", "2024-10", by=HD12)
    assert (verdict.verdict, verdict.observed["short_of_full_marks"]) == (BROKEN, (short,))


def test_the_gate_for_tot_waits_for_the_minutes():
    cell = Cell()
    cell.meets("2024-10-07").held(speakers=11).scored().classed(Grade.GOOD)
    assert cell.verdict("R-SCORE", "2024-10", by=HD12).verdict is UNKNOWN


def test_there_is_no_gate_for_kha_nor_under_guidance_42():
    old, new = Cell(), Cell()
    old.meets("2024-10-07").held(30).scored().classed(Grade.FAIR)
    new.meets("2026-10-05").held(30).scored().classed(Grade.GOOD)
    assert old.verdict("R-SCORE", "2024-10", by=HD12).verdict is KEPT
    assert new.verdict("R-SCORE", OCTOBER).verdict is KEPT
