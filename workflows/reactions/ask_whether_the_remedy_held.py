"""A case closed some months ago: an inspector is asked whether its remedy held."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from domain.calendar import months_after
from domain.names import DeficiencyCode, RemediationId
from workflows.requests.verdicts_on_cases import AskEffect

AFTER_MONTHS = (3, 6)
"""When the effect of a remedy is looked at [us]."""


class ClosedCase(NamedTuple):
    """A closed case as a view holds it: the checks already asked for, and what was found in its unit since."""

    case: RemediationId
    closed_on: date
    asked: tuple[int, ...]
    found_since: tuple[DeficiencyCode, ...]


def checks_due(cases: Iterable[ClosedCase], on: date) -> Iterator[tuple[RemediationId, AskEffect]]:
    """The newest check that a day calls for, of each case that was not asked for it."""
    for case in cases:
        due = [months for months in AFTER_MONTHS if months_after(case.closed_on, months) <= on]
        if due and due[-1] not in case.asked:
            yield case.case, AskEffect(on, due[-1], case.found_since)
