"""Study campaigns: opened, their briefings held and attended, acknowledged by the units, ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.events.study import BriefingAcknowledged, BriefingAttended, BriefingHeld, StudyCampaignOpened
from domain.names import UnitId
from domain.record import Hand
from domain.study import StudyCampaign
from workflows.desk import Desk, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Count, Line


@dataclass(frozen=True)
class OpenStudyCampaign:
    """`unit` calls the `invited` units."""

    unit: UnitId
    matter: Line
    invited: tuple[UnitId, ...]
    acknowledge_by: date
    document: Line | None = None


@dataclass(frozen=True)
class UnitPresent:
    """Who of a unit was there."""

    unit: UnitId
    committee: Count = 0
    head: bool = False
    members: Count = 0


@dataclass(frozen=True)
class HoldBriefing:
    """A session, with the attendance list where the organiser keeps it."""

    on: date
    attended: tuple[UnitPresent, ...] = ()


@dataclass(frozen=True)
class AttendBriefing:
    """What a unit says of its own attendance at a session."""

    unit: UnitId
    on: date
    committee: Count = 0
    head: bool = False
    members: Count = 0


@dataclass(frozen=True)
class AcknowledgeBriefing:
    unit: UnitId


@request
def open_study_campaign(desk: Desk, hand: Hand, asked: OpenStudyCampaign) -> tuple[Any, ...]:
    desk.unit(asked.unit).must_be_there_on(hand.today)
    invited = tuple(dict.fromkeys(asked.invited))
    fact = StudyCampaignOpened(asked.unit, asked.matter, invited, asked.acknowledge_by, asked.document)
    return (Writing(uuid5(hand.command, "campaign"), 0, (StudyCampaign().open(hand, fact),)),)


@request
def hold_briefing(desk: Desk, hand: Hand, thing: Thing, asked: HoldBriefing) -> tuple[Any, ...]:
    campaign, opened = desk.open(StudyCampaign(), thing)
    held = campaign.hold(hand, BriefingHeld(asked.on))
    there = campaign.with_session(asked.on)
    facts = []
    for one in asked.attended:
        facts.append(there.attend(BriefingAttended(one.unit, asked.on, one.committee, one.head, one.members)))
        there = there.with_attendance(one.unit, asked.on)
    return (opened.writes(held, *facts),)


@request
def attend_briefing(desk: Desk, hand: Hand, thing: Thing, asked: AttendBriefing) -> tuple[Any, ...]:
    campaign, opened = desk.open(StudyCampaign(), thing)
    return (opened.writes(campaign.attend(BriefingAttended(**vars(asked)))),)


@request
def acknowledge_briefing(desk: Desk, hand: Hand, thing: Thing, asked: AcknowledgeBriefing) -> tuple[Any, ...]:
    campaign, opened = desk.open(StudyCampaign(), thing)
    return (opened.writes(campaign.acknowledge(BriefingAcknowledged(asked.unit))),)


@request
def end_study_campaign(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    campaign, opened = desk.open(StudyCampaign(), thing)
    return (opened.writes(campaign.end()),)
