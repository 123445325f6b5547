"""A solution drawn from its playbook, as a picture and as Mermaid: actions as lanes, their steps as boxes in order."""

from itertools import pairwise
from typing import NamedTuple

from domain.names import SolutionCode
from web.languages import gettext, ngettext
from web.wording import word
from workflows.solutions.playbook import Happens, Playbook, Step

LABEL, GAP, HEIGHT, LANE = 250, 44, 84, 104
WIDE, NARROW = 770, 240
"""A box takes what the widest lane leaves it, and never less than can be read."""


class Box(NamedTuple):
    """A step with its place; an arrow leads to it where another comes before it."""

    x: int
    y: int
    width: int
    step: Step
    follows: bool


class Lane(NamedTuple):
    """An action with its steps."""

    action: SolutionCode
    y: int
    boxes: tuple[Box, ...]


class Drawn(NamedTuple):
    """The picture: its size, and its lanes from the top."""

    width: int
    height: int
    lanes: tuple[Lane, ...]


def drawn(playbook: Playbook) -> Drawn:
    """The picture of a solution; actions without a step of their own are lanes too."""
    most = max((len(playbook.steps_of(action)) for action in playbook.actions), default=1)
    box = max(NARROW, (WIDE + GAP) // max(most, 1) - GAP)
    lanes = tuple(_lane(playbook, action, n, box) for n, action in enumerate(playbook.actions))
    return Drawn(LABEL + max(most, 1) * (box + GAP) - GAP + 10, len(lanes) * LANE, lanes)


def _lane(playbook: Playbook, action: SolutionCode, n: int, box: int) -> Lane:
    top = n * LANE
    y = top + (LANE - HEIGHT) // 2
    steps = enumerate(playbook.steps_of(action))
    return Lane(action, top, tuple(Box(LABEL + k * (box + GAP), y, box, step, k > 0) for k, step in steps))


def happens(it: Happens) -> str:
    """What does a step by itself, in words."""
    often = f" × {it.times}" if it.times > 1 else ""
    return word("fact", it.fact.__name__) + often + (f" {gettext('liên tiếp')}" if it.in_a_row else "")


def term(step: Step) -> str:
    return ngettext("%(num)s ngày làm việc", "%(num)s ngày làm việc", step.term)


def mermaid(playbook: Playbook) -> str:
    """The same as Mermaid text."""
    lines = ["flowchart LR", f'  {playbook.code}(["{playbook.code} {_safe(word("solution", playbook.code))}"])']
    for action in playbook.actions:
        lane = action.replace(".", "_")
        lines.append(f'  subgraph {lane}["{action} {_safe(word("solution", action))}"]')
        lines += [f'    {step.code}["{_said(step)}"]' for step in playbook.steps_of(action)]
        lines += ["  end", f"  {playbook.code} --> {lane}"]
        lines += _arrows(playbook.steps_of(action))
    return "\n".join(lines)


def _arrows(steps: tuple[Step, ...]) -> list[str]:
    chain = [f"  {before.code} --> {after.code}" for before, after in pairwise(steps)]
    facts = [
        f'  {step.code}_{n}>"{_safe(happens(it))}"] -.-> {step.code}'
        for step in steps
        for n, it in enumerate(step.satisfied_by)
    ]
    return chain + facts


def _said(step: Step) -> str:
    return _safe(f"{word('playbook_step', step.code)}<br/>{word('role', step.owner)}, {term(step)}")


def _safe(text: str) -> str:
    """Mermaid reads a quotation mark as the end of a text."""
    return text.replace('"', "'")
