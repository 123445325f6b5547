"""The regularity map compared cell by cell: what was otherwise bears a sign of its own, and says what it was.

Colours alone do not say what they were, and a table of a hundred rows is no map. Columns are told again by what they
lead to; both maps show the same months.
"""

import json
from collections import Counter, defaultdict
from typing import Any, NamedTuple

from lxml.etree import SubElement
from lxml.html import HtmlElement

from web.comparing.marked import MOMENTS

MAPS = ".//div[@data-heat]"
UNJUDGED = ("n", "u")
BEST_FIRST = "01234s"
"""Tones of the map, silence behind the worst."""
SIGNS = {
    "better": "M{x:g} {y:g}m-3 2.5l3-5 3 5z",
    "worse": "M{x:g} {y:g}m-3-2.5l3 5 3-5z",
    "otherwise": "M{x:g} {y:g}m-2.6 0l2.6-2.6 2.6 2.6-2.6 2.6z",
    "appeared": "M{x:g} {y:g}m-1-3h2v2h2v2h-2v2h-2v-2h-2v-2h2z",
    "gone": "M{x:g} {y:g}m-3-1h6v2h-6z",
}
"""A sign for each way of being otherwise, drawn about the middle of a cell."""
Column = dict[str, Any]


class OnTheMap(NamedTuple):
    """How many cells are otherwise, by sign; the columns that are on one map alone."""

    signs: dict[str, int]
    appeared: list[str]
    gone: list[str]


def marked_on_the_map(before: HtmlElement, after: HtmlElement) -> OnTheMap | None:
    """Draw the signs on the later map; None where the pages have no map to compare."""
    was, now = before.find(MAPS), after.find(MAPS)
    if was is None or now is None:
        return None
    old, new = json.loads(was.get("data-heat")), json.loads(now.get("data-heat"))
    if old["rows"] != new["rows"]:
        return None
    olds, news = ({MOMENTS.sub("", one["href"]): one for one in drawn["columns"]} for drawn in (old, new))
    drawn: dict[str, list[str]] = defaultdict(list)
    counts = Counter[str]()
    for href, column in news.items():
        for n, sign in _signs(olds.get(href), column):
            middle = new["top"] + n * new["step"] + new["height"] / 2
            drawn[sign].append(SIGNS[sign].format(x=round(column["x"] + new["width"] / 2, 1), y=round(middle, 1)))
            counts[sign] += 1
    _draw(now, drawn)
    now.set("data-heat", json.dumps(new, ensure_ascii=False))
    lost, come = ([of[href]["name"] for href in of if href not in other] for of, other in ((olds, news), (news, olds)))
    return OnTheMap(dict(counts), come, lost)


def _signs(was: Column | None, now: Column) -> list[tuple[int, str]]:
    """The months that are otherwise, each with its sign; what they were is kept in the column."""
    if was is None:
        return []
    told = [(n, _sign(*tones)) for n, tones in enumerate(zip(was["tones"], now["tones"], strict=True))]
    found = [(n, sign) for n, sign in told if was["said"][n] != now["said"][n]]
    now["was"] = [said if said != now["said"][n] else "" for n, said in enumerate(was["said"])]
    return found


def _sign(was: str, now: str) -> str:
    if was == now or (was in UNJUDGED and now in UNJUDGED):
        return "otherwise"
    if was in UNJUDGED or now in UNJUDGED:
        return "appeared" if was in UNJUDGED else "gone"
    return "better" if BEST_FIRST.index(now) < BEST_FIRST.index(was) else "worse"


def _draw(heat: HtmlElement, drawn: dict[str, list[str]]) -> None:
    """Before the cursor, which stays on top."""
    svg = heat.find("svg")
    cursor = svg.find('rect[@class="cursor"]')
    for sign, paths in drawn.items():
        path = SubElement(svg, "path", {"class": f"sign {sign}", "d": "".join(paths)})
        if cursor is not None:
            cursor.addprevious(path)
