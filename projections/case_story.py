"""A case on one page: its row, its unit, and where its story stands in the journal, all in one question."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from projections.case_seen import CaseState
from projections.case_timeline import timeline
from projections.remediation_inbox import Case, cases
from projections.scope import here
from projections.unit_tree import Unit, units


class CaseStory(NamedTuple):
    """A case, the unit it concerns as it is today, and the positions of its facts, in order."""

    case: Case
    unit: Unit
    positions: tuple[int, ...]


def story_of(db: Connection, case: UUID, at: int | None = None) -> CaseStory | None:
    """The story of a case, or None where there is no such case."""
    own = [cases.c[name] for name in cases.shown]
    of_unit = [units.c[name] for name in units.shown]
    query = (
        select(*own, *of_unit, timeline.c.entry)
        .join_from(cases.table, units.table, here(cases.c.unit))
        .join(timeline.table, timeline.c.case == cases.c.case)
        .where(cases.c.case == case, cases.at(at), timeline.at(at))
        .order_by(timeline.c.entry)
    )
    lines = [tuple(line) for line in db.execute(query)]
    if not lines:
        return None
    first, width = lines[0], len(own)
    return CaseStory(Case(*first[:width]), Unit(*first[width:-1]), tuple(line[-1] for line in lines))


def closed_of(db: Connection, unit: UUID) -> list[Case]:
    """The cases of a unit that closed, the newest first: what a new one may be a recurrence of."""
    query = cases.select().where(cases.c.unit == unit, cases.c.state == CaseState.CLOSED)
    return cases.read(db, query.order_by(cases.c.closed_on.desc()).limit(50))
