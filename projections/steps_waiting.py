"""Cases whose plan is being worked on: the steps that facts recorded elsewhere may bring on by themselves."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select

from domain.names import RemediationId, UnitId
from projections.audit_trail import Heard, heard
from projections.case_seen import CaseState
from projections.remediation_inbox import cases

WORKING = cases.c.state.in_([CaseState.UNDER_WAY, CaseState.SENT_BACK])


class Waiting(NamedTuple):
    """A case at work in a unit."""

    case: RemediationId
    unit: UnitId


def units_at_work() -> Select[Any]:
    return select(cases.c.unit).where(cases.at(), WORKING)


def facts_for_steps(db: Connection, topics: Collection[str], after: int, limit: int) -> list[Heard]:
    """The next facts of these kinds in units where a plan is being worked on."""
    return heard(db, topics, units_at_work(), after, limit)


def cases_at_work(db: Connection, units: Sequence[UnitId]) -> list[Waiting]:
    """The cases of some units that are being worked on, in a fixed order."""
    query = select(cases.c.case, cases.c.unit).where(cases.at(), WORKING, cases.c.unit.in_(units))
    return [Waiting(*line) for line in db.execute(query.order_by(cases.c.case))]
