"""The figures of a year, from rows alone."""

from datetime import date

import pytest

from domain import catalogue
from domain.events import deficiency, meeting, month, remediation, supervision, unit, visit
from domain.names import (
    Body,
    BodyKind,
    MeetingKind,
    Month,
    Office,
    PersonId,
    RuleCode,
    RuleSetId,
    UnitKind,
    UnitType,
    VisitKind,
)
from projections import VIEWS
from projections.cell_month_row import CODES
from projections.figures import Attended, Deficiencies, Meetings, Organisations, Supervised, Verdicts
from projections.year_figures import year_figures
from projections.year_sums import Year
from tests.projections.lines import an_id
from tests.projections.small_bloc import (
    CELL,
    DB1,
    FDI,
    KHOI,
    SEALED,
    a_bloc,
    a_deficiency,
    a_meeting,
    a_plan,
    at,
    held,
    open_case,
)

TODAY = date(2027, 2, 1)
LEADER, OVERSEER = PersonId("p-binh"), PersonId("p-khanh")


@pytest.fixture
def bloc():
    bloc = a_bloc(*VIEWS)
    board = (Office.STANDING_BOARD_MEMBER, BodyKind.STANDING_BOARD)
    bloc.tell(KHOI, unit.OfficeFilled(*board, LEADER, date(2020, 1, 1), date(2026, 6, 30)))
    bloc.tell(FDI, unit.OfficeFilled(Office.OVERSEER, BodyKind.COMMITTEE, OVERSEER, date(2020, 1, 1)))
    return bloc


def figures(bloc, year=2026, scope=("/",), today=TODAY):
    return bloc.ask(year_figures, Year(year, scope, today))


def test_organisations_are_those_of_the_years_end(bloc):
    assert figures(bloc).organisations == Organisations(
        grassroots=2, party_bodies=1, grassroots_cells=1, subordinate_cells=1, meeting_cells=2, members=32
    )
    assert figures(bloc, 2018).organisations == Organisations()


def test_members_are_those_counted_last_by_the_years_end(bloc):
    bloc.tell(FDI, unit.MembersCounted(25, date(2026, 5, 1)))
    bloc.tell(FDI, unit.MembersCounted(30, date(2027, 1, 5)))
    assert figures(bloc).organisations.members == 12 + 25
    assert figures(bloc, 2027).organisations.members == 12 + 30


def test_a_unit_that_ended_before_the_years_end_is_not_counted(bloc):
    bloc.tell(CELL, unit.UnitDissolved(date(2026, 9, 30)))
    assert figures(bloc).organisations.meeting_cells == 1
    assert figures(bloc, 2025).organisations.meeting_cells == 2


def attend(bloc, name, unit_, visitor=LEADER, on=date(2026, 3, 5), body=None, made=True):
    bloc.tell(name, visit.VisitPlanned(unit_, VisitKind.PLANNED, on, visitor, body))
    if made:
        bloc.tell(name, visit.VisitMade())


def test_leaders_visits_count_each_cell_and_each_committee_once(bloc):
    attend(bloc, an_id(45), CELL)
    attend(bloc, an_id(46), CELL, on=date(2026, 4, 5))
    attend(bloc, an_id(47), DB1, body=Body(DB1, BodyKind.COMMITTEE))
    assert figures(bloc).attended == Attended(committees=1, cells=1)


def test_attending_a_cell_committee_is_no_visit_to_its_cell(bloc):
    attend(bloc, an_id(45), FDI, body=Body(FDI, BodyKind.COMMITTEE))
    assert figures(bloc).attended == Attended(committees=1, cells=0)


def test_visits_by_others_visits_planned_only_and_visits_after_the_term_do_not_count(bloc):
    attend(bloc, an_id(45), FDI, OVERSEER)
    attend(bloc, an_id(46), FDI, made=False)
    attend(bloc, an_id(47), FDI, on=date(2026, 7, 1))
    assert figures(bloc).attended == Attended()


def test_supervised_organisations_are_distinct_and_of_the_year_of_the_conclusion(bloc):
    for n in (85, 86):
        bloc.tell(an_id(n), supervision.SupervisionProposed(KHOI, (DB1, CELL), "Sinh hoạt", "2026", ()))
        bloc.tell(an_id(n), supervision.SupervisionConcluded("1", date(2026, 8, 1), date(2026, 9, 1)))
    assert (figures(bloc).supervised, figures(bloc, 2025).supervised) == (Supervised(1), Supervised(0))


def test_one_regular_meeting_is_due_for_each_month_of_each_cell(bloc):
    assert figures(bloc).meetings.due == 24
    assert figures(bloc, today=date(2026, 3, 15)).meetings.due == 6
    assert figures(bloc, 2019).meetings.due == 12


