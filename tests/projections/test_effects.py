"""What works is told from what was recorded: what came back, how long it took, how cells fared before and after."""

from datetime import date
from uuid import UUID, uuid5

import pytest

from domain.calendar import last_day, months_from
from domain.events import deficiency, month, remediation
from domain.names import Month, RemediationId, RuleCode, RuleSetId
from domain.rates import Rate
from domain.rules import RULES
from projections import compliance_board, deficiency_register, remediation_inbox, unit_tree
from projections.effect_sums import GroupedBy, compared, effects
from projections.effects import Span, remedied
from projections.regularity import Asked
from tests.projections.lines import an_id
from tests.projections.small_bloc import FDI, SEALED, a_bloc, a_deficiency, a_step, at, open_case

YEAR = Span(("/",), date(2026, 1, 1), date(2026, 12, 31))
FIRST, AGAIN = an_id(50), an_id(60)


@pytest.fixture
def bloc():
    return a_bloc(unit_tree.view, deficiency_register.view, remediation_inbox.view, compliance_board.view)


def months(bloc, first: str, last: str, too_short: bool) -> None:
    """Months of the cell closed: R-DUR broken or kept, all other rules kept."""
    for one in months_from(Month(first), Month(last)):
        verdicts = {rule.code: "k" for rule in RULES} | {RuleCode("R-DUR"): "b" if too_short else "k"}
        closed = month.MonthClosed(FDI, one, last_day(one), RuleSetId("HD42-2025"), 1, verdicts, (), silent=False)
        bloc.tell(uuid5(FDI, one), closed)


def found_and_closed(bloc, name: UUID, found: str, closed: str | None = None, code: str = "D06") -> None:
    bloc.tell(name, a_deficiency(code), on=at(found))
    if closed:
        bloc.tell(name, deficiency.DeficiencyRemedied(RemediationId(an_id(70))), on=at(closed))


def of(bloc, by: GroupedBy, code: str):
    return next(one for one in bloc.ask(effects, YEAR)[by] if one.code == code)


def test_what_is_found_again_within_the_months_that_count_came_back(bloc):
    found_and_closed(bloc, FIRST, "2026-01-10", "2026-02-20")
    assert of(bloc, GroupedBy.DEFICIENCY, "D06").returned == Rate(0, 1)
    found_and_closed(bloc, AGAIN, "2026-05-03")
    assert of(bloc, GroupedBy.DEFICIENCY, "D06").returned == Rate(1, 1)


def test_another_deficiency_or_one_taken_back_is_no_return(bloc):
    found_and_closed(bloc, FIRST, "2026-01-10", "2026-02-20")
    found_and_closed(bloc, AGAIN, "2026-05-03", code="D05")
    bloc.tell(an_id(61), a_deficiency(), deficiency.DeficiencyWithdrawn(SEALED), on=at("2026-05-04"))
    assert of(bloc, GroupedBy.DEFICIENCY, "D06").returned == Rate(0, 1)


def test_what_came_back_after_more_than_a_year_is_another_matter(bloc):
    found_and_closed(bloc, FIRST, "2025-12-10", "2026-01-20")
    found_and_closed(bloc, AGAIN, "2027-02-03")
    assert of(bloc, GroupedBy.DEFICIENCY, "D06").returned == Rate(0, 1)


def test_the_days_to_closure_are_the_median_of_calendar_days(bloc):
    for n, closed in enumerate(("2026-01-11", "2026-01-15", "2026-03-11")):
        found_and_closed(bloc, an_id(50 + n), "2026-01-10", closed)
    assert of(bloc, GroupedBy.TYPE, "foreign_owned_enterprise").days == 5


def test_the_half_years_before_and_after_are_compared_without_the_months_found_for_being_bad(bloc):
    months(bloc, "2025-07", "2025-12", too_short=True)
    months(bloc, "2026-01", "2026-03", too_short=True)
    months(bloc, "2026-04", "2026-09", too_short=False)
    found_and_closed(bloc, FIRST, "2026-02-06", "2026-03-20")
    told = of(bloc, GroupedBy.DEFICIENCY, "D06")
    assert (told.before, told.after) == (Rate(6, 6), Rate(0, 6))
    assert told.change.is_clear
    assert told.before.is_small


def test_a_deficiency_that_no_rule_points_to_has_no_months_to_compare(bloc):
    months(bloc, "2025-07", "2026-09", too_short=True)
    found_and_closed(bloc, FIRST, "2026-02-06", "2026-03-20", code="D21")
    assert of(bloc, GroupedBy.DEFICIENCY, "D21").before == Rate()


def test_what_a_plan_drew_on_is_told_by_solution_and_by_action(bloc):
    case, found = open_case(bloc)
    bloc.tell(case, remediation.PlanSubmitted((a_step(found, solution="S4.1"), a_step(found, solution="S7.3"))))
    bloc.tell(found, deficiency.DeficiencyRemedied(case), on=at("2026-11-20"))
    assert [one.actions for one in bloc.ask(remedied, YEAR)] == [("S4.1", "S7.3")]
    assert {code: of(bloc, GroupedBy.SOLUTION, code).closed for code in ("S4", "S7")} == {"S4": 1, "S7": 1}
    assert of(bloc, GroupedBy.ACTION, "S7.3").closed == 1


def test_types_of_cell_are_compared_with_all_others_the_worst_first(bloc):
    months(bloc, "2026-01", "2026-10", too_short=True)
    found = bloc.ask(compared, Asked(("/",), Month("2026-01"), Month("2026-10")))
    assert found[0].type == "foreign_owned_enterprise"
    assert found[0].clean == Rate(0, 10)


def test_as_at_a_position_only_what_was_known_then_counts(bloc):
    found_and_closed(bloc, FIRST, "2026-01-10", "2026-02-20")
    before = bloc.lines.head()
    found_and_closed(bloc, AGAIN, "2026-05-03")
    then = YEAR._replace(at=before)
    assert [one.returned for one in bloc.ask(remedied, then)] == [False]
    assert [one.returned for one in bloc.ask(remedied, YEAR)] == [True]
