"""Cells' months, judged as facts come in: the derived verdicts, the recorded ones beside them, and the map."""

from dataclasses import replace
from datetime import date

import pytest

from domain.events import meeting, month, ruleset, unit, visit
from domain.judging import outcomes, unpacked
from domain.names import Body, BodyKind, Month, PersonId, RuleCode, RuleSetId, VisitKind
from domain.rules.rule import Outcome
from projections import compliance_board, meeting_calendar, months_judged, regularity, unit_tree
from projections.cell_month_row import CODES
from projections.regularity import Asked, By
from tests.projections.lines import an_id
from tests.projections.small_bloc import CELL, DB1, FDI, KHOI, SEALED, a_bloc, a_meeting, at, held

OCTOBER, NOVEMBER = Month("2026-10"), Month("2026-11")
MEETING, CLOSING = an_id(40), an_id(60)
WHOLE = Asked(("/",), OCTOBER, OCTOBER)


@pytest.fixture
def bloc():
    return a_bloc(unit_tree.view, meeting_calendar.view, compliance_board.view)


def verdict(bloc, rule, cell=FDI, of=OCTOBER):
    row = bloc.ask(regularity.month_of_cell, cell, of)
    return unpacked(row.verdicts)[RuleCode(rule)]


def close(bloc, cell=FDI, of=OCTOBER, silent=False, **verdicts):
    letters = {RuleCode(code.replace("_", "-")): letter for code, letter in verdicts.items()}
    fact = month.MonthClosed(cell, of, date(2026, 11, 6), RuleSetId("HD42-2025"), 1, letters, (), silent)
    bloc.tell(an_id(60 + int(of[5:]) + cell.int), fact, on=at("2026-11-06"))


def test_a_meeting_held_keeps_the_rule_of_every_month_at_once(bloc):
    bloc.tell(MEETING, a_meeting())
    assert verdict(bloc, "R-FREQ") is Outcome.UNKNOWN
    bloc.tell(MEETING, held())
    assert verdict(bloc, "R-FREQ") is Outcome.KEPT


def test_what_is_not_recorded_is_unknown_until_the_month_is_closed_and_broken_after(bloc):
    bloc.tell(MEETING, a_meeting(), held())
    assert verdict(bloc, "R-NOTICE") is Outcome.UNKNOWN
    close(bloc)
    assert verdict(bloc, "R-NOTICE") is Outcome.BROKEN


def test_a_month_in_which_nothing_was_recorded_is_silent_when_closed(bloc):
    close(bloc, silent=True, R_FREQ="b")
    row = bloc.ask(regularity.month_of_cell, FDI, OCTOBER)
    assert (row.silent, row.held, row.broken) == (True, False, 1)
    assert bloc.ask(regularity.by_month, WHOLE)[OCTOBER].silent == 1


def test_a_fact_after_closing_derives_anew_beside_what_stands(bloc):
    bloc.tell(MEETING, a_meeting(), held())
    close(bloc, R_FREQ="k", R_NOTICE="b")
    bloc.tell(MEETING, meeting.NoticeSent(at("2026-09-30"), members=True, superior=True))
    bloc.tell(MEETING, meeting.PapersPosted(at("2026-09-30")))
    row = bloc.ask(regularity.month_of_cell, FDI, OCTOBER)
    index = CODES.index(RuleCode("R-NOTICE"))
    assert (row.recorded[index], row.verdicts[index]) == ("b", "k")
    assert (row.kept, row.broken) == (1, 1)


def test_a_meeting_held_in_another_month_than_planned_counts_there(bloc):
    bloc.tell(MEETING, a_meeting(day="2026-10-30"))
    bloc.tell(MEETING, meeting.MeetingRescheduled(date(2026, 11, 2), at("2026-11-02"), SEALED), held("2026-11-02"))
    assert verdict(bloc, "R-FREQ", of=NOVEMBER) is Outcome.KEPT
    assert verdict(bloc, "R-FREQ", of=OCTOBER) is Outcome.UNKNOWN


def test_a_set_day_agreed_later_judges_the_day_again(bloc):
    bloc.tell(MEETING, a_meeting(day="2026-10-05"), held("2026-10-05"))
    bloc.tell(FDI, unit.SetDayAgreed(20, 1, date(2026, 1, 1)))
    assert verdict(bloc, "R-DAY") is Outcome.BROKEN
    bloc.tell(FDI, unit.SetDayAgreed(5, 0, date(2026, 1, 2)))
    assert verdict(bloc, "R-DAY") is Outcome.KEPT


def test_a_visit_with_feedback_keeps_the_rule_of_visits(bloc):
    bloc.tell(an_id(45), visit.VisitPlanned(FDI, VisitKind.PLANNED, date(2026, 10, 5), PersonId("p2")))
    bloc.tell(an_id(45), visit.VisitMade(), visit.FeedbackGiven(SEALED))
    assert verdict(bloc, "R-VISIT") is Outcome.KEPT


