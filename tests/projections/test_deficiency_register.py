"""Deficiencies from finding to closure, and those that come back."""

from datetime import date

import pytest

from domain.events import deficiency, remediation
from domain.names import CauseCode, DeficiencyId, RemediationId, Severity, UnitType
from projections import deficiencies_found, deficiency_register, overview, remediation_inbox, unit_tree
from projections.deficiencies_found import Sought
from projections.found import DeficiencyState
from projections.listing import Part
from tests.projections.lines import an_id
from tests.projections.small_bloc import CELL, FDI, SEALED, a_bloc, a_case, a_deficiency, a_plan, at, open_case

EVERYTHING = ("/",)
TODAY = date(2026, 11, 20)


@pytest.fixture
def bloc():
    return a_bloc(unit_tree.view, deficiency_register.view, remediation_inbox.view)


def row(bloc, found):
    return bloc.ask(deficiencies_found.deficiencies_by_id, [found])[found]


def listed(bloc, sought=None, scope=EVERYTHING, sort=None):
    return bloc.ask(deficiencies_found.deficiencies_in, scope, sought or Sought(), Part(sort)).items


def test_a_deficiency_is_recorded_with_where_its_words_stand(bloc):
    position = bloc.tell(an_id(50), a_deficiency(), by="inspector1", on=at("2026-11-06"))
    found = row(bloc, an_id(50))
    assert (found.state, found.quote_at, found.found_on) == (DeficiencyState.RECORDED, position, date(2026, 11, 6))
    assert (found.found_by, found.causes) == (("inspector1",), ("C1",))


def test_a_contest_stands_until_it_is_decided(bloc):
    bloc.tell(an_id(50), a_deficiency(), deficiency.DeficiencyContested(SEALED))
    assert row(bloc, an_id(50)).state is DeficiencyState.CONTESTED
    bloc.tell(an_id(50), deficiency.ContestRejected(SEALED))
    assert row(bloc, an_id(50)).state is DeficiencyState.RECORDED


@pytest.mark.parametrize("end", [deficiency.ContestUpheld(SEALED), deficiency.DeficiencyWithdrawn(SEALED)])
def test_a_deficiency_taken_back_is_no_longer_open(bloc, end):
    bloc.tell(an_id(50), a_deficiency(), end)
    assert row(bloc, an_id(50)).state is DeficiencyState.WITHDRAWN
    assert listed(bloc, Sought(open=True)) == []


def test_a_deficiency_in_a_case_bears_the_cases_term(bloc):
    case, found = open_case(bloc)
    assert (row(bloc, found).state, row(bloc, found).due) == (DeficiencyState.IN_REMEDIATION, date(2026, 12, 1))
    bloc.tell(case, remediation.ExtensionGranted(date(2026, 12, 6)))
    assert row(bloc, found).due == date(2026, 12, 6)


def test_a_deficiency_is_closed_when_its_case_put_it_right(bloc):
    case, found = open_case(bloc)
    bloc.tell(found, deficiency.DeficiencyRemedied(case), on=at("2026-12-02"))
    assert (row(bloc, found).state, row(bloc, found).closed_on) == (DeficiencyState.CLOSED, date(2026, 12, 2))


def test_it_is_overdue_when_its_term_is_over_and_no_result_was_reported(bloc):
    case, found = open_case(bloc)
    for today, late in ((date(2026, 12, 1), []), (date(2026, 12, 2), [found])):
        assert [one.deficiency for one in listed(bloc, Sought(overdue_on=today))] == late
    bloc.tell(case, a_plan(found), remediation.PlanApproved(), remediation.ResultReported(()))
    assert listed(bloc, Sought(overdue_on=date(2026, 12, 9))) == []
    bloc.tell(case, remediation.ResultSentBack(found, SEALED))
    assert len(listed(bloc, Sought(overdue_on=date(2026, 12, 9)))) == 1


def put_right(bloc, name, found_on, closed_on):
    found, case = DeficiencyId(name), RemediationId(an_id(name.int + 500))
    bloc.tell(found, a_deficiency(), on=at(found_on))
    bloc.tell(found, deficiency.DeficiencyTakenUp(case), deficiency.DeficiencyRemedied(case), on=at(closed_on))


def test_the_same_deficiency_in_the_same_unit_within_twelve_months_is_a_recurrence(bloc):
    put_right(bloc, an_id(50), "2025-12-01", "2026-01-10")
    bloc.tell(an_id(51), a_deficiency(), on=at("2026-11-06"))
    bloc.tell(an_id(52), a_deficiency(), on=at("2027-01-11"))
    bloc.tell(an_id(53), a_deficiency("D05"), on=at("2026-11-06"))
    bloc.tell(an_id(54), a_deficiency(cell=CELL), on=at("2026-11-06"))
    assert [row(bloc, an_id(n)).recurrences for n in (50, 51, 52, 53, 54)] == [0, 1, 0, 0, 0]
    assert [one.deficiency for one in listed(bloc, Sought(recurring=True))] == [an_id(51)]


def test_what_was_found_while_the_first_was_still_open_is_no_recurrence(bloc):
    bloc.tell(an_id(50), a_deficiency(), on=at("2026-10-06"))
    bloc.tell(an_id(51), a_deficiency(), on=at("2026-11-06"))
    assert row(bloc, an_id(51)).recurrences == 0


