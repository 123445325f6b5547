"""R-NOTICE."""

import pytest

from tests.domain.rules.cell import BROKEN, HD09, HD12, KEPT, NOT_APPLICABLE, UNKNOWN, Cell

OCTOBER = "2026-10"


def test_members_and_the_superior_are_told_and_the_papers_are_there():
    cell = Cell()
    cell.meets("2026-10-05").noticed().papers(1).held()
    assert cell.verdict("R-NOTICE", OCTOBER).verdict is KEPT


def test_members_and_the_superior_may_be_told_by_notices_of_their_own():
    cell = Cell()
    cell.meets("2026-10-05").noticed(superior=False).noticed(members=False, days_before=1).papers(2).held()
    assert cell.verdict("R-NOTICE", OCTOBER).verdict is KEPT


@pytest.mark.parametrize(("days", "outcome"), [(1, KEPT), (0, BROKEN)])
def test_papers_are_posted_at_least_one_day_before(days, outcome):
    cell = Cell()
    cell.meets("2026-10-05").noticed().papers(days).held()
    assert cell.verdict("R-NOTICE", OCTOBER).verdict is outcome


def test_papers_posted_again_on_the_day_do_not_undo_those_posted_in_time():
    cell = Cell()
    cell.meets("2026-10-05").noticed().papers(2).papers(0).held()
    assert cell.verdict("R-NOTICE", OCTOBER).verdict is KEPT


def test_under_guidance_12_there_is_no_one_day_term_for_papers():
    cell = Cell()
    cell.meets("2024-10-07").noticed().papers(0).held()
    verdict = cell.verdict("R-NOTICE", "2024-10", by=HD12)
    assert (verdict.verdict, verdict.required) == (KEPT, {"members": True, "superior": True})


def test_under_guidance_09_notice_is_not_judged():
    cell = Cell()
    cell.meets("2024-10-07").held()
    assert cell.verdict("R-NOTICE", "2024-10", by=HD09).verdict is NOT_APPLICABLE


def test_no_notice_is_unknown_until_the_grace_day_and_broken_after_it():
    cell = Cell()
    cell.meets("2026-10-05").held()
    assert cell.verdict("R-NOTICE", OCTOBER).verdict is UNKNOWN
    verdict = cell.verdict("R-NOTICE", OCTOBER, at_close=True)
    assert (verdict.verdict, verdict.observed["missing"]) == (BROKEN, "notice")
    assert verdict.would_suffice == {"members": True, "superior": True, "papers_days": 1}
    assert verdict.points_to == ("D10",)


def test_a_superior_who_was_not_told_is_what_is_missing():
    cell = Cell()
    cell.meets("2026-10-05").noticed(superior=False).papers(1).held()
    verdict = cell.verdict("R-NOTICE", OCTOBER, at_close=True)
    assert (verdict.verdict, verdict.would_suffice) == (BROKEN, {"superior": True})


def test_papers_never_posted_are_what_is_missing():
    cell = Cell()
    cell.meets("2026-10-05").noticed().held()
    verdict = cell.verdict("R-NOTICE", OCTOBER, at_close=True)
    assert (verdict.verdict, verdict.observed["missing"]) == (BROKEN, "papers")


def test_a_notice_at_the_very_hour_of_the_meeting_still_counts():
    cell = Cell()
    cell.meets("2026-10-05").noticed(days_before=0).papers(1).held()
    assert cell.verdict("R-NOTICE", OCTOBER).verdict is KEPT


def test_a_notice_sent_after_the_meeting_began_does_not_count():
    cell = Cell()
    cell.meets("2026-10-05").noticed(days_before=-1).papers(1).held()
    assert cell.verdict("R-NOTICE", OCTOBER, at_close=True).verdict is BROKEN
