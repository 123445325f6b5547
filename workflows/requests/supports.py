"""Support of organisations: diagnosed, planned, approved, mentored, reached, ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid5

from domain.capacity_names import JointActivity, Organisation, SupportOutcome, Weakness
from domain.events.support import (
    JointActivityHeld,
    MentorAssigned,
    Milestone,
    MilestoneReached,
    OrganisationDiagnosed,
    SupportEnded,
    SupportPlanned,
)
from domain.names import PersonId, UnitId
from domain.record import Hand
from domain.support import Support
from domain.unit import Unit
from workflows.desk import Claim, Desk, Release, Thing, request
from workflows.journal.journal import Writing
from workflows.requests.shapes import Count, StepNumber, Text


@dataclass(frozen=True)
class DiagnoseOrganisation:
    unit: UnitId
    organisation: Organisation
    on: date
    weaknesses: tuple[Weakness, ...]
    note: Text | None = None


@dataclass(frozen=True)
class MilestonePlanned:
    what: Text
    due: date


@dataclass(frozen=True)
class PlanSupport:
    milestones: tuple[MilestonePlanned, ...]
    until: date


@dataclass(frozen=True)
class AssignMentor:
    mentor: PersonId


@dataclass(frozen=True)
class ReachMilestone:
    n: StepNumber


@dataclass(frozen=True)
class HoldJointActivity:
    kind: JointActivity
    on: date
    participants: Count


@dataclass(frozen=True)
class EndSupport:
    outcome: SupportOutcome
    note: Text | None = None


def support_key(unit: UnitId, organisation: Organisation) -> str:
    """Held by the support that is running for an organisation of a unit."""
    return f"support:{unit}:{organisation}"


@request
def diagnose_organisation(desk: Desk, hand: Hand, asked: DiagnoseOrganisation) -> tuple[Any, ...]:
    """A support begins with what the organisation lacks; one at a time for each."""
    desk.unit(asked.unit).must_be_there_on(asked.on)
    note = desk.seal(hand, "note", asked.note) if asked.note else None
    found = OrganisationDiagnosed(asked.unit, asked.organisation, asked.on, asked.weaknesses, note)
    key = support_key(asked.unit, asked.organisation)
    running = desk.journal.holder(key) is not None
    begun = Writing(uuid5(hand.command, "support"), 0, (Support().diagnose(hand, found, running),))
    return begun, Claim(key)


@request
def plan_support(desk: Desk, hand: Hand, thing: Thing, asked: PlanSupport) -> tuple[Any, ...]:
    support, opened = desk.open(Support(), thing)
    milestones = tuple(
        Milestone(desk.seal(hand, f"what-{n}", one.what), one.due) for n, one in enumerate(asked.milestones)
    )
    return (opened.writes(support.plan(hand, SupportPlanned(milestones, asked.until))),)


@request
def approve_support(desk: Desk, hand: Hand, thing: Thing) -> tuple[Any, ...]:
    support, opened = desk.open(Support(), thing)
    return (opened.writes(support.approve(hand)),)


@request
def assign_mentor(desk: Desk, hand: Hand, thing: Thing, asked: AssignMentor) -> tuple[Any, ...]:
    support, opened = desk.open(Support(), thing)
    unit = desk.unit(support.unit) if support.unit else Unit()
    return (opened.writes(support.assign_mentor(hand, MentorAssigned(asked.mentor), unit)),)


@request
def reach_milestone(desk: Desk, hand: Hand, thing: Thing, asked: ReachMilestone) -> tuple[Any, ...]:
    support, opened = desk.open(Support(), thing)
    return (opened.writes(support.reach(MilestoneReached(asked.n))),)


@request
def hold_joint_activity(desk: Desk, hand: Hand, thing: Thing, asked: HoldJointActivity) -> tuple[Any, ...]:
    support, opened = desk.open(Support(), thing)
    return (opened.writes(support.hold_activity(hand, JointActivityHeld(**vars(asked)))),)


@request
def end_support(desk: Desk, hand: Hand, thing: Thing, asked: EndSupport) -> tuple[Any, ...]:
    """The organisation may then be supported anew."""
    support, opened = desk.open(Support(), thing)
    about = frozenset({support.mentor}) if support.mentor else frozenset[PersonId]()
    note = desk.seal(hand, "note", asked.note, about) if asked.note else None
    ended = opened.writes(support.end(SupportEnded(asked.outcome, note)))
    assert support.unit is not None  # it was decided on what is there
    assert support.organisation is not None
    return ended, Release(support_key(support.unit, support.organisation))
