"""Emergency access: an administrator reads for a while what administrators do not read, and the committee is told."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid5

from domain.emergency_access import EmergencyAccess
from domain.names import UnitId
from domain.record import Hand
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Minutes, Text


@dataclass(frozen=True)
class TakeEmergencyAccess:
    """Why it cannot wait; for how many minutes, an hour at most."""

    unit: UnitId
    reason: Text
    minutes: Minutes = 30


@dataclass(frozen=True)
class ReviewEmergencyAccess:
    """Whether it was called for, and what follows."""

    justified: bool
    note: Text


@request
def take_emergency_access(desk: Desk, hand: Hand, asked: TakeEmergencyAccess) -> tuple[Any, ...]:
    desk.unit(asked.unit).must_exist()
    reason = desk.seal(hand, "reason", asked.reason, frozenset({hand.by}))
    taken = EmergencyAccess().take(hand, asked.unit, reason, asked.minutes)
    return (Writing(uuid5(hand.command, "emergency_access"), 0, (taken,)),)


@request
def end_emergency_access(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    access, opened = desk.open(EmergencyAccess(), thing)
    return (opened.writes(access.end(hand)),)


@request
def review_emergency_access(desk: Desk, hand: Hand, thing: Thing, asked: ReviewEmergencyAccess) -> tuple[Any, ...]:
    access, opened = desk.open(EmergencyAccess(), thing)
    about = frozenset({access.person}) if access.person else frozenset()
    return (opened.writes(access.review(hand, asked.justified, desk.seal(hand, "note", asked.note, about))),)
