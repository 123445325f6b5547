"""R-RES."""

import pytest

from tests.domain.rules.cell import BROKEN, KEPT, THEMATIC, UNKNOWN, Cell

OCTOBER = "2026-10"


def test_a_resolution_gives_tasks_with_owner_and_deadline():
    cell = Cell()
    cell.meets("2026-10-05").held().resolved(tasks=2)
    assert cell.verdict("R-RES", OCTOBER).verdict is KEPT


def test_a_resolution_without_a_task_breaks_the_rule():
    cell = Cell()
    cell.meets("2026-10-05").held().resolved(tasks=0)
    verdict = cell.verdict("R-RES", OCTOBER)
    assert (verdict.verdict, verdict.points_to) == (BROKEN, ("D11",))


def test_a_task_without_an_owner_breaks_the_rule():
    cell = Cell()
    cell.meets("2026-10-05").held().resolved(owner="")
    assert cell.verdict("R-RES", OCTOBER).verdict is BROKEN


@pytest.mark.parametrize(("reviewed", "outcome"), [(3, KEPT), (2, BROKEN), (0, BROKEN)])
def test_every_task_of_last_month_is_reviewed(reviewed, outcome):
    cell = Cell()
    cell.meets("2026-09-05").held().resolved(tasks=3)
    cell.meets("2026-10-05").held().resolved(reviewed=reviewed)
    verdict = cell.verdict("R-RES", OCTOBER)
    assert (verdict.verdict, verdict.required["reviewed"]) == (outcome, 3)


def test_a_task_may_be_reviewed_at_the_months_thematic_meeting():
    cell = Cell()
    cell.meets("2026-09-05").held().resolved(tasks=1)
    cell.meets("2026-10-02", THEMATIC).held().resolved(reviewed=1)
    cell.meets("2026-10-05").held().resolved()
    assert cell.verdict("R-RES", OCTOBER).verdict is KEPT


def test_where_last_month_gave_no_task_there_is_nothing_to_review():
    cell = Cell()
    cell.meets("2026-08-05").held().resolved(tasks=3)
    cell.meets("2026-10-05").held().resolved()
    assert cell.verdict("R-RES", OCTOBER).verdict is KEPT


def test_a_resolution_not_recorded_is_unknown_until_the_grace_day_and_broken_after_it():
    cell = Cell()
    cell.meets("2026-10-05").held()
    assert cell.verdict("R-RES", OCTOBER).verdict is UNKNOWN
    assert cell.verdict("R-RES", OCTOBER, at_close=True).verdict is BROKEN
