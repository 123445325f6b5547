"""What a member owes the cell: one task, assigned, reported, done; and one absence, handled once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from domain import refusals
from domain.events.meeting import MeetingHeld
from domain.events.member_duty import (
    AbsenceHandled,
    MemberTaskAssigned,
    MemberTaskDone,
    MemberTaskReported,
    MemberTaskSentBack,
)
from domain.names import PersonId, RollStatus, UnitId
from domain.record import Hand, Record


@dataclass(frozen=True)
class MemberTask:
    """What a decision on a member's task needs to know."""

    unit: UnitId | None = None
    member: PersonId | None = None
    reported: bool = False
    done: bool = False

    def assign(self, hand: Hand, asked: MemberTaskAssigned) -> MemberTaskAssigned:
        if asked.due < hand.today:
            raise refusals.DueBeforeItBegins(hand.today)
        return asked

    def report(self, asked: MemberTaskReported) -> MemberTaskReported:
        self._must_run()
        return asked

    def send_back(self, asked: MemberTaskSentBack) -> MemberTaskSentBack:
        self._must_be_reported()
        return asked

    def finish(self) -> MemberTaskDone:
        self._must_be_reported()
        return MemberTaskDone()

    def _must_be_reported(self) -> None:
        self._must_run()
        if not self.reported:
            raise refusals.MemberTaskNotReported

    def _must_run(self) -> None:
        if self.unit is None:
            raise refusals.NotThere
        if self.done:
            raise refusals.MemberTaskOver

    def after(self, record: Record[Any]) -> MemberTask:
        match record.fact:
            case MemberTaskAssigned(unit=unit, member=member):
                return MemberTask(unit, member)
            case MemberTaskReported():
                return replace(self, reported=True)
            case MemberTaskSentBack():
                return replace(self, reported=False)
            case MemberTaskDone():
                return replace(self, done=True)
            case _:
                return self


@dataclass(frozen=True)
class Absence:
    """What a decision on a member's absence from a meeting needs to know."""

    handled: bool = False

    def handle(self, asked: AbsenceHandled, held: MeetingHeld | None) -> AbsenceHandled:
        """`held`: how the meeting went; where it called the roll, the member stands there as absent."""
        if self.handled:
            raise refusals.AbsenceAlreadyHandled
        if held is None or not _was_absent(asked.member, held):
            raise refusals.NobodyWasAbsent
        return asked

    def after(self, record: Record[Any]) -> Absence:
        return replace(self, handled=self.handled or isinstance(record.fact, AbsenceHandled))


def _was_absent(member: PersonId, held: MeetingHeld) -> bool:
    if not held.roll:
        return held.excused + held.unexcused > 0
    return any(line.member == member and line.status is not RollStatus.PRESENT for line in held.roll)
