"""What brought the steps of a plan on by itself: how much of what the playbook asks for, and the facts that did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import url_for

from domain.calendar import local_day
from domain.events.furthering import StepFurthered, StepRestarted
from domain.events.meeting import MeetingHeld
from domain.events.month import MonthClosed
from domain.events.remediation import PlanApproved
from domain.events.visit import VisitMade
from domain.record import Record
from projections.reading import Reading
from projections.unit_tree import units_by_id
from web.acts import Act, may_somewhere
from web.house import house
from web.policy import caller
from web.wording import day, month, word


class Cause(NamedTuple):
    """A fact that brought a step on, in words, and where it is seen."""

    position: int
    said: str
    href: str


@dataclass(frozen=True)
class Furthered:
    """A step of the playbook as a step of the plan goes through it; `anew`: its row was broken and begun again."""

    playbook_step: str
    count: int
    times: int
    anew: bool
    causes: tuple[Cause, ...]

    @property
    def satisfied(self) -> bool:
        return self.count >= self.times > 0


def furthered(db: Reading, own: Iterable[Record[Any]]) -> dict[int, list[Furthered]]:
    """By the step of the plan, since the plan was approved."""
    rows: dict[tuple[int, str, int], tuple[list[StepFurthered], bool]] = {}
    for record in own:
        match record.fact:
            case PlanApproved():
                rows.clear()
            case StepFurthered() as fact:
                counted, anew = rows.get(key := (fact.step, fact.playbook_step, fact.way), ([], False))
                rows[key] = ([*counted, fact], anew)
            case StepRestarted() as fact:
                rows[fact.step, fact.playbook_step, fact.way] = ([], True)
    causes = _causes(db, {fact.by for counted, _ in rows.values() for fact in counted})
    told: dict[int, list[Furthered]] = {}
    for (step, code, _), (counted, anew) in rows.items():
        times = counted[-1].times if counted else 0
        by = tuple(causes[fact.by] for fact in counted)
        told.setdefault(step, []).append(Furthered(code, len(counted), times, anew, by))
    return told


def _causes(db: Reading, positions: set[int]) -> dict[int, Cause]:
    if not positions:
        return {}
    records = house().journal.at(positions)
    cells = {record.fact.cell for record in records.values() if isinstance(record.fact, MonthClosed)}
    codes = {unit: row.code for unit, row in units_by_id(db, cells).items()} if cells else {}
    return {n: Cause(n, _said(record), _href(record, codes)) for n, record in records.items()}


def _said(record: Record[Any]) -> str:
    fact = record.fact
    when = month(fact.month) if isinstance(fact, MonthClosed) else day(local_day(record.occurred_at))
    return f"{word('fact', type(fact).__name__)} {when}"


def _href(record: Record[Any], codes: dict[Any, str]) -> str:
    """The page of what happened; an entry of the history for who may read it."""
    match record.fact:
        case MonthClosed(cell=cell, month=of) if cell in codes:
            return url_for("inspection.cell_month", code=codes[cell], month=of)
        case MeetingHeld():
            return url_for("secretaries.meeting", meeting=record.stream)
        case VisitMade():
            return url_for("secretaries.visit", visit=record.stream)
    reads = may_somewhere(caller().held, Act.READ_HISTORY)
    return url_for("audit.entry", position=record.position) if reads else ""
