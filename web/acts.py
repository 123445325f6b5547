"""What one may want to do, which role may do it where, and the one function that says so.

A role is held at a unit and speaks for everything below it. Effectiveness is judged by who may `VERIFY`, a closed case
is reopened by who may `OPEN_CASE`.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from domain.names import BodyKind, Office, Role, Target, TargetKind


class Act(StrEnum):
    """What one may want to do; reading comes first."""

    READ_UNIT = "read_unit"
    READ_COMPLIANCE = "read_compliance"
    READ_MEETING = "read_meeting"
    READ_VISIT = "read_visit"
    READ_SUPERVISION = "read_supervision"
    READ_PROPOSAL = "read_proposal"
    READ_CASE = "read_case"
    READ_PERSONAL = "read_personal"
    READ_HISTORY = "read_history"
    READ_REPORT = "read_report"
    READ_EMERGENCY_ACCESS = "read_emergency_access"
    HOLD_MEETING = "hold_meeting"
    CLASS_MEETING = "class_meeting"
    VISIT = "visit"
    ACKNOWLEDGE_FEEDBACK = "acknowledge_feedback"
    SUPERVISE = "supervise"
    ANSWER_SUPERVISION = "answer_supervision"
    DECIDE_PROPOSAL = "decide_proposal"
    FIND = "find"
    REPORT_ON_ITSELF = "report_on_itself"
    ANALYSE_CAUSES = "analyse_causes"
    ACKNOWLEDGE = "acknowledge"
    CONTEST = "contest"
    DECIDE_CONTEST = "decide_contest"
    WITHDRAW = "withdraw"
    OPEN_CASE = "open_case"
    PLAN = "plan"
    APPROVE = "approve"
    REMEDY = "remedy"
    ASK_EXTENSION = "ask_extension"
    DECIDE_EXTENSION = "decide_extension"
    VERIFY = "verify"
    CLOSE = "close"
    COMMENT = "comment"
    REGISTER_UNITS = "register_units"
    FILL_OFFICES = "fill_offices"
    ENTER_PEOPLE = "enter_people"
    ADMIT_USERS = "admit_users"
    SETTLE = "settle"
    ADOPT_RULES = "adopt_rules"
    PROPOSE_RULES = "propose_rules"
    APPROVE_PROGRAMMES = "approve_programmes"
    PROPOSE_PROGRAMMES = "propose_programmes"
    TAKE_EMERGENCY_ACCESS = "take_emergency_access"
    REVIEW_EMERGENCY_ACCESS = "review_emergency_access"

    @property
    def reads(self) -> bool:
        return self.value.startswith("read_")


READS_ALL = frozenset(act for act in Act if act.reads)
OF_THE_CELL = frozenset(
    {
        Act.HOLD_MEETING,
        Act.ACKNOWLEDGE_FEEDBACK,
        Act.REPORT_ON_ITSELF,
        Act.ACKNOWLEDGE,
        Act.CONTEST,
        Act.PLAN,
        Act.REMEDY,
        Act.ASK_EXTENSION,
    }
)
"""What a cell does itself; someone above may enter it on its secretary's behalf."""
JUDGING = frozenset(
    {
        Act.DECIDE_PROPOSAL,
        Act.OPEN_CASE,
        Act.APPROVE,
        Act.DECIDE_EXTENSION,
        Act.DECIDE_CONTEST,
        Act.WITHDRAW,
        Act.VERIFY,
        Act.CLOSE,
    }
)
"""What nobody does in a matter against their own committee."""
INSPECTING = JUDGING | {Act.FIND, Act.SUPERVISE, Act.ANSWER_SUPERVISION, Act.ANALYSE_CAUSES, Act.COMMENT}
"""Who supervises enters what a subject handed in on paper, too."""

OF_THE_REGISTER = frozenset({Act.REGISTER_UNITS, Act.FILL_OFFICES, Act.ENTER_PEOPLE, Act.ADMIT_USERS, Act.SETTLE})
REMARKING = frozenset({Act.ANALYSE_CAUSES, Act.COMMENT})
RUNNING = frozenset({Act.PROPOSE_PROGRAMMES})
"""A year of a solution is proposed and reviewed by inspectors, overseers, and the unit's own committee."""

