"""Each solution is drawn from its playbook: on its page, and as Mermaid text."""

import pytest
from click.testing import CliRunner

from web.cli import main
from web.solutions.diagram import HEIGHT, drawn, mermaid
from workflows.solutions import SEVEN_SOLUTIONS


@pytest.mark.parametrize("number", range(1, 8))
def test_every_action_is_a_lane_and_every_step_a_box(bloc, number):
    solution = SEVEN_SOLUTIONS[number - 1]
    page = bloc.browser("leader").get(f"/solutions/{number}").text
    assert page.count('class="box"') == len(solution.steps)
    assert page.count('class="lane"') == len(solution.actions)
    picture = drawn(solution)
    boxes = [box for lane in picture.lanes for box in lane.boxes]
    assert all(box.x + box.width <= picture.width and box.y + HEIGHT <= picture.height for box in boxes)
    text = mermaid(solution)
    assert text.startswith("flowchart LR")
    assert all(f"{step.code}[" in text for step in solution.steps)
    assert text.count("subgraph") == text.count("  end\n") + text.endswith("  end") == len(solution.actions)


def test_the_console_prints_a_solution_and_says_no_to_others():
    assert CliRunner().invoke(main, ["solutions", "diagram", "3"]).output.startswith("flowchart LR")
    assert [CliRunner().invoke(main, ["solutions", "diagram", n]).exit_code for n in ("0", "8", "x")] == [2, 2, 2]
