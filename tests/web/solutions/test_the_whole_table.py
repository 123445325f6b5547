"""The article's whole table: every deficiency can be found, every cause cited, every action used in a plan."""

from datetime import date

import pytest

from domain import catalogue
from domain.catalogue import FoundBy
from domain.events.remediation import PlanSubmitted
from domain.names import BodyKind, CauseCode, Severity, SolutionCode, Source, SourceKind, Target, TargetKind, VisitKind
from domain.refusals import FoundOnlyByComparison
from domain.rules import RULES
from projections.effect_sums import compared
from projections.regularity import Asked
from tests.bloc import told
from tests.web.inspection.a_case import held_by, made
from tests.web.solutions.a_plan import case_of, line, met
from workflows.desk import Thing
from workflows.requests.deficiencies import AnalyseCauses, RecordDeficiency, analyse_causes, record_deficiency
from workflows.requests.remediations import SubmitPlan, submit_plan
from workflows.requests.visits import MakeVisit, PlanVisit, Seen, make_visit, plan_visit

CODES = list(catalogue.deficiencies())
BY_RULES = {code for rule in RULES for code in rule.suggests}


def test_there_are_21_deficiencies_9_causes_and_30_actions():
    assert (len(CODES), len(catalogue.causes()), len(catalogue.actions())) == (21, 9, 30)


def test_each_deficiency_comes_to_light_by_rules_by_people_or_by_comparison():
    ways = {code: known.found_by for code, known in catalogue.deficiencies().items()}
    assert {code for code, way in ways.items() if way is FoundBy.RULES} <= BY_RULES
    assert [code for code, way in ways.items() if way is FoundBy.COMPARISON] == ["D13"]


@pytest.fixture
def seen(bloc):
    asked = PlanVisit(VisitKind.PLANNED, date(2026, 11, 5), bloc.person("overseer1"), bloc.unit("FDI"))
    visit = made(bloc.ask(plan_visit, "overseer1", asked))
    marks = tuple(Seen(code, False) for code in CODES if code != "D13")
    bloc.ask(make_visit, "overseer1", Thing(visit), MakeVisit(marks))
    return Source(SourceKind.VISIT, str(visit))


def test_each_deficiency_but_the_comparison_is_found_on_a_visit(bloc, seen):
    for code in CODES:
        unit = bloc.unit("FDI")
        target = Target(TargetKind.BODY, bloc.unit("KHOI"), BodyKind.INSPECTION_COMMITTEE) if code == "D12" else None
        asked = RecordDeficiency(code, seen, f"Thấy {code}", Severity.MINOR, None if target else unit, target)
        if code == "D13":
            with pytest.raises(FoundOnlyByComparison):
                bloc.ask(record_deficiency, "leader", asked)
        else:
            bloc.ask(record_deficiency, "leader" if target else "inspector1", asked)
    listed = told(bloc.api("leader").get("/deficiencies", limit=200))["items"]
    assert {one["code"] for one in listed} == set(CODES) - {"D13"}


def test_uneven_quality_exists_as_a_comparison_of_types(bloc):
    met(bloc, date(2026, 10, 5))
    met(bloc, date(2026, 10, 5), "NSE")
    with bloc.house.reading() as db:
        types = {one.type for one in compared(db, Asked(("/",), "2026-10", "2026-10"))}
    assert {"foreign_owned_enterprise", "non_state_enterprise"} <= types


def test_each_cause_is_cited(bloc):
    case = case_of(bloc)
    every = tuple(CauseCode(code) for code in catalogue.causes())
    bloc.ask(analyse_causes, "inspector1", Thing(held_by(bloc, case)[0]), AnalyseCauses(every))
    shown = told(bloc.api("inspector1").get(f"/remediations/{case}"))
    assert shown["limitations"][0]["causes"] == [f"C{n}" for n in range(1, 10)]


def test_each_action_is_used_in_a_plan_with_each_step_of_its_playbook(bloc):
    case = case_of(bloc)
    held = held_by(bloc, case)[0]
    solutions = told(bloc.api("secretary1").get("/solutions"))["items"]
    steps = [(a["code"], s["code"]) for one in solutions for a in one["actions"] for s in a["steps"]]
    lines = tuple(line(bloc, held, action, step) for action, step in steps)
    bloc.ask(submit_plan, "secretary1", Thing(case), SubmitPlan(lines))
    plan = next(r.fact for r in bloc.house.journal.history(case) if isinstance(r.fact, PlanSubmitted))
    assert {step.solution for step in plan.steps} == set(map(SolutionCode, catalogue.actions()))