MAY: dict[Role, frozenset[Act]] = {
    Role.SECRETARY: READS_ALL - {Act.READ_PROPOSAL, Act.READ_HISTORY, Act.READ_EMERGENCY_ACCESS}
    | OF_THE_CELL
    | RUNNING
    | REMARKING
    | {Act.ANSWER_SUPERVISION},
    Role.OVERSEER: READS_ALL - {Act.READ_HISTORY, Act.READ_EMERGENCY_ACCESS}
    | RUNNING
    | REMARKING
    | {Act.VISIT, Act.CLASS_MEETING, Act.FIND, Act.WITHDRAW},
    Role.INSPECTOR: READS_ALL | RUNNING | INSPECTING | {Act.PROPOSE_RULES, Act.REVIEW_EMERGENCY_ACCESS},
    Role.LEADER: READS_ALL
    | {Act.ADOPT_RULES, Act.PROPOSE_RULES, Act.APPROVE_PROGRAMMES, Act.COMMENT, Act.REVIEW_EMERGENCY_ACCESS},
    Role.AUDITOR: READS_ALL | {Act.FIND},
    Role.ADMINISTRATOR: OF_THE_REGISTER
    | {Act.READ_UNIT, Act.READ_PERSONAL, Act.READ_EMERGENCY_ACCESS, Act.TAKE_EMERGENCY_ACCESS},
}
IN_AN_EMERGENCY = READS_ALL - {Act.READ_HISTORY}
"""What an administrator reads, and nothing more, while an emergency access lasts."""

NEEDS_KNOWING: dict[Act, Act] = {
    **dict.fromkeys(
        JUDGING | OF_THE_CELL - {Act.HOLD_MEETING} | {Act.ANALYSE_CAUSES, Act.COMMENT},
        Act.READ_CASE,
    ),
    Act.READ_CASE: Act.READ_CASE,
    Act.READ_PROPOSAL: Act.READ_PROPOSAL,
    Act.READ_PERSONAL: Act.READ_PERSONAL,
}
"""Whoever may not know of the thing is told that it is not there (404), not that it is forbidden (403)."""


class Held(NamedTuple):
    """A role, and the path of the unit at which it is held: `/BLOC/ORG/`; `until`: an emergency access, and its end."""

    role: Role
    path: str
    until: datetime | None = None

    @property
    def acts(self) -> frozenset[Act]:
        return MAY[self.role] if self.until is None else IN_AN_EMERGENCY


class Place(NamedTuple):
    """Where a thing stands, and against whom a finding is directed."""

    path: str
    target: Target | None = None


def may(held: Iterable[Held], act: Act, place: Place) -> bool:
    """The one policy function: does any of these roles allow the act there?"""
    return any(act in _acts(one, place.target) for one in held if place.path.startswith(one.path))


def may_somewhere(held: Iterable[Held], act: Act) -> bool:
    """Could any of these roles allow it at some place, against some target?"""
    return any(act in one.acts or (one.role is Role.LEADER and act in INSPECTING) for one in held)


def may_stand_in(held: Iterable[Held], act: Act, place: Place) -> bool:
    """Whoever oversees or inspects a cell, or is its other secretary, may enter what its secretary does."""
    above = {Role.SECRETARY, Role.OVERSEER, Role.INSPECTOR}
    entered = OF_THE_CELL | {Act.ANSWER_SUPERVISION}
    return act in entered and any(one.role in above and place.path.startswith(one.path) for one in held)


def widest(held: Iterable[Held], act: Act) -> tuple[str, ...]:
    """The shortest paths at and below which these roles allow the act: what lists join on."""
    paths = sorted({one.path for one in held if act in one.acts})
    return tuple(path for path in paths if not any(path != wider and path.startswith(wider) for wider in paths))


def _acts(one: Held, target: Target | None) -> frozenset[Act]:
    """Against the inspection committee or an overseer the leaders take the inspectors' acts."""
    role = one.role
    if one.until or target is None or not _is_superior(target):
        return one.acts
    if role is Role.LEADER:
        return MAY[role] | INSPECTING
    if role is Role.OVERSEER or target.body is BodyKind.INSPECTION_COMMITTEE:
        return MAY[role] - JUDGING - {Act.SUPERVISE}
    return one.acts


def weightiest(targets: Iterable[Target]) -> Target:
    """Of all that a case is against, what leaves the fewest to judge it."""
    return max(targets, key=lambda target: (_is_superior(target), target.body is BodyKind.INSPECTION_COMMITTEE))


def _is_superior(target: Target) -> bool:
    if target.kind is TargetKind.UNIT:
        return False
    return target.body is BodyKind.INSPECTION_COMMITTEE or target.office is Office.OVERSEER
