"""The figures of a year, from the rows of other views and nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection

from domain import catalogue
from domain.names import SolutionCode, UnitType
from projections import year_sums
from projections.cell_month_row import CODES
from projections.figures import (
    Attended,
    Deficiencies,
    Figures,
    Meetings,
    Organisations,
    SolutionFigures,
    Supervised,
    Verdicts,
    YearFigures,
    added,
)
from projections.overview import Opened, solution_steps
from projections.year_sums import Counted, Type, Year

K = TypeVar("K")
N = TypeVar("N", bound=tuple[Any, ...])


def year_figures(db: Connection, year: Year) -> YearFigures:
    """A year of the units in a scope: five queries, whatever its size."""
    counted = year_sums.counted(db, year)
    by_type = _by_type(db, year, counted)
    whole = _together(by_type.values())
    typed = {type_: by_type.get(type_, _together(())) for type_ in UnitType}
    return YearFigures(year=year.year, as_at=counted.as_at, by_type=typed, **whole._asdict())


def _by_type(db: Connection, year: Year, counted: Counted) -> dict[Type, Figures]:
    lifetimes = year_sums.lifetimes(db, year)
    steps = _solutions(db, year)
    organisations, found = year_sums.organisations(lifetimes, year), year_sums.found(db, year)
    attended, supervised = counted.attended, counted.supervised
    held, verdicts = year_sums.judged(db, year)
    meetings = [year_sums.meetings_due(lifetimes, year), held, counted.thematic]
    told: list[Mapping[Type, Any]] = [organisations, attended, supervised, found, verdicts, steps, *meetings]
    return {
        type_: Figures(
            organisations.get(type_, Organisations()),
            attended.get(type_, Attended()),
            supervised.get(type_, Supervised()),
            added(Meetings, [some.get(type_, Meetings()) for some in meetings]),
            _whole(CODES, [verdicts.get(type_, {})], Verdicts),
            _whole(catalogue.deficiencies(), [found.get(type_, {})], Deficiencies),
            _whole(catalogue.solutions(), [steps.get(type_, {})], SolutionFigures),
        )
        for type_ in {one for some in told for one in some}
    }


def _together(figures: Iterable[Figures]) -> Figures:
    some = list(figures)
    return Figures(
        added(Organisations, [each.organisations for each in some] or [Organisations()]),
        added(Attended, [each.attended for each in some] or [Attended()]),
        added(Supervised, [each.supervised for each in some] or [Supervised()]),
        added(Meetings, [each.meetings for each in some] or [Meetings()]),
        _whole(CODES, [each.verdicts for each in some], Verdicts),
        _whole(catalogue.deficiencies(), [each.deficiencies for each in some], Deficiencies),
        _whole(catalogue.solutions(), [each.solutions for each in some], SolutionFigures),
    )


def _whole(names: Iterable[K], parts: list[Mapping[K, N]], shape: Any) -> dict[K, N]:
    """Every name with its figures added up, those without any too."""
    known = dict.fromkeys([*names, *(name for part in parts for name in part)])
    return {name: added(shape, [shape(), *(part[name] for part in parts if name in part)]) for name in known}


def _solutions(db: Connection, year: Year) -> dict[Type, dict[SolutionCode, SolutionFigures]]:
    opened = Opened(year.scope, year.first, year.last, year.at)
    found: dict[Type, dict[SolutionCode, SolutionFigures]] = {}
    for of in solution_steps(db, opened):
        found.setdefault(of.type, {})[of.solution] = SolutionFigures(of.planned, of.done)
    return found
