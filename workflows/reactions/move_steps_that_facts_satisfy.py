"""A fact recorded elsewhere satisfies a step of an open case's plan: the step moves by itself, once.

Facts in, requests out. What happened before the plan was approved does not count, and nobody new remedied anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from domain.calendar import last_day, local_day
from domain.events.fact import Fact
from domain.events.month import MonthClosed
from domain.furthering import Happened, furthered
from domain.names import RemediationId
from domain.record import Record
from domain.remediation import Remediation
from workflows.solutions import SEVEN_SOLUTIONS
from workflows.solutions.editions import Handbook
from workflows.solutions.playbook import Step

HEARD: frozenset[type[Fact]] = frozenset(
    happens.fact for one in SEVEN_SOLUTIONS for step in one.steps for happens in step.satisfied_by
)
"""Every kind of fact that satisfies a step of any solution."""


class Furthering(NamedTuple):
    """The request that a fact leads to: a step of a case moves, by a command of its own."""

    case: RemediationId
    command: UUID
    happened: Happened
    fact: Record[Any]


def furtherings(
    case: RemediationId, state: Remediation, facts: Iterable[Record[Any]], book: Handbook
) -> Iterator[Furthering]:
    """How the facts of a case's unit, in their order, move the steps of its plan."""
    for record in facts:
        for happened in _happenings(state, record, book):
            move = state.furthered_by(happened)
            if move is not None:
                yield Furthering(case, _command(case, happened), happened, record)
                done = state.done | {happened.step} if getattr(move, "done", False) else state.done
                state = replace(state, furthered=furthered(state.furthered, move), done=done)


def _happenings(state: Remediation, record: Record[Any], book: Handbook) -> Iterator[Happened]:
    if state.approved_at is None or record.position < state.approved_position:
        return
    if not _comes_after(record, state.approved_at):
        return
    for n, planned in enumerate(state.steps, start=1):
        steps = [step for step in book.steps_of(planned.solution, state.playbooks) if step.satisfied_by]
        named = planned.playbook_step
        asked = [step for step in steps if (not step.on_demand if named is None else step.code == named)]
        for step in asked:
            yield from _ways(n, step, record, tuple(one.code for one in asked))


def _ways(n: int, step: Step, record: Record[Any], asked: tuple[str, ...]) -> Iterator[Happened]:
    """The ways in which a fact concerns a step: any one of them satisfies it."""
    for way, it in enumerate(step.satisfied_by):
        if isinstance(record.fact, it.fact):
            counts = bool(it.counts(record.fact))
            yield Happened(n, step.code, way, record.position, counts, it.times, it.in_a_row, asked)


def _comes_after(record: Record[Any], approved_at: datetime) -> bool:
    """A closed month tells of days before it was closed: one that ended before the approval comes too early."""
    if isinstance(record.fact, MonthClosed):
        return last_day(record.fact.month) > local_day(approved_at)
    return record.occurred_at >= approved_at


def _command(case: RemediationId, it: Happened) -> UUID:
    return uuid5(case, f"step {it.step} {it.playbook_step} {it.way} {it.by}")
