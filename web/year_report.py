"""The report of a year as JSON: the same for programs, for the command line and for documents made of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from projections.reading import Reading
from projections.year_figures import year_figures
from projections.year_sums import Year


def year_report(db: Reading, year: int, scope: Sequence[str], today: date) -> dict[str, Any]:
    """The figures of a year of the units in a scope, by the names that programs outside hold on to."""
    told: dict[str, Any] = _by_name(year_figures(db, Year(year, scope, today)))
    return told


def _by_name(figures: Any) -> Any:
    if isinstance(figures, Mapping):
        return {str(name): _by_name(inside) for name, inside in figures.items()}
    if hasattr(figures, "_asdict"):
        return _by_name(figures._asdict())
    return figures
