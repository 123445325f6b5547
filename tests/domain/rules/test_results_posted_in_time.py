"""R-PUB."""

import pytest

from tests.domain.rules.cell import BROKEN, HD12, KEPT, NOT_APPLICABLE, UNKNOWN, Cell

OCTOBER = "2026-10"


@pytest.mark.parametrize(("days", "outcome"), [(0, KEPT), (2, KEPT), (3, BROKEN)])
def test_results_are_posted_within_two_days(days, outcome):
    cell = Cell()
    cell.meets("2026-10-05").held().posted(days)
    assert cell.verdict("R-PUB", OCTOBER).verdict is outcome


def test_results_not_posted_are_unknown_until_the_grace_day_and_broken_after_it():
    cell = Cell()
    cell.meets("2026-10-05").held()
    assert cell.verdict("R-PUB", OCTOBER).verdict is UNKNOWN
    assert cell.verdict("R-PUB", OCTOBER, at_close=True).verdict is BROKEN


def test_guidance_12_does_not_ask_for_it():
    cell = Cell()
    cell.meets("2024-10-07").held()
    verdict = cell.verdict("R-PUB", "2024-10", by=HD12, at_close=True)
    assert (verdict.verdict, verdict.excluded) == (NOT_APPLICABLE, ("not_in_ruleset",))
