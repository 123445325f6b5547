"""The story of one support (chương trình giúp đỡ) of an organisation: diagnosed, planned, mentored, reached, ended."""

from dataclasses import dataclass
from datetime import date

from domain.capacity_names import JointActivity, Organisation, SupportOutcome, Weakness
from domain.events.fact import Fact
from domain.names import PersonId, Sealed, UnitId


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is to be reached, until when."""

    what: Sealed
    due: date


@dataclass(frozen=True, slots=True)
class OrganisationDiagnosed(Fact):
    """The unit's party organisation, or a mass organisation there, was looked at: what it lacks."""

    unit: UnitId
    organisation: Organisation
    on: date
    weaknesses: tuple[Weakness, ...]
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class SupportPlanned(Fact):
    """What help will reach, step by step; planned anew, it takes the place of the plan before."""

    milestones: tuple[Milestone, ...]
    until: date


@dataclass(frozen=True, slots=True)
class SupportPlanApproved(Fact):
    """A leader approved the plan."""


@dataclass(frozen=True, slots=True)
class MentorAssigned(Fact):
    """Someone from outside the unit helps it; the newest one does."""

    mentor: PersonId


@dataclass(frozen=True, slots=True)
class MilestoneReached(Fact):
    """The milestone of that number was reached."""

    n: int


@dataclass(frozen=True, slots=True)
class JointActivityHeld(Fact):
    """The unit did something together with others."""

    kind: JointActivity
    on: date
    participants: int


@dataclass(frozen=True, slots=True)
class SupportEnded(Fact):
    """The support is over."""

    outcome: SupportOutcome
    note: Sealed | None = None


SupportFact = (
    OrganisationDiagnosed
    | SupportPlanned
    | SupportPlanApproved
    | MentorAssigned
    | MilestoneReached
    | JointActivityHeld
    | SupportEnded
)