def test_a_finding_that_fell_is_nothing_to_recur(bloc):
    put_right(bloc, an_id(50), "2026-05-01", "2026-06-10")
    bloc.tell(an_id(51), a_deficiency(), on=at("2026-11-06"))
    bloc.tell(an_id(50), deficiency.DeficiencyWithdrawn(SEALED))
    assert row(bloc, an_id(51)).recurrences == 0


def test_the_register_is_filtered_by_what_is_asked(bloc):
    bloc.tell(an_id(50), a_deficiency(), on=at("2026-11-06"))
    bloc.tell(an_id(51), a_deficiency("D10"), deficiency.CausesAnalysed((CauseCode("C9"),)), on=at("2026-10-06"))
    bloc.tell(an_id(52), a_deficiency(cell=CELL), on=at("2026-11-16"))
    filters = {
        Sought(codes=("D10",)): {51},
        Sought(cause=CauseCode("C9")): {51},
        Sought(cause=CauseCode("C1")): {50, 52},
        Sought(unit=FDI): {50, 51},
        Sought(found_from=date(2026, 11, 1)): {50, 52},
        Sought(found_until=date(2026, 11, 6)): {50, 51},
        Sought(states=(DeficiencyState.RECORDED,)): {50, 51, 52},
        Sought(severity=Severity.SERIOUS): set(),
    }
    for sought, expected in ((sought, {an_id(n) for n in ns}) for sought, ns in filters.items()):
        assert {one.deficiency for one in listed(bloc, sought)} == expected, sought
    assert [one.unit for one in listed(bloc, scope=("/KHOI/DB1/",))] == [CELL]


def test_the_register_is_sorted_by_what_is_asked(bloc):
    bloc.tell(an_id(50), a_deficiency(), on=at("2026-11-06"))
    open_case(bloc)
    assert [one.due for one in listed(bloc)] == [date(2026, 12, 1), None]
    assert [one.due for one in listed(bloc, sort="-due")] == [None, date(2026, 12, 1)]
    for sort in ("found_on", "code", "severity", "unit", "state", "closed_on"):
        assert len(listed(bloc, sort=sort)) == 2


def test_a_case_may_hold_several_and_each_is_found_by_it(bloc):
    case = RemediationId(an_id(60))
    for n in (50, 51):
        bloc.tell(an_id(n), a_deficiency())
    bloc.tell(case, a_case(an_id(50), an_id(51)))
    for n in (50, 51):
        bloc.tell(an_id(n), deficiency.DeficiencyTakenUp(case))
    assert len(bloc.ask(deficiencies_found.deficiencies_of_case, case)) == 2


# The first page of those who oversee


def days(today=TODAY):
    return overview.Days(
        today, date(2026, 12, 1), date(2026, 10, 1), date(2026, 7, 1), (date(2026, 11, 13), date(2026, 11, 1))
    )


def test_what_is_open_is_counted_by_age_and_severity(bloc):
    bloc.tell(an_id(50), a_deficiency(), on=at("2026-11-15"))
    bloc.tell(an_id(51), a_deficiency("D10"), on=at("2026-08-06"))
    open_case(bloc)
    counted = bloc.ask(overview.deficiency_counts, EVERYTHING, days())
    by_age = {(one.code, one.age): one.found for one in counted}
    assert by_age == {("D06", 0): 1, ("D06", 1): 1, ("D10", 2): 1}
    assert sum(one.due_soon for one in counted) == 1
    assert sum(one.found_this for one in counted) == 2
    assert sum(one.found_last for one in counted) == 1


def test_overdue_ones_are_counted_on_the_day_asked(bloc):
    open_case(bloc)
    for today, late in ((date(2026, 12, 1), 0), (date(2026, 12, 2), 1)):
        counted = bloc.ask(overview.deficiency_counts, EVERYTHING, days(today))
        assert sum(one.overdue for one in counted) == late


def test_the_story_of_what_came_back_is_told_from_its_beginning(bloc):
    put_right(bloc, an_id(50), "2026-05-01", "2026-06-10")
    bloc.tell(an_id(51), a_deficiency(), on=at("2026-11-06"))
    bloc.tell(an_id(52), a_deficiency("D10"), on=at("2026-11-07"))
    told = bloc.ask(overview.stories, EVERYTHING, date(2026, 10, 1), 0)
    assert [(one.code, one.found_on) for one in told] == [("D06", date(2026, 5, 1)), ("D06", date(2026, 11, 6))]


def test_what_has_been_open_longest_is_among_the_stories(bloc):
    bloc.tell(an_id(51), a_deficiency("D10"), on=at("2026-08-06"))
    bloc.tell(an_id(50), a_deficiency(), on=at("2026-11-15"))
    told = bloc.ask(overview.stories, EVERYTHING, TODAY, 1)
    assert [one.code for one in told] == ["D10"]


def test_solutions_count_the_steps_that_draw_on_them(bloc):
    case, found = open_case(bloc)
    bloc.tell(case, a_plan(found, found), remediation.PlanApproved(), remediation.StepDone(1))
    opened = overview.Opened(EVERYTHING, date(2026, 1, 1), date(2026, 12, 31))
    assert bloc.ask(overview.solution_steps, opened) == [("S4", UnitType.FOREIGN_OWNED_ENTERPRISE, 2, 1)]
