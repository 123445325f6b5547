"""How far a solution has come, in numbers that add up: every view that measures one answers in this shape.

    def measures(db, asked: Measured) -> Measures: ...     # {"cells_visited": {UnitType.AGENCY: Figure(12, 40), …}}

A share or a mean is `part` of `whole`; a count has no whole. Types of unit add up to the figure of all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from domain.calendar import month_of
from domain.names import Month, UnitType


class Figure(NamedTuple):
    """So many of so many (a share), so many days over so many times (a mean), or, without a whole, a count."""

    part: int
    whole: int | None = None

    @property
    def value(self) -> float | None:
        """What is shown; None where there was nothing to measure."""
        if self.whole is None:
            return self.part
        return self.part / self.whole if self.whole else None


class Measured(NamedTuple):
    """Whose effect is asked for, from which day to which, as at which position."""

    scope: Sequence[str]
    first: date
    last: date
    at: int | None = None

    @property
    def months(self) -> tuple[Month, Month]:
        return month_of(self.first), month_of(self.last)


ByType = Mapping[UnitType | None, Figure]
Measures = Mapping[str, ByType]
"""A measure's code in its playbook, and its figures by the type of the units."""
Question = Callable[[Connection, Measured], Measures]


def total(by_type: ByType) -> Figure | None:
    """All types together; None where there are none."""
    figures = list(by_type.values())
    if not figures:
        return None
    wholes = [figure.whole for figure in figures if figure.whole is not None]
    return Figure(sum(figure.part for figure in figures), sum(wholes) if wholes else None)
