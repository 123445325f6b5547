"""What each fact of a remediation case leaves behind in its state. Total: history is never refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.calendar import local_day
from domain.events import remediation as told_of
from domain.events.furthering import StepFurthered, StepRestarted
from domain.events.remediation import Limitation
from domain.furthering import furthered
from domain.names import CauseCode, DeficiencyId
from domain.record import Record

if TYPE_CHECKING:
    from domain.remediation import Remediation

AGAIN: dict[str, Any] = {
    "reported": False,
    "furthered": (),
    **dict.fromkeys(("evidence", "done", "sent_back"), frozenset()),
}
"""A reopened case plans, works and reports again."""


def told(case: Remediation, record: Record[Any]) -> dict[str, Any]:
    """The parts of the state that a fact changes, with their new values."""
    match record.fact:
        case told_of.RemediationOpened() as fact:
            taken = {"unit": fact.unit, "limitations": fact.limitations, "playbooks": fact.playbooks}
            return taken | {"begins": fact.basis.dated, "due": fact.due, "issuer": fact.basis.issuer}
        case told_of.PlanSubmitted(steps=steps):
            owners = {step.owner for step in steps}
            return {
                "steps": steps,
                "plan_waits": True,
                "remedied_by": case.remedied_by | record.people | owners,
            }
        case told_of.PlanApproved():
            anew = {"evidence": frozenset(), "done": frozenset(), "furthered": ()}
            when = {"approved_at": record.occurred_at, "approved_position": record.position}
            return anew | when | {"plan_waits": False, "approved": True}
        case told_of.PlanReturned():
            return {"plan_waits": False}
        case told_of.EvidenceFiled(step=step):
            return {"evidence": case.evidence | {step}, "remedied_by": case.remedied_by | record.people}
        case told_of.StepDone(step=step):
            done = {"done": case.done | {step}, "sent_back": case.sent_back - {step}}
            return done | {"remedied_by": case.remedied_by | record.people}
        case StepFurthered() | StepRestarted() as moved:
            return _moved(case, moved)
        case told_of.ResultReported():
            return {"reported": True, "remedied_by": case.remedied_by | record.people}
        case told_of.ExtensionRequested(until=until):
            return {
                "extension_until": until,
                "extension_by": record.people,
                "remedied_by": case.remedied_by | record.people,
            }
        case told_of.ExtensionGranted(until=until):
            return {"due": until, "extension_until": None}
        case told_of.ExtensionRefused():
            return {"extension_until": None}
        case _:
            return _judged(case, record)


def _judged(case: Remediation, record: Record[Any]) -> dict[str, Any]:
    match record.fact:
        case told_of.DeficiencyVerified(deficiency=deficiency):
            return {"verified": case.verified | {deficiency}}
        case told_of.ResultSentBack(deficiency=deficiency):
            return {"reported": False, "sent_back": case.sent_back | _steps_for(case, deficiency)}
        case told_of.DeficiencyDropped(deficiency=deficiency):
            left = tuple(held for held in case.limitations if held.deficiency != deficiency)
            return {"limitations": left, "contested": case.contested - {deficiency}}
        case told_of.DeficiencyJoined(limitation=limitation):
            return {"limitations": (*case.limitations, limitation)}
        case told_of.CausesNoted(deficiency=deficiency, causes=causes):
            return {"limitations": tuple(_caused(held, deficiency, causes) for held in case.limitations)}
        case told_of.ContestNoted(deficiency=deficiency, open=True):
            return {"contested": case.contested | {deficiency}}
        case told_of.ContestNoted(deficiency=deficiency):
            return {"contested": case.contested - {deficiency}}
        case told_of.RemediationClosed():
            return {"closed_on": local_day(record.occurred_at), "extension_until": None}
        case told_of.RemediationReopened(deficiencies=again):
            going_on = {"closed_on": None, "reopened": True, "approved": False}
            return going_on | {"verified": case.verified - set(again)} | AGAIN
        case _:
            return {}


def _moved(case: Remediation, fact: StepFurthered | StepRestarted) -> dict[str, Any]:
    """A step moved by itself: nobody new remedied anything, and the fact is the evidence."""
    rows = {"furthered": furthered(case.furthered, fact)}
    if isinstance(fact, StepFurthered) and fact.done:
        return rows | {"done": case.done | {fact.step}, "evidence": case.evidence | {fact.step}}
    return rows


def _steps_for(case: Remediation, deficiency: DeficiencyId) -> set[int]:
    """The steps that remedy a deficiency sent back: they may be done again, with more evidence."""
    return {n for n, step in enumerate(case.steps, start=1) if step.deficiency == deficiency}


def _caused(held: Limitation, deficiency: DeficiencyId, causes: tuple[CauseCode, ...]) -> Limitation:
    return replace(held, causes=causes) if held.deficiency == deficiency else held
