"""A part of the sheet follows from recorded facts, or is voted; and a local sheet climbs ladders."""

import pytest

from domain.names import RuleCode, RuleSetId
from domain.rules.rule import Outcome, Verdict
from domain.rulesets import example_sheet, shipped
from domain.scoring import filled_in

SHEET = shipped()[RuleSetId("HD42-2025")].sheet
LOCAL = example_sheet()
KEPT, BROKEN, UNKNOWN, APART = Outcome.KEPT, Outcome.BROKEN, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE


def found(rule, outcome, **observed):
    return Verdict(RuleCode(rule), outcome, RuleSetId("HD42-2025"), 1, "HD 42", observed=observed)


def part(name, *verdicts, sheet=SHEET):
    return next(one for one in filled_in(sheet, verdicts) if one.name == name)


def test_guidance_42_has_seven_groups_one_of_them_in_three_parts():
    parts = filled_in(SHEET, ())
    groups = {one.group: sum(part.most for part in parts if part.group == one.group) for one in parts}
    assert groups == {
        "time": 5,
        "attendance": 5,
        "preparation": 10,
        "conduct": 40,
        "principles": 5,
        "resolution_results": 30,
        "closing": 5,
    }
    assert [one.name for one in parts if one.group == "conduct"] == ["process", "content", "chairing"]


@pytest.mark.parametrize(
    ("day", "length", "points"), [(KEPT, KEPT, 5), (KEPT, BROKEN, 2.5), (BROKEN, BROKEN, 0), (APART, KEPT, 5)]
)
def test_time_is_given_by_the_day_and_the_length_of_the_meeting(day, length, points):
    told = part("time", found("R-DAY", day), found("R-DUR", length))
    assert (told.points, [one.rule for one in told.reasons]) == (points, ["R-DAY", "R-DUR"])


def test_what_is_not_recorded_yet_gives_no_points_and_takes_none():
    told = part("preparation", found("R-PRE", KEPT), found("R-NOTICE", UNKNOWN))
    assert (told.points, told.applicable, told.voted) == (None, True, False)


def test_what_concerns_the_cell_not_at_all_is_not_applicable():
    told = part("resolution_results", found("R-RES", APART))
    assert (told.points, told.applicable) == (None, False)


def test_content_chairing_and_principles_are_voted():
    assert {one.name for one in filled_in(SHEET, (found("R-MIN", KEPT),)) if one.voted} >= {"content", "chairing"}
    assert part("principles").voted


@pytest.mark.parametrize(("percent", "points"), [(62.5, 15), (50, 15), (44.4, 10), (30, 5), (29.9, 0)])
def test_a_local_sheet_climbs_the_ladder_of_speakers(percent, points):
    outcome = KEPT if percent >= 30 else BROKEN
    assert part("speaking", found("R-SPEAK", outcome, percent=percent), sheet=LOCAL).points == points


def test_the_local_sheet_gives_a_hundred_points_and_no_rung_more_than_its_part():
    assert LOCAL.full == 100
    for name, ladder in LOCAL.ladders.items():
        assert max(rung.points for rung in ladder.rungs) == LOCAL.groups[name]
