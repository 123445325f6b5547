"""Steps of a plan are proposed by deficiency and cause, and ordered by what has worked."""

from datetime import date
from uuid import UUID

import pytest

from domain import catalogue
from domain.calendar import WorkCalendar
from domain.names import CauseCode, DeficiencyCode, DeficiencyId, SolutionCode, UnitType
from domain.remediation import Limitation
from projections.what_has_worked import Against, Worked, what_has_worked
from tests.bloc import told
from tests.web.inspection.a_case import held_by, opened, reported
from workflows.desk import Thing
from workflows.requests.shapes import Because
from workflows.requests.verdicts_on_cases import (
    JudgeEffect,
    VerifyResults,
    close_remediation,
    judge_effect,
    verify_results,
)
from workflows.solutions.editions import Handbook
from workflows.solutions.proposing import Term, Tried, proposed

NOBODY = DeficiencyId(UUID(int=1))
TERM = Term(date(2026, 11, 20), date(2027, 12, 31), WorkCalendar())


def actions_for(code: str, causes: tuple[str, ...] = (), record=lambda action, code: Tried()) -> list[str]:
    limitation = Limitation(NOBODY, NOBODY, DeficiencyCode(code), (), False, tuple(CauseCode(one) for one in causes))
    return list(dict.fromkeys(it.action for it in proposed([limitation], Handbook({}), {}, (TERM, record))))


def test_first_choices_come_first_where_nothing_was_tried():
    assert actions_for("D06") == ["S4.1", "S7.3"]
    assert actions_for("D02")[:2] == ["S7.3", "S7.4"]


def test_a_cause_brings_its_own_supports():
    assert "S2.3" not in actions_for("D06")
    assert "S2.3" in actions_for("D06", ("C5",))


def test_what_has_worked_goes_before_the_first_choice():
    tried = {"S4.1": Tried(9, 1, 9), "S7.3": Tried(9, 8, 9)}
    assert actions_for("D06", record=lambda action, _: tried.get(action, Tried()))[0] == "S7.3"
    one_case = {"S4.1": Tried(1, 1, 1), "S7.3": Tried(0, 0, 0)}
    assert actions_for("D06", record=lambda action, _: one_case.get(action, Tried()))[0] == "S4.1"


@pytest.mark.parametrize("action", catalogue.actions())
def test_every_action_has_a_step_that_a_plan_can_take(action):
    assert Handbook({}).steps_of(action, {})


def test_the_term_of_a_step_never_goes_beyond_the_deadline(bloc):
    case = opened(bloc)
    items = told(bloc.api("secretary1").get(f"/remediations/{case}/plan/proposed"))["items"]
    assert items
    assert {item["due"] for item in items} == {"2026-12-15"}
    nothing = {"type": "foreign_owned_enterprise", "used": 0, "known": 0, "held": 0, "small": True}
    assert all(item["worked"] == nothing for item in items)


def test_what_was_tried_and_held_is_told_with_its_figures(bloc):
    case = opened(bloc)
    reported(bloc, case)
    bloc.ask(verify_results, "inspector2", Thing(case), VerifyResults(sound=True))
    bloc.ask(close_remediation, "inspector1", Thing(case), Because("Đạt."))
    key = Against(SolutionCode("S4.1"), DeficiencyCode("D06"), UnitType.FOREIGN_OWNED_ENTERPRISE)
    with bloc.house.reading() as db:
        assert what_has_worked(db) == {key: Worked(used=1)}
    bloc.ask(judge_effect, "inspector2", Thing(case), JudgeEffect(True, "Giữ được."))
    with bloc.house.reading() as db:
        assert what_has_worked(db, ["D06"]) == {key: Worked(used=1, confirmed=1)}
        assert what_has_worked(db, ["D01"]) == {}
    again = opened(bloc)
    page = bloc.browser("secretary1").get(f"/work/{again}").text
    assert "0/1" in page
    with bloc.house.reading() as db:
        assert what_has_worked(db)[key] == Worked(used=1, recurred=1)


def test_the_form_is_filled_with_what_was_taken(bloc):
    case = opened(bloc)
    offers = told(bloc.api("secretary1").get(f"/remediations/{case}/plan/proposed"))["items"]
    chosen = next(item for item in offers if item["solution"] == "S7.3")
    key = f"{chosen['deficiency']}:S7.3:{chosen['playbook_step']}"
    page = bloc.browser("secretary1").get(f"/work/{case}?take={key}").text
    assert f'name="steps-0-playbook_step" value="{chosen["playbook_step"]}"' in page
    assert f">{chosen['remedy']}</textarea>" in page


def test_a_plan_names_only_steps_of_its_action(bloc):
    case = opened(bloc)
    line = {
        "deficiency": str(held_by(bloc, case)[0]),
        "solution": "S4.1",
        "remedy": "Họp",
        "due": "2026-12-01",
        "product": "Biên bản",
        "owner": "secretary1",
        "playbook_step": "fill_the_office",
    }
    answer = bloc.api("secretary1").post(f"/remediations/{case}/plan", {"steps": [line]})
    assert (answer.status_code, told(answer)["code"]) == (409, "NoSuchPlaybookStep")
