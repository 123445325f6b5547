"""How steps of a plan move by facts recorded elsewhere: counted, in a row where asked, each fact once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domain.events.furthering import StepFurthered, StepRestarted


@dataclass(frozen=True, slots=True)
class Row:
    """What was counted towards a happening of a step: how often so far, of how often, and the newest fact heard."""

    step: int
    playbook_step: str
    way: int
    count: int
    times: int
    heard: int

    @property
    def satisfied(self) -> bool:
        return self.count >= self.times > 0


class Happened(NamedTuple):
    """A fact recorded at a position, as the playbook of a case sees it: it counts towards a step, or breaks its row.

    `asked`: every step of the playbook that must be satisfied before this step of the plan is done.
    """

    step: int
    playbook_step: str
    way: int
    by: int
    counts: bool
    times: int
    in_a_row: bool
    asked: tuple[str, ...]


def moved(rows: Sequence[Row], it: Happened) -> StepFurthered | StepRestarted | None:
    """What a happening does to the step; nothing when it was heard before, came too late, or changes nothing."""
    row = _row(rows, it.step, it.playbook_step, it.way)
    if row is not None and (row.satisfied or it.by <= row.heard):
        return None
    count = row.count if row else 0
    if it.counts:
        satisfied = {own.playbook_step for own in rows if own.step == it.step and own.satisfied}
        if count + 1 >= it.times:
            satisfied.add(it.playbook_step)
        done = satisfied >= set(it.asked)
        return StepFurthered(it.step, it.playbook_step, it.way, it.by, count + 1, it.times, done)
    return StepRestarted(it.step, it.playbook_step, it.way, it.by) if it.in_a_row and count else None


def furthered(rows: tuple[Row, ...], fact: StepFurthered | StepRestarted) -> tuple[Row, ...]:
    """The rows after a step moved."""
    before = _row(rows, fact.step, fact.playbook_step, fact.way)
    count, times = (fact.count, fact.times) if isinstance(fact, StepFurthered) else (0, before.times if before else 0)
    now = Row(fact.step, fact.playbook_step, fact.way, count, times, fact.by)
    return (*(row for row in rows if row is not before), now)


def _row(rows: Sequence[Row], step: int, playbook_step: str, way: int) -> Row | None:
    alike = (row for row in rows if (row.step, row.playbook_step, row.way) == (step, playbook_step, way))
    return next(alike, None)
