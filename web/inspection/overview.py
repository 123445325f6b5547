"""The first screen: how regularly cells meet, what is to be decided, what is open and how old, what comes back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import NamedTuple

from flask import render_template, url_for

from domain import catalogue
from domain.calendar import first_day, grace_day, last_day, month_of, months_after, months_of_quarter, months_on
from domain.names import DeficiencyCode, Month, Severity, UnitType
from domain.rulesets import national
from projections.overview import Count, Days, Dot, Opened, SolutionSteps, deficiency_counts, solution_steps, stories
from projections.regularity import Asked, By, mapped
from web import policy
from web.asking import from_query
from web.house import house
from web.inspection.decisions import Decision, most_pressing_here
from web.inspection.lists import scope
from web.inspection.regularity_map import RegularityMap, months_until, regularity_map, whole_share
from web.inspection.room import rooms
from web.moment import comparing, later_of_both
from web.policy import Act
from web.wording import word
from web.working_days import work_calendar

AGES = (7, 15, 30, 60)
"""Days since a deficiency was found, the last of each band but the oldest."""
SOON = 7
OLDEST, QUEUE, MOST_FREQUENT, BACK_MOST = 3, 4, 6, 6
HALF_A_YEAR, A_YEAR = 6, 12


@dataclass(frozen=True)
class OverviewAsked:
    """`until`: the last month of the map; `view`: `table` for the map as a table."""

    until: Month | None = None
    view: str | None = None


class Band(NamedTuple):
    """Open deficiencies of an age, by severity."""

    first: int
    last: int | None
    counts: dict[Severity, int]


class Frequent(NamedTuple):
    """A code, how often it was found this quarter, and how much more often than in the one before."""

    code: DeficiencyCode
    now: int
    change: int


class Back(NamedTuple):
    """What came back in a unit: found (x) and closed (o) along twelve months."""

    unit: str
    href: str
    code: DeficiencyCode
    marks: str
    times: int


class Remedied(NamedTuple):
    """Working days from finding to closure, the median, this quarter and in the one before."""

    now: float | None
    before: float | None


class Known(NamedTuple):
    """What was asked of the views, a query each."""

    queue: tuple[list[Decision], int]
    map: RegularityMap
    counts: list[Count]
    dots: list[Dot]
    steps: list[SolutionSteps]


@rooms.get("/overview")
@policy.needs(Act.READ_COMPLIANCE, of=policy.anywhere)
def overview() -> str:
    asked, today = _asked(), house().now().date()
    days, known = _days(today), _known(asked.until or month_of(later_of_both().date()), today)
    return render_template(
        "inspection/overview.html",
        map=known.map,
        asked=asked,
        compared=comparing(),
        cells=_columns(scope(Act.READ_COMPLIANCE)) is By.CELL,
        today=today,
        newest=_newest_judged(known.map, today),
        queue=known.queue,
        counts=_Sums.of(known.counts),
        bands=list(_bands(known.counts)),
        frequent=_frequent(known.counts),
        oldest=_oldest(known.dots),
        back=_back(known.dots, months_on(month_of(today), -A_YEAR + 1) or month_of(today)),
        recurring=_recurring(known.dots, months_after(today, -HALF_A_YEAR)),
        remedied=_remedied(known.dots, days),
        steps=list(_steps(known.steps)),
        quarter=(today.month - 1) // 3 + 1,
    )


def _asked() -> OverviewAsked:
    """Two moments are compared in words too, not in colours alone: beside the map stands its table then."""
    asked = from_query(OverviewAsked)
    return replace(asked, view="table") if comparing() else asked


def _known(until: Month, today: date) -> Known:
    whose, months = scope(Act.READ_COMPLIANCE), months_until(until)
    with house().reading() as db:
        return Known(
            most_pressing_here(db, QUEUE),
            regularity_map(mapped(db, Asked(whose, months[0], months[-1]), _columns(whose)), months),
            deficiency_counts(db, whose, _days(today)),
            stories(db, whose, months_after(today, -A_YEAR), OLDEST),
            solution_steps(db, Opened(whose, date(today.year, 1, 1), today)),
        )


def _columns(whose: Sequence[str]) -> By:
    """Who looks after a part of the Bloc sees its cells, who looks after all of it its organisations."""
    return By.ORGANISATION if any(path.strip("/").count("/") == 0 for path in whose) else By.CELL


class _Sums(NamedTuple):
    """What stands open in all."""

    open: int
    overdue: int
    soon: int

    @classmethod
    def of(cls, counts: Iterable[Count]) -> "_Sums":
        still = [count for count in counts if count.age is not None]
        return cls(sum(c.found for c in still), sum(c.overdue for c in still), sum(c.due_soon for c in still))


def _days(today: date) -> Days:
    quarter = first_day(months_of_quarter(month_of(today))[0])
    ages = tuple(today - timedelta(days=age) for age in AGES)
    return Days(today, today + timedelta(days=SOON), quarter, months_after(quarter, -3), ages)


def _newest_judged(drawn: RegularityMap, today: date) -> int:
    """The place of the newest month whose grace day has passed: months after it still change."""
    closing = (grace_day(month, national(last_day(month)).terms.grace_day) for month in drawn.months)
    over = [n for n, day in enumerate(closing) if day < today]
    return over[-1] if over else len(drawn.months) - 1


def _bands(counts: Sequence[Count]) -> Iterator[Band]:
    firsts = (0, *(age + 1 for age in AGES))
    for n, (first, last) in enumerate(zip(firsts, (*AGES, None), strict=True)):
        of_age = [count for count in counts if count.age == n]
        yield Band(first, last, {s: sum(c.found for c in of_age if c.severity is s) for s in Severity})


def _frequent(counts: Sequence[Count]) -> list[Frequent]:
    found: list[Frequent] = []
    for code in catalogue.deficiencies():
        own = [count for count in counts if count.code == code]
        now, before = sum(c.found_this for c in own), sum(c.found_last for c in own)
        if now or before:
            found.append(Frequent(code, now, now - before))
    return sorted(found, key=lambda one: (-one.now, -abs(one.change)))[:MOST_FREQUENT]


def _oldest(dots: Iterable[Dot]) -> list[Dot]:
    return sorted((dot for dot in dots if not dot.over), key=lambda dot: dot.found_on)[:OLDEST]


def _back(dots: Sequence[Dot], first: Month) -> list[Back]:
    """Which deficiencies of which units came back most often."""
    found: list[Back] = []
    for (_, code), own in groupby(dots, key=lambda dot: (dot.unit, dot.code)):
        told = list(own)
        lately = [dot for dot in told if dot.found_on >= first_day(first)]
        if any(dot.recurrences for dot in lately):
            href = url_for("inspection.deficiencies", unit=told[0].unit_code, code=code, which="all")
            found.append(Back(told[0].unit_name, href, code, _marks(told, first), len(lately)))
    return sorted(found, key=lambda one: -one.times)[:BACK_MOST]


def _marks(dots: Iterable[Dot], first: Month) -> str:
    """A letter a month: x found, o closed, nothing otherwise; a finding hides a closure of the same month."""
    told = [(dot.found_on, "x") for dot in dots] + [(dot.closed_on, "o") for dot in dots if dot.closed_on]
    marks = ["."] * A_YEAR
    for day, mark in sorted(told, key=lambda one: one[1]):
        place = _months_between(first, month_of(day))
        if 0 <= place < A_YEAR:
            marks[place] = mark
    return "".join(marks)


def _months_between(first: Month, month: Month) -> int:
    return (int(month[:4]) - int(first[:4])) * 12 + int(month[5:]) - int(first[5:])


def _recurring(dots: Iterable[Dot], since: date) -> list[tuple[str, int]]:
    """Units where something came back since a day, counted by type, the most first."""
    types = {dot.unit: dot.unit_type for dot in dots if dot.recurrences and dot.found_on >= since}
    counted = {kind: list(types.values()).count(kind) for kind in set(types.values())}
    return sorted(((_typed(kind), n) for kind, n in counted.items()), key=lambda one: -one[1])


def _typed(kind: UnitType | None) -> str:
    return word("unit_type", kind) if kind else ""


def _remedied(dots: Iterable[Dot], days: Days) -> Remedied:
    took = [(dot.closed_on, _working_days(dot.found_on, dot.closed_on)) for dot in dots if dot.closed_on]
    now = [n for closed, n in took if closed >= days.this_from]
    before = [n for closed, n in took if days.last_from <= closed < days.this_from]
    return Remedied(median(now) if now else None, median(before) if before else None)


def _working_days(first: date, last: date) -> int:
    return work_calendar().working_days_between(first, last)


def _steps(steps: Iterable[SolutionSteps]) -> Iterator[SolutionSteps]:
    """All seven, every type of unit together, those without a step too."""
    some = list(steps)
    for code in catalogue.solutions():
        own = [one for one in some if one.solution == code]
        yield SolutionSteps(code, None, sum(one.planned for one in own), sum(one.done for one in own))


def trend(drawn: RegularityMap, newest: int) -> list[float]:
    """The shares of the months that count, for the line beside the first number."""
    return [percent for sums in drawn.sums[: newest + 1] if (percent := whole_share([sums])) is not None]
