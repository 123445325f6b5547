"""A task's term comes near, is there or has passed: whoever owes it is told, once for each of these moments."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

from domain.calendar import WorkCalendar
from domain.events.notice import Means, TaskReminded
from domain.names import PersonId, UnitId
from domain.record import Hand
from domain.reminding import Call, call_on
from workflows.journal.journal import Command, Writing


class TaskWithTerm(NamedTuple):
    """A task as a view holds it, and who is to be told."""

    about: UUID
    task: str
    n: int
    unit: UnitId
    due: date
    people: tuple[PersonId, ...]

    def named(self, prefix: str) -> UUID:
        """A stream about this task and term."""
        return uuid5(self.about, f"{prefix} {self.task} {self.n} {self.due}")


class Reminder(NamedTuple):
    """What one person is told of one task on a day."""

    task: TaskWithTerm
    call: Call
    person: PersonId
    on: date

    @property
    def stream(self) -> UUID:
        """The same for the same person, task, term and moment, on whatever day it is told."""
        return uuid5(self.task.named("notice"), f"{self.call.nearness} {self.call.nth} {self.person}")

    @property
    def writing(self) -> Writing:
        about, task, n, unit, due, _ = self.task
        told = TaskReminded(self.person, unit, about, task, n, due, *self.call, self.on, Means.IN_APP)
        return Writing(self.stream, 0, (told,))


def reminders(tasks: Iterable[TaskWithTerm], on: date, calendar: WorkCalendar) -> Iterator[Reminder]:
    """The newest reminder of each task that a day calls for."""
    for task in tasks:
        if call := call_on(task.due, on, calendar):
            yield from (Reminder(task, call, person, on) for person in task.people)


def commands(told: Iterable[Reminder], hand: Hand) -> Iterator[Command]:
    """Each reminder is a command of its own, the same however often it is asked."""
    for one in told:
        own = hand._replace(command=uuid5(one.stream, "told"), correlation=one.task.about)
        yield Command(own, (one.writing,))
