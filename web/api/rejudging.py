"""Closed months of which today's facts give otherwise: listed, and judged again by a person."""

from dataclasses import dataclass
from datetime import date

import msgspec

from domain.names import UnitId
from domain.rules.rule import Outcome
from projections.months_judged import month_in_sight
from projections.regularity import Differing, differing
from projections.unit_tree import unit_by_code
from web import policy
from web.acts import Act
from web.api.lists import Paged, asked_well, list_of, scope
from web.api.operations import Answer, gives
from web.api.verdicts import MonthVerdicts, named_month, rooms, show_month
from web.asking import record
from web.house import house
from web.places import of_unit
from workflows.requests.months import RejudgeMonth, rejudge_month


class DifferingMonth(msgspec.Struct, frozen=True, kw_only=True):
    """A closed month: what stands of it, and what today's facts give, by rule where they differ."""

    cell: str
    month: str
    closed_on: date
    stands: dict[str, Outcome]
    derived: dict[str, Outcome]


DIFFERING = list_of(DifferingMonth, "DifferingMonthList")


@dataclass(frozen=True, kw_only=True)
class DifferingSought(Paged):
    """Those of a unit and below it."""

    under: UnitId | None = None


@rooms.get("/compliance/differing")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
@gives(DIFFERING, seeks=DifferingSought)
def list_differing(asked: DifferingSought) -> Answer:
    """The closed months that a person has to look at again, the newest first."""
    with house().reading() as db, asked_well():
        found = differing(db, scope(db, Act.READ_COMPLIANCE, asked.under), asked.part)
    items = tuple(map(_shown, found.items))
    return Answer(DIFFERING(items=items, next=found.next, total=found.total))


@rooms.post("/cells/<code>/months/<month>/rejudge")
@policy.needs(Act.DECIDE_PROPOSAL, of=of_unit)
@gives(MonthVerdicts, takes=RejudgeMonth)
def post_rejudgement(asked: RejudgeMonth, code: str, month: str) -> Answer:
    """Say what stands of a closed month; what closing it recorded stays. Newly broken rules are proposed to people."""
    named = named_month(month)
    with house().reading() as db:
        unit = unit_by_code(db, code)
        assert unit is not None  # the gate found it
        seen = month_in_sight(db, unit.unit, named, house().journal.at)
    return show_month(code, named, record(rejudge_month, (seen.sight, seen.in_force), asked))


def _shown(one: Differing) -> DifferingMonth:
    return DifferingMonth(
        cell=one.code,
        month=one.month,
        closed_on=one.closed_on,
        stands={rule: stands for rule, (stands, _) in one.turned.items()},
        derived={rule: derived for rule, (_, derived) in one.turned.items()},
    )
