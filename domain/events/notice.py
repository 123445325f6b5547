"""The story of what people are told by itself: tasks with a term, overdue ones below; and of the daily round."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.events.fact import Fact
from domain.names import PersonId, Role, UnitId


class Nearness(StrEnum):
    """Sắp đến hạn, đến hạn, quá hạn; báo lên từ cấp dưới."""

    COMING_DUE = "coming_due"
    DUE = "due"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


class Means(StrEnum):
    """By which means someone was told: here, or by electronic mail."""

    IN_APP = "in_app"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class TaskReminded(Fact):
    """A person was told of a task by some means; recorded once the message was accepted.

    The task is named by the stream it is `about`, its kind and its number (of a plan's step); `nth` counts reminders
    after the term, or the levels an overdue task has climbed.
    """

    person: PersonId
    unit: UnitId
    about: UUID
    task: str
    n: int
    due: date
    nearness: Nearness
    nth: int
    on: date
    means: Means


@dataclass(frozen=True, slots=True)
class NoticeAcknowledged(Fact):
    """Whoever was told has seen it."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class TaskEscalated(Fact):
    """A task was overdue for so long that the next level above was told; `role` is whose."""

    unit: UnitId
    about: UUID
    task: str
    n: int
    due: date
    level: int
    role: Role
    on: date


@dataclass(frozen=True, slots=True)
class DailyRoundMade(Fact):
    """Everything that a day calls for was done."""

    on: date


NoticeFact = TaskReminded | NoticeAcknowledged | TaskEscalated | DailyRoundMade
