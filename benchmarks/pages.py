"""Pages: as at a past moment against now, and of a country against one Bloc; medians, asked in the process."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from flask.testing import FlaskClient

from benchmarks.figure import REPEATS, Figure, milliseconds
from benchmarks.houses import Measured, house_of
from domain.calendar import month_of, months_on
from projections import remediation_inbox
from projections.listing import Part
from projections.ranges import ROOT

SMALL, BLOC, COUNTRY = 36, 543, 3600
"""Cells: some ten thousand facts, the article's Bloc, a million facts."""
LISTS = {"list of cases": "/cases?", "list of deficiencies": "/deficiencies?"}
MAP, HISTORY, TASKS = "/overview", "/history", "/tasks"
OFTEN = 9


def figures() -> Iterator[Figure]:
    with house_of(COUNTRY) as country:
        yield from _looking_back(country)
        with house_of(BLOC) as bloc:
            yield from _grown(country, bloc)
        with house_of(SMALL) as small:
            ours, limit = _both(_page(country, "auditor", HISTORY), _page(small, "auditor", HISTORY))
            yield _figure("history explorer, a million facts", "ten thousand", 2, (ours, limit))


def _looking_back(country: Measured) -> Iterator[Figure]:
    """The moment lies half the history back; the month of the meetings is the one before it, in both."""
    half = country.facts // 2
    month = months_on(month_of(country.house.journal.at([half])[half].recorded_at.date()), -1)
    pages = LISTS | {
        "list of meetings": f"/meetings?month={month}&",
        "a case": f"/cases/{_a_case(country, half)}?",
        "overview with the map": f"{MAP}?",
    }
    for name, path in pages.items():
        found = _both(_page(country, "inspector1", f"{path}as_at={half}"), _page(country, "inspector1", path))
        yield _figure(f"{name} as at, a million facts", "the same now", 4 if MAP in path else 2, found)


def _grown(country: Measured, bloc: Measured) -> Iterator[Figure]:
    """The inspectors' and the secretaries' pages, of a country that holds the Bloc's many times over."""
    pages = [("overview", "inspector1", MAP), ("list of 50", "inspector1", "/cases")]
    for name, login, path in [*pages, ("phone tasks", "secretary1", TASKS)]:
        found = _both(_page(country, login, path), _page(bloc, login, path))
        yield _figure(f"{name}, {COUNTRY:,} cells", f"{BLOC} cells", 1.5, found)
    found = _both(*(_page(of, "inspector1", f"/cases/{_a_case(of)}") for of in (country, bloc)))
    yield _figure(f"a case, {COUNTRY:,} cells", f"{BLOC} cells", 1.5, found)


def medians(of: Measured) -> dict[str, float]:
    """What each page of a house takes now, in milliseconds."""
    pages = {
        "overview": ("inspector1", MAP),
        "list of 50": ("inspector1", "/cases"),
        "phone tasks": ("secretary1", TASKS),
    }
    pages["a case"] = ("inspector1", f"/cases/{_a_case(of)}")
    found = {}
    for name, (login, path) in pages.items():
        ask = _page(of, login, path)
        ask()
        found[name] = milliseconds([ask] * (OFTEN * REPEATS))
    return found


def _a_case(of: Measured, at: int | None = None) -> UUID:
    """The newest case that was there at a moment."""
    with of.house.reading() as db:
        listed = remediation_inbox.cases_in(db, [ROOT], remediation_inbox.Sought(), Part("-opened_on", limit=1), at)
        return listed.items[0].case


def _page(of: Measured, login: str, path: str) -> Callable[[], None]:
    return partial(_asked, of.browser(login), path)


def _asked(browser: FlaskClient, path: str) -> None:
    answer = browser.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status}")


def _both(ours: Callable[[], None], limit: Callable[[], None]) -> tuple[float, float]:
    """Medians in milliseconds, the two taking turns after a warm-up."""
    ours()
    limit()
    turns = [(milliseconds([ours]), milliseconds([limit])) for _ in range(OFTEN * REPEATS)]
    return sorted(one for one, _ in turns)[len(turns) // 2], sorted(one for _, one in turns)[len(turns) // 2]


def _figure(name: str, against: str, reach: float, found: tuple[float, float]) -> Figure:
    ours, limit = found
    return Figure(name, against, ours / limit, reach, at_most=True, ours=ours, limit=limit, unit="ms")
