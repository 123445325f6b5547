"""The seven solutions of the article, in its own order: each file is one solution, whole."""

from domain.names import SolutionCode
from workflows.solutions.playbook import Playbook, Step
from workflows.solutions.solution_1_raise_awareness import RAISE_AWARENESS
from workflows.solutions.solution_2_consolidate_and_train import CONSOLIDATE_AND_TRAIN
from workflows.solutions.solution_3_lead_and_inspect import LEAD_AND_INSPECT
from workflows.solutions.solution_4_keep_regularity import KEEP_REGULARITY
from workflows.solutions.solution_5_encourage_speaking import ENCOURAGE_SPEAKING
from workflows.solutions.solution_6_strengthen_organisations import STRENGTHEN_ORGANISATIONS
from workflows.solutions.solution_7_agree_with_owners import AGREE_WITH_OWNERS

SEVEN_SOLUTIONS: tuple[Playbook, ...] = (
    RAISE_AWARENESS,
    CONSOLIDATE_AND_TRAIN,
    LEAD_AND_INSPECT,
    KEEP_REGULARITY,
    ENCOURAGE_SPEAKING,
    STRENGTHEN_ORGANISATIONS,
    AGREE_WITH_OWNERS,
)


def solution(number: int) -> Playbook | None:
    """The solution of that number, 1 to 7."""
    return next((one for one in SEVEN_SOLUTIONS if one.number == number), None)


def steps_of(action: SolutionCode) -> tuple[Step, ...]:
    """The steps of an action such as S4.1."""
    return tuple(step for one in SEVEN_SOLUTIONS for step in one.steps_of(action))
