"""Whom a protected text is about, as far as the request and the thing say it: erasing one of them shows and ends it.

Nobody is guessed out of words. A text about a unit or a body concerns no person; about an office, whoever held it.
"""

from datetime import date

from domain.deficiency import Deficiency
from domain.meeting import Meeting
from domain.names import DeficiencyId, PersonId, Target, TargetKind
from domain.remediation import Remediation
from domain.visit import Visit
from workflows.desk import Desk

People = frozenset[PersonId]
NOBODY: People = frozenset()


def in_office(desk: Desk, target: Target | None, day: date) -> People:
    """Who held the office that a finding is against; of a unit or a body nobody is meant."""
    if target is None or target.kind is not TargetKind.OFFICE or target.office is None:
        return NOBODY
    return desk.unit(target.unit).holders_of(target.office, day, target.body)


def found_in(desk: Desk, deficiency: Deficiency) -> People:
    """Whom a finding is against, as it was on the day it was recorded."""
    return in_office(desk, deficiency.target, deficiency.found_on)


def contesting(desk: Desk, deficiency: Deficiency) -> People:
    """Whom the decision on a contest answers, and whom the finding is against."""
    return deficiency.contested_by | found_in(desk, deficiency)


def found_in_any(desk: Desk, case: Remediation) -> People:
    """Whom the findings of a case are against."""
    return NOBODY.union(*(found_in(desk, held) for held, _ in desk.open_all(Deficiency(), case.holds).values()))


def answering(case: Remediation, deficiency: DeficiencyId | None = None) -> People:
    """Who answers for the steps of the plan, or for those that remedy one deficiency."""
    return frozenset(step.owner for step in case.steps if deficiency in (None, step.deficiency))


def doing(case: Remediation, step: int) -> People:
    """Who answers for one step, where the plan has it."""
    return frozenset(planned.owner for planned in case.steps[step - 1 : step])


def chairing(meeting: Meeting) -> People:
    """Who chaired: what is said of a meeting is said of the chair too."""
    return frozenset({meeting.chair}) if meeting.chair else NOBODY


def met_on_a_visit(desk: Desk, visit: Visit) -> People:
    """The visitor, and the secretary of the unit that was visited."""
    there = desk.unit(visit.unit).secretaries(visit.on) if visit.unit else NOBODY
    return there | ({visit.visitor} if visit.visitor else NOBODY)
