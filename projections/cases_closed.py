"""Closed cases and what was found in their units since: whether a remedy held is asked some months later."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, select

from domain.names import DeficiencyCode, RemediationId
from projections.case_seen import CaseState
from projections.found import DeficiencyState, deficiencies
from projections.remediation_inbox import cases, limitations


class Closed(NamedTuple):
    """A closed case, the checks asked for since, and which of its deficiencies were found in its unit again."""

    case: RemediationId
    closed_on: date
    asked: tuple[int, ...]
    found_since: tuple[DeficiencyCode, ...]


def closed_cases(db: Connection, until: date) -> Iterator[Closed]:
    """The cases closed by a day."""
    c, held, found = cases.c, limitations.c, deficiencies.c
    again = (found.unit == c.unit) & (found.code == held.code) & (found.found_on > c.closed_on)
    stands = deficiencies.at() & (found.state != DeficiencyState.WITHDRAWN)
    query = (
        select(c.case, c.closed_on, c.effect_asked, found.code)
        .join_from(cases.table, limitations.table, (held.case == c.case) & limitations.at(), isouter=True)
        .join(deficiencies.table, again & stands, isouter=True)
        .where(cases.at(), c.state == CaseState.CLOSED, c.closed_on <= until)
        .order_by(c.closed_on, c.case)
    )
    for case, lines in groupby(db.execute(query), key=lambda line: line[0]):
        each = list(lines)
        codes = tuple(sorted({line[3] for line in each if line[3] is not None}))
        yield Closed(case, each[0][1], each[0][2], codes)
