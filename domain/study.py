"""One study campaign: the units it calls, the briefings held, who attended and acknowledged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import refusals
from domain.events.study import (
    BriefingAcknowledged,
    BriefingAttended,
    BriefingHeld,
    StudyCampaignEnded,
    StudyCampaignOpened,
)
from domain.names import UnitId
from domain.record import Hand, Record

NO_UNITS: frozenset[UnitId] = frozenset()
NO_DAYS: frozenset[date] = frozenset()


@dataclass(frozen=True)
class StudyCampaign:
    """What a decision on a campaign needs to know."""

    unit: UnitId | None = None
    invited: frozenset[UnitId] = NO_UNITS
    held: frozenset[date] = NO_DAYS
    attended: frozenset[tuple[UnitId, date]] = frozenset()
    acknowledged: frozenset[UnitId] = NO_UNITS
    ended: bool = False

    def open(self, hand: Hand, asked: StudyCampaignOpened) -> StudyCampaignOpened:
        if asked.acknowledge_by < hand.today:
            raise refusals.DueBeforeItBegins(hand.today)
        return asked

    def hold(self, hand: Hand, asked: BriefingHeld) -> BriefingHeld:
        self._must_go_on()
        if asked.on > hand.today:
            raise refusals.HeldInTheFuture(hand.today)
        if asked.on in self.held:
            raise refusals.BriefingAlreadyHeld(asked.on)
        return asked

    def attend(self, asked: BriefingAttended) -> BriefingAttended:
        """What a unit or the organiser says of one session; each unit is counted once a session."""
        self._must_go_on()
        self._must_be_invited(asked.unit)
        if asked.on not in self.held:
            raise refusals.NoBriefingOnThatDay(asked.on)
        if (asked.unit, asked.on) in self.attended:
            raise refusals.AttendanceAlreadyTaken
        return asked

    def acknowledge(self, asked: BriefingAcknowledged) -> BriefingAcknowledged:
        self._must_go_on()
        self._must_be_invited(asked.unit)
        if not self.held:
            raise refusals.NoBriefingYet
        if asked.unit in self.acknowledged:
            raise refusals.BriefingAlreadyAcknowledged
        return asked

    def end(self) -> StudyCampaignEnded:
        self._must_go_on()
        return StudyCampaignEnded()

    def with_session(self, on: date) -> StudyCampaign:
        """As it stands once a session of that day is recorded."""
        return replace(self, held=self.held | {on})

    def with_attendance(self, unit: UnitId, on: date) -> StudyCampaign:
        return replace(self, attended=self.attended | {(unit, on)})

    def _must_go_on(self) -> None:
        if self.unit is None:
            raise refusals.NotThere
        if self.ended:
            raise refusals.StudyCampaignHasEnded

    def _must_be_invited(self, unit: UnitId) -> None:
        if unit not in self.invited:
            raise refusals.UnitNotInvited

    def after(self, record: Record[Any]) -> StudyCampaign:
        match record.fact:
            case StudyCampaignOpened(unit=unit, invited=invited):
                return StudyCampaign(unit, frozenset(invited))
            case BriefingHeld(on=on):
                return self.with_session(on)
            case BriefingAttended(unit=unit, on=on):
                return self.with_attendance(unit, on)
            case BriefingAcknowledged(unit=unit):
                return replace(self, acknowledged=self.acknowledged | {unit})
            case StudyCampaignEnded():
                return replace(self, ended=True)
            case _:
                return self