def test_a_committees_meeting_is_not_judged(bloc):

    bloc.tell(MEETING, replace(a_meeting(DB1), body=Body(DB1, BodyKind.COMMITTEE)))
    assert bloc.ask(regularity.month_of_cell, DB1, OCTOBER) is None


def test_a_rule_set_adopted_later_judges_what_comes_and_rewrites_nothing(bloc):
    bloc.tell(MEETING, a_meeting(), held())
    before = verdict(bloc, "R-DUR")
    longer = {RuleCode("R-DUR"): {"minutes": 150.0}}
    bloc.tell(an_id(70), ruleset.RuleSetAdopted(
        RuleSetId("KHOI-2026"), RuleSetId("HD42-2025"), date(2026, 10, 1), "01-QĐ", longer, scope=KHOI
    ))  # fmt: skip
    assert (before, verdict(bloc, "R-DUR")) == (Outcome.KEPT, Outcome.KEPT)
    bloc.tell(an_id(41), a_meeting(day="2026-11-05"), held("2026-11-05"))
    assert verdict(bloc, "R-DUR", of=NOVEMBER) is Outcome.BROKEN


def test_what_was_judged_fact_by_fact_is_what_the_whole_month_gives(bloc):
    bloc.tell(MEETING, a_meeting(), meeting.NoticeSent(at("2026-10-01"), members=True, superior=True), held())
    bloc.tell(MEETING, meeting.MinutesFiled((SEALED,), True, True, True, at("2026-10-07")))
    bloc.tell(an_id(41), a_meeting(CELL))
    close(bloc)
    for cell in (FDI, CELL):
        sight, in_force = bloc.ask(months_judged.month_in_sight, cell, OCTOBER, lambda _: {})
        assert bloc.ask(regularity.month_of_cell, cell, OCTOBER).verdicts == outcomes(sight, in_force)


# Months to close


def test_every_cell_that_owes_a_month_is_to_be_closed_once(bloc):
    bloc.tell(MEETING, a_meeting(), held())
    to_close = bloc.ask(lambda db: [seen.sight.month.cell.unit for seen in months_judged.unclosed(db, OCTOBER, ("/",))])
    assert set(to_close) == {FDI, CELL}
    close(bloc)
    to_close = bloc.ask(lambda db: [seen.sight.month.cell.unit for seen in months_judged.unclosed(db, OCTOBER, ("/",))])
    assert to_close == [CELL]


def test_a_cell_that_was_not_there_at_the_months_end_owes_nothing(bloc):
    bloc.tell(FDI, unit.UnitDissolved(date(2026, 10, 15)))
    to_close = bloc.ask(lambda db: [seen.sight.month.cell.unit for seen in months_judged.unclosed(db, OCTOBER, ("/",))])
    assert to_close == [CELL]


def test_the_month_of_a_meeting_is_found_by_the_meeting(bloc):
    bloc.tell(MEETING, a_meeting(), held())
    sight, _ = bloc.ask(months_judged.meeting_in_sight, MEETING, lambda _: {})
    assert (sight.month.month, [seen.id for seen in sight.month.meetings]) == (OCTOBER, [MEETING])
    assert bloc.ask(months_judged.meeting_in_sight, an_id(99), lambda _: {}) is None


# The map


def test_the_map_adds_up_the_cells_below_each_grassroots_organisation(bloc):
    bloc.tell(MEETING, a_meeting(), held())
    bloc.tell(an_id(41), a_meeting(CELL), held())
    rows = {row.unit: row.sums for row in bloc.ask(regularity.by_unit, WHOLE)}
    assert rows.keys() == {FDI, DB1}
    assert all((sums.due, sums.held) == (1, 1) for sums in rows.values())
    cells = {row.unit for row in bloc.ask(regularity.by_unit, WHOLE, By.CELL)}
    assert cells == {FDI, CELL}


def test_the_map_of_rules_adds_up_to_that_of_units(bloc):
    bloc.tell(MEETING, a_meeting(), held())
    bloc.tell(an_id(41), a_meeting(CELL), held(present=10))
    whole = bloc.ask(regularity.by_month, WHOLE)[OCTOBER]
    rules = bloc.ask(regularity.by_rule, WHOLE)
    assert sum(rule.verdicts.get(Outcome.KEPT, 0) for rule in rules) == whole.kept
    assert sum(rule.verdicts.get(Outcome.BROKEN, 0) for rule in rules) == whole.broken
    assert sum(row.sums.kept for row in bloc.ask(regularity.by_type, WHOLE)) == whole.kept


def test_the_map_can_be_asked_as_it_stood(bloc):
    bloc.tell(MEETING, a_meeting())
    before = bloc.lines.head()
    bloc.tell(MEETING, held())
    bloc.runner.catch_up()
    assert bloc.ask(regularity.by_month, WHOLE._replace(at=before))[OCTOBER].held == 0
    assert bloc.ask(regularity.by_month, WHOLE)[OCTOBER].held == 1


def test_the_map_is_held_to_a_part_of_the_tree(bloc):
    bloc.tell(MEETING, a_meeting(), held())
    assert bloc.ask(regularity.by_unit, WHOLE._replace(scope=("/KHOI/DB1/",))) == []
