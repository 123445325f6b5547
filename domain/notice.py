"""One notice: told to a person, perhaps mailed too, and read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain import refusals
from domain.events.notice import Means, NoticeAcknowledged, TaskReminded
from domain.record import Hand, Record


@dataclass(frozen=True)
class Notice:
    """What a decision on a notice needs to know."""

    told: TaskReminded | None = None
    mailed: bool = False
    seen: bool = False

    def read(self, hand: Hand) -> NoticeAcknowledged:
        """Only whom it was told to reads it."""
        if self.told is None or self.told.person != hand.by:
            raise refusals.NotThere
        return NoticeAcknowledged(self.told.person)

    def mail(self, on: date) -> TaskReminded:
        """The mail server took it on a day."""
        if self.told is None:
            raise refusals.NotThere
        return replace(self.told, means=Means.MAIL, on=on)

    def after(self, record: Record[Any]) -> Notice:
        match record.fact:
            case TaskReminded(means=Means.MAIL):
                return replace(self, mailed=True)
            case TaskReminded() as told:
                return replace(self, told=told)
            case NoticeAcknowledged():
                return replace(self, seen=True)
            case _:
                return self
