"""What the tasks of courses, duties and support keep in mind between two facts, beside the states of the domain."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from domain.duty_rules import DutyRules
from domain.events.support import OrganisationDiagnosed, SupportPlanned
from domain.member_task import MemberTask
from domain.record import Record
from domain.support import Support
from domain.training import Course


@dataclass(frozen=True)
class CourseTerm:
    """A course, and its last day."""

    course: Course = field(default_factory=Course)
    until: date = date.min


@dataclass(frozen=True)
class RulesTerm:
    """Duty rules, and since when their newest edition is in force."""

    rules: DutyRules = field(default_factory=DutyRules)
    in_force: date = date.min


@dataclass(frozen=True)
class MemberTaskTerm:
    """A member's task, and its term."""

    task: MemberTask = field(default_factory=MemberTask)
    due: date = date.min


@dataclass(frozen=True)
class SupportTerms:
    """A support, and its terms."""

    support: Support = field(default_factory=Support)
    diagnosed_on: date = date.min
    dues: tuple[date, ...] = ()
    until: date | None = None

    def after(self, record: Record[Any]) -> SupportTerms:
        support = self.support.after(record)
        match record.fact:
            case OrganisationDiagnosed(on=on):
                return SupportTerms(support, on)
            case SupportPlanned(milestones=milestones, until=until):
                return replace(self, support=support, dues=tuple(one.due for one in milestones), until=until)
            case _:
                return replace(self, support=support)
