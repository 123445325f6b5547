"""Whatever satisfies a step of any playbook, recorded where it belongs, moves the step of a case once."""

import pytest

from domain.events.furthering import StepFurthered
from tests.bloc import Bloc
from tests.web.solutions.a_plan import approved, moves
from tests.web.solutions.facts_of_steps import WAYS
from web.steps_moved import StepsMoved
from workflows.solutions import SEVEN_SOLUTIONS
from workflows.solutions.playbook import Step

BY_THEMSELVES = {step.code: step for one in SEVEN_SOLUTIONS for step in one.steps if step.satisfied_by}


def test_every_step_that_moves_by_itself_is_tried() -> None:
    assert list(WAYS) == list(BY_THEMSELVES)


@pytest.mark.parametrize("step", BY_THEMSELVES.values(), ids=BY_THEMSELVES)
def test_the_very_fact_moves_the_step_once_though_it_is_delivered_twice(bloc: Bloc, step: Step) -> None:
    case = approved(bloc, step.action, step=step.code)
    happens = step.satisfied_by[0]
    WAYS[step.code](bloc)
    told = moves(bloc, case)
    assert [getattr(it, "count", 0) for it in told] == list(range(1, happens.times + 1))
    assert [isinstance(it, StepFurthered) and it.done for it in told] == [*[False] * (happens.times - 1), True]
    causes = bloc.house.journal.at(it.by for it in told)
    assert {type(record.fact) for record in causes.values()} == {happens.fact}
    delivered_again(bloc)
    assert moves(bloc, case) == told


def delivered_again(bloc: Bloc) -> None:
    """To one that has heard nothing yet."""
    recorded = bloc.recorded()
    deaf = StepsMoved(bloc.house.steps.reading, bloc.house.desk, bloc.watch)
    deaf.mark = deaf.mark.__class__(deaf.mark.engine, "another that hears everything once more")
    assert deaf.catch_up(recorded) == 0
    assert bloc.recorded() == recorded
