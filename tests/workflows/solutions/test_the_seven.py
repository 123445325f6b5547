"""The seven solutions are told whole: every action has its steps, every deficiency and cause its solution."""

import pytest

from domain import catalogue
from workflows.solutions import SEVEN_SOLUTIONS, steps_of


def test_they_are_the_articles_seven_in_its_order() -> None:
    assert [one.code for one in SEVEN_SOLUTIONS] == list(catalogue.solutions())


@pytest.mark.parametrize("action", catalogue.actions())
def test_every_action_has_a_step_with_an_owner_a_term_and_its_evidence(action: str) -> None:
    steps = steps_of(catalogue.SolutionCode(action))
    assert steps
    assert all(step.term > 0 and step.evidence for step in steps)


def test_every_deficiency_is_answered_and_every_cause_reached() -> None:
    assert {code for one in SEVEN_SOLUTIONS for code in one.answers} == set(catalogue.deficiencies())
    assert {code for one in SEVEN_SOLUTIONS for code in one.causes} == set(catalogue.causes())


def test_no_two_steps_bear_one_name() -> None:
    names = [step.code for one in SEVEN_SOLUTIONS for step in one.steps]
    assert len(names) == len(set(names))
