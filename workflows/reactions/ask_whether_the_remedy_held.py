"""A case closed some months ago: an inspector is asked whether its remedy held."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from domain.calendar import months_after
from domain.names import DeficiencyCode, RemediationId
from domain.rulesets import national
from workflows.requests.verdicts_on_cases import AskEffect


class ClosedCase(NamedTuple):
    """A closed case as a view holds it: the checks already asked for, and what was found in its unit since."""

    case: RemediationId
    closed_on: date
    asked: tuple[int, ...]
    found_since: tuple[DeficiencyCode, ...]


def checks_due(cases: Iterable[ClosedCase], on: date) -> Iterator[tuple[RemediationId, AskEffect]]:
    """The newest check that a day calls for, of each case that was not asked for it."""
    for case in cases:
        asked_after = national(case.closed_on).terms.effect_asked_after_months
        due = [months for months in asked_after if months_after(case.closed_on, months) <= on]
        if due and due[-1] not in case.asked:
            yield case.case, AskEffect(on, due[-1], case.found_since)
