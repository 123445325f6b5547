"""R-QUAL."""

import pytest

from domain.names import Grade
from domain.rules.leads_educates_and_fights import LEADS_EDUCATES_AND_FIGHTS
from domain.rules.rule import Judge
from tests.domain.rules.cell import BROKEN, KEPT, UNKNOWN, Cell

OCTOBER = "2026-10"


def test_the_character_of_a_meeting_is_for_a_person_to_judge():
    assert LEADS_EDUCATES_AND_FIGHTS.judge is Judge.PERSON


def test_ratings_of_good_and_fair_keep_the_rule():
    cell = Cell().visited("2026-10-05", leading=Grade.GOOD, chairing=Grade.FAIR)
    assert cell.verdict("R-QUAL", OCTOBER).verdict is KEPT


@pytest.mark.parametrize("grade", [Grade.AVERAGE, Grade.POOR])
@pytest.mark.parametrize(
    ("rating", "code"), [("leading", "D03"), ("educating", "D03"), ("fighting", "D03"), ("chairing", "D04")]
)
def test_a_weak_character_points_to_d03_and_faint_chairing_to_d04(rating, code, grade):
    verdict = Cell().visited("2026-10-05", **{rating: grade}).verdict("R-QUAL", OCTOBER)
    assert (verdict.verdict, verdict.points_to) == (BROKEN, (code,))


def test_where_both_are_weak_both_are_pointed_to():
    cell = Cell().visited("2026-10-05", fighting=Grade.POOR, chairing=Grade.POOR)
    assert cell.verdict("R-QUAL", OCTOBER).points_to == ("D03", "D04")


def test_of_two_observers_the_stricter_counts():
    cell = Cell().visited("2026-10-05", leading=Grade.POOR).visited("2026-10-05", leading=Grade.GOOD)
    verdict = cell.verdict("R-QUAL", OCTOBER)
    assert (verdict.verdict, verdict.observed) == (BROKEN, {"leading": "poor"})


def test_without_an_observers_rating_nobody_can_tell():
    assert Cell().visited("2026-10-05").verdict("R-QUAL", OCTOBER, at_close=True).verdict is UNKNOWN
