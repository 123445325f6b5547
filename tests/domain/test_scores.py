"""The score sheet of guidance 42."""

import pytest

from domain.names import Grade, RuleSetId
from domain.rulesets import shipped

SHEET = shipped()[RuleSetId("HD42-2025")].sheet
FULL = dict(SHEET.groups)


def test_the_sheet_gives_a_hundred_points():
    assert SHEET.full == SHEET.total(FULL) == 100
    assert FULL["process"] + FULL["content"] + FULL["chairing"] == 40


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        (100, Grade.GOOD),
        (90, Grade.GOOD),
        (89.5, Grade.FAIR),
        (70, Grade.FAIR),
        (69.5, Grade.AVERAGE),
        (50, Grade.AVERAGE),
        (49.5, Grade.POOR),
        (0, Grade.POOR),
    ],
)
def test_classes_begin_at_90_70_and_50_points(points, grade):
    assert SHEET.class_of(points) is grade


def test_a_criterion_that_is_not_applicable_neither_gives_nor_takes():
    without = {group: points for group, points in FULL.items() if group != "resolution_results"}
    assert SHEET.total(without, not_applicable={"resolution_results"}) == 100
    assert SHEET.total({**without, "content": 18}, not_applicable={"resolution_results"}) == 90


def test_a_sheet_of_which_nothing_applies_gives_no_points():
    assert SHEET.total(FULL, not_applicable=FULL) == 0


def test_points_outside_the_sheet_are_faults():
    assert SHEET.faults(FULL) == ()
    assert SHEET.faults({"content": 25.5, "time": -1, "singing": 3, "closing": 5}) == ("content", "time", "singing")


def test_groups_without_points_are_missing_unless_not_applicable():
    assert SHEET.missing({"content": 25}, not_applicable=set(FULL) - {"time", "content"}) == ("time",)


def test_guidance_09_has_no_sheet():
    assert shipped()[RuleSetId("HD09-2012")].sheet is None
