"""The shapes of a year's figures: they stay, programs outside read them by these names."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from domain.names import DeficiencyCode, RuleCode, SolutionCode, UnitType
from projections.measured import Figure

N = TypeVar("N", bound=tuple[Any, ...])


def added(shape: Callable[..., N], figures: Iterable[N]) -> N:
    """Figures of one shape, added up number by number; what is measured is measured of the whole anew."""
    return shape(*(sum(numbers) for numbers in zip(*figures, strict=True) if not isinstance(numbers[0], dict)))


class Organisations(NamedTuple):
    """How many organisations there are at the year's end, and the members of its cells."""

    grassroots: int = 0
    party_bodies: int = 0
    grassroots_cells: int = 0
    subordinate_cells: int = 0
    meeting_cells: int = 0
    members: int = 0


class Attended(NamedTuple):
    """Distinct grassroots committees and cells whose meetings the Bloc's leaders attended."""

    committees: int = 0
    cells: int = 0


class Supervised(NamedTuple):
    """Distinct grassroots organisations under thematic supervision."""

    thematic: int = 0


class Meetings(NamedTuple):
    """Regular meetings due, held, and held on their day, counted by cell and month; thematic meetings held."""

    due: int = 0
    held: int = 0
    on_time: int = 0
    thematic: int = 0


class Verdicts(NamedTuple):
    """How many cell-months have which verdict."""

    kept: int = 0
    broken: int = 0
    not_applicable: int = 0
    unknown: int = 0


class Deficiencies(NamedTuple):
    """Of a code: found and closed in the year; open, and of those overdue, at its end; found again after closure."""

    found: int = 0
    closed: int = 0
    open: int = 0
    overdue: int = 0
    recurred: int = 0


class SolutionFigures(NamedTuple):
    """Steps of the plans of the year's cases that draw on a solution, and those done; its measures over the year.

    Measures are put in by whoever knows the playbooks, which this floor does not.
    """

    steps: int = 0
    done: int = 0
    measures: dict[str, Figure] = {}  # noqa: RUF012  # nobody writes into a default of a tuple


class Figures(NamedTuple):
    """The figures of the units of a type, or of all of them."""

    organisations: Organisations
    attended: Attended
    supervised: Supervised
    meetings: Meetings
    verdicts: dict[RuleCode, Verdicts]
    deficiencies: dict[DeficiencyCode, Deficiencies]
    solutions: dict[SolutionCode, SolutionFigures]


class YearFigures(NamedTuple):
    """A year. `as_at` is the position up to which facts were read."""

    year: int
    as_at: int
    organisations: Organisations
    attended: Attended
    supervised: Supervised
    meetings: Meetings
    verdicts: dict[RuleCode, Verdicts]
    deficiencies: dict[DeficiencyCode, Deficiencies]
    by_type: dict[UnitType, Figures]
    solutions: dict[SolutionCode, SolutionFigures]