def test_meetings_held_and_held_on_their_day_are_counted_by_cell_and_month(bloc):
    bloc.tell(FDI, unit.SetDayAgreed(5, 0, date(2026, 1, 1)))
    bloc.tell(an_id(40), a_meeting(), held())
    bloc.tell(an_id(41), a_meeting(day="2026-11-09"), held("2026-11-09"))
    bloc.tell(an_id(42), a_meeting(day="2026-11-20", kind=MeetingKind.THEMATIC), held("2026-11-20"))
    assert figures(bloc).meetings == Meetings(due=24, held=2, on_time=1, thematic=1)


def test_a_committees_own_meeting_is_none_of_the_cells(bloc):
    own = meeting.MeetingScheduled(
        DB1, MeetingKind.THEMATIC, date(2026, 5, 5), at("2026-05-05"), "P1", body=Body(DB1, BodyKind.COMMITTEE)
    )
    bloc.tell(an_id(40), own, held("2026-05-05"))
    assert figures(bloc).meetings.thematic == 0


def test_verdicts_are_those_that_stand(bloc):
    bloc.tell(an_id(40), a_meeting(), held())
    recorded = {RuleCode("R-FREQ"): "k", RuleCode("R-NOTICE"): "b", RuleCode("R-PRE"): "n"}
    bloc.tell(an_id(60), month.MonthClosed(
        FDI, Month("2026-10"), date(2026, 11, 6), RuleSetId("HD42-2025"), 1, recorded, (), silent=False
    ))  # fmt: skip
    verdicts = figures(bloc).verdicts
    assert tuple(verdicts) == CODES
    assert verdicts["R-FREQ"] == Verdicts(kept=1)
    assert verdicts["R-NOTICE"] == Verdicts(broken=1)
    assert verdicts["R-PRE"] == Verdicts(not_applicable=1)
    assert verdicts["R-DUR"] == Verdicts(unknown=1)


def test_deficiencies_are_found_closed_open_overdue_and_recurred(bloc):
    case, found = open_case(bloc)
    assert figures(bloc).deficiencies["D06"] == Deficiencies(found=1, open=1, overdue=1)
    bloc.tell(found, deficiency.DeficiencyRemedied(case), on=at("2026-11-30"))
    assert figures(bloc).deficiencies["D06"] == Deficiencies(found=1, closed=1)
    bloc.tell(an_id(51), a_deficiency(), on=at("2026-12-20"))
    assert figures(bloc).deficiencies["D06"] == Deficiencies(found=2, closed=1, open=1, recurred=1)


def test_a_deficiency_closed_in_the_new_year_was_open_at_the_end_of_the_old_one(bloc):
    case, found = open_case(bloc)
    bloc.tell(found, deficiency.DeficiencyRemedied(case), on=at("2027-01-10"))
    assert figures(bloc).deficiencies["D06"] == Deficiencies(found=1, open=1, overdue=1)
    assert figures(bloc, 2027).deficiencies["D06"] == Deficiencies(closed=1)


def test_what_was_taken_back_is_not_counted(bloc):
    bloc.tell(an_id(50), a_deficiency(), deficiency.DeficiencyWithdrawn(SEALED))
    assert figures(bloc).deficiencies["D06"] == Deficiencies()


def test_every_code_every_type_and_every_solution_has_its_figures(bloc):
    whole = figures(bloc)
    assert whole.deficiencies.keys() == catalogue.deficiencies().keys()
    assert tuple(whole.by_type) == tuple(UnitType)
    assert tuple(whole.solutions) == ("S1", "S2", "S3", "S4", "S5", "S6", "S7")
    assert whole.as_at == bloc.lines.head()


def test_types_add_up_to_the_whole(bloc):
    open_case(bloc)
    bloc.tell(an_id(40), a_meeting(CELL), held())
    bloc.tell(an_id(7), unit.UnitRegistered("X", "Chi bộ không loại hình", UnitKind.CELL, parent=KHOI, members=3))
    whole = figures(bloc)
    members = sum(one.organisations.members for one in whole.by_type.values())
    assert (whole.organisations.members, members) == (35, 32)
    assert whole.meetings.held == sum(one.meetings.held for one in whole.by_type.values()) == 1
    foreign = whole.by_type[UnitType.FOREIGN_OWNED_ENTERPRISE]
    assert (foreign.organisations.members, foreign.deficiencies["D06"].found) == (20, 1)


def test_solutions_count_the_steps_of_the_years_cases(bloc):
    case, found = open_case(bloc)
    bloc.tell(case, a_plan(found, found), remediation.PlanApproved(), remediation.StepDone(1))
    assert figures(bloc).solutions["S4"][:2] == (2, 1)
    assert figures(bloc, 2025).solutions["S4"][:2] == (0, 0)


def test_figures_of_a_part_of_the_tree_leave_the_rest_out(bloc):
    open_case(bloc)
    part = figures(bloc, scope=("/KHOI/DB1/",))
    assert part.organisations == Organisations(1, 1, 0, 1, 1, 12)
    assert (part.meetings.due, part.deficiencies["D06"].found) == (12, 0)
