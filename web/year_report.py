"""The report of a year or a month as JSON: the same for programs, for the command line and for documents made of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from domain.names import Month
from projections.measured import Figure, Measured
from projections.reading import Reading
from projections.year_figures import year_figures
from projections.year_sums import Year
from web.solutions.measures import measured
from workflows.solutions import SEVEN_SOLUTIONS


def year_report(db: Reading, year: int, scope: Sequence[str], today: date) -> dict[str, Any]:
    """The figures of a year of the units in a scope, by the names that programs outside hold on to."""
    return period_report(db, Year(year, scope, today))


def month_report(db: Reading, month: Month, scope: Sequence[str], today: date) -> dict[str, Any]:
    """The same of a month, which stands in the place of `year`."""
    told = period_report(db, Year(int(month[:4]), scope, today, month=month))
    del told["year"]
    return {"month": month, **told}


def period_report(db: Reading, asked: Year) -> dict[str, Any]:
    told: dict[str, Any] = _by_name(year_figures(db, asked))
    span = Measured(asked.scope, asked.first, max(asked.first, asked.end))
    for number, values in measured(db, SEVEN_SOLUTIONS, span).items():
        told["solutions"][f"S{number}"]["measures"] = _measures((one.measure.code, one.figure) for one in values)
        for type_, figures in told["by_type"].items():
            of_type = _measures((one.measure.code, one.by_type.get(type_)) for one in values)
            figures["solutions"][f"S{number}"]["measures"] = of_type
    return told


def _measures(figures: Iterable[tuple[str, Figure | None]]) -> dict[str, Any]:
    """Those of which anything is known."""
    return {code: figure._asdict() for code, figure in figures if figure is not None}


def _by_name(figures: Any) -> Any:
    if isinstance(figures, Mapping):
        return {str(name): _by_name(inside) for name, inside in figures.items()}
    if hasattr(figures, "_asdict"):
        return _by_name(figures._asdict())
    return figures
