"""R-DUR."""

from dataclasses import replace

import pytest

from domain.names import RuleCode, RuleSetId
from domain.rulesets import shipped
from tests.domain.rules.cell import BROKEN, COMBINED, HD42, KEPT, NOT_APPLICABLE, REGULAR, THEMATIC, Cell

OCTOBER = "2026-10"


@pytest.mark.parametrize(
    ("kind", "minutes", "outcome"),
    [(REGULAR, 89, BROKEN), (REGULAR, 90, KEPT), (COMBINED, 119, BROKEN), (COMBINED, 120, KEPT)],
)
def test_a_regular_meeting_lasts_90_minutes_and_120_when_combined_with_a_thematic_one(kind, minutes, outcome):
    cell = Cell()
    cell.meets("2026-10-05", kind).held(minutes)
    assert cell.verdict("R-DUR", OCTOBER).verdict is outcome


def test_a_meeting_too_short_says_how_long_would_have_been_enough():
    cell = Cell()
    meeting = cell.meets("2026-10-05").held(50)
    verdict = cell.verdict("R-DUR", OCTOBER)
    assert verdict.observed["minutes"] == 50
    assert verdict.required == verdict.would_suffice == {"minutes": 90}
    assert verdict.points_to == ("D06",)
    assert (verdict.ruleset, verdict.meeting) == (HD42, meeting.id)


@pytest.mark.parametrize(("members", "outcome"), [(5, KEPT), (6, BROKEN)])
def test_a_locality_may_set_another_length_for_small_cells(members, outcome):
    national = shipped()[RuleSetId(HD42)]
    own = {**national.parameters[RuleCode("R-DUR")], "small_cell_members": 5, "small_cell_minutes": 60}
    local = replace(national, parameters={**national.parameters, RuleCode("R-DUR"): own})
    cell = Cell(members=members)
    cell.meets("2026-10-05").held(60)
    assert cell.verdict("R-DUR", OCTOBER, by=local).verdict is outcome


def test_the_length_of_a_thematic_meeting_is_not_judged():
    cell = Cell()
    meeting = cell.meets("2026-10-05", THEMATIC).held(30)
    assert meeting.verdict("R-DUR").verdict is NOT_APPLICABLE


def test_of_two_regular_meetings_each_must_be_long_enough():
    cell = Cell()
    cell.meets("2026-10-05").held(90)
    short = cell.meets("2026-10-19").held(40)
    verdict = cell.verdict("R-DUR", OCTOBER)
    assert (verdict.verdict, verdict.meeting) == (BROKEN, short.id)
