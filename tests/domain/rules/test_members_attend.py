"""R-ATT."""

import pytest

from tests.domain.rules.cell import BROKEN, KEPT, NOT_APPLICABLE, Cell

OCTOBER = "2026-10"


@pytest.mark.parametrize(("present", "outcome"), [(20, KEPT), (18, KEPT), (17, BROKEN)])
def test_ninety_percent_of_the_members_obliged_are_present(present, outcome):
    cell = Cell()
    cell.meets("2026-10-05").held(present=present)
    assert cell.verdict("R-ATT", OCTOBER).verdict is outcome


def test_one_member_absent_without_reason_breaks_the_rule():
    cell = Cell()
    cell.meets("2026-10-05").held(present=19, unexcused=1)
    verdict = cell.verdict("R-ATT", OCTOBER)
    assert (verdict.verdict, verdict.observed["unexcused"]) == (BROKEN, 1)


def test_a_verdict_names_how_many_present_would_have_been_enough():
    cell = Cell()
    cell.meets("2026-10-05").held(present=9, obliged=13)
    verdict = cell.verdict("R-ATT", OCTOBER)
    assert verdict.would_suffice == {"present": 12, "unexcused": 0}
    assert verdict.points_to == ()


def test_a_meeting_that_obliged_nobody_is_not_judged():
    cell = Cell()
    cell.meets("2026-10-05").held(present=0, obliged=0)
    assert cell.verdict("R-ATT", OCTOBER).verdict is NOT_APPLICABLE
