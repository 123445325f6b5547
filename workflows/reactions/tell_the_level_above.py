"""A task is overdue beyond a span: the next level above is told, and the task bears the mark."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from domain.calendar import WorkCalendar
from domain.events.notice import Nearness, TaskEscalated
from domain.names import PersonId, Role
from domain.record import Hand
from domain.reminding import Call, level_on
from workflows.journal.journal import Command, Writing
from workflows.reactions.remind_before_on_and_after_a_term import Reminder, TaskWithTerm


class Above(NamedTuple):
    """A level above a task: the role, and who holds it nearest."""

    role: Role
    people: tuple[PersonId, ...]


class Escalation(NamedTuple):
    """A task that climbs to a level."""

    task: TaskWithTerm
    level: int
    to: Above
    on: date

    @property
    def stream(self) -> UUID:
        return uuid5(self.task.named("escalated"), f"{self.level}")

    @property
    def writings(self) -> tuple[Writing, ...]:
        about, task, n, unit, due, _ = self.task
        mark = TaskEscalated(unit, about, task, n, due, self.level, self.to.role, self.on)
        call = Call(Nearness.ESCALATED, self.level)
        told = (Reminder(self.task, call, person, self.on).writing for person in self.to.people)
        return (Writing(self.stream, 0, (mark,)), *told)


def escalations(
    tasks: Iterable[tuple[TaskWithTerm, tuple[Above, ...]]], on: date, calendar: WorkCalendar
) -> Iterator[Escalation]:
    """Each level that each task has climbed by a day, where somebody is there to be told."""
    for task, above in tasks:
        for level in range(1, level_on(task.due, on, calendar) + 1):
            if level <= len(above):
                yield Escalation(task, level, above[level - 1], on)


def commands(risen: Iterable[Escalation], hand: Hand) -> Iterator[Command]:
    """Each escalation is one command: the mark, and everyone's notice of it."""
    for one in risen:
        own = hand._replace(command=uuid5(one.stream, "told"), correlation=one.task.about)
        yield Command(own, one.writings)
