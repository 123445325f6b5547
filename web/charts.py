"""Where the marks of the regularity map stand: columns are organisations in groups, rows are months."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps
from typing import NamedTuple

WIDTH, LEFT, RIGHT, HEAD = 1088, 44, 44, 46
STEP, GAP, GROUP_GAP = 16.5, 1.2, 8.0


class Column(NamedTuple):
    """One organisation. `tones`, a letter a month: 0–4 best to worst, s silent, n not applicable, u unknown."""

    name: str
    href: str
    tones: Sequence[str]
    said: Sequence[str]


class Group(NamedTuple):
    """Organisations of a type, worst to the right, with what is said above them."""

    label: str
    note: str
    columns: Sequence[Column]


class Row(NamedTuple):
    """A month, what is said beside it, and where."""

    label: str
    note: str
    y: float = 0.0


class Head(NamedTuple):
    """The words above a group."""

    label: str
    note: str
    x: float
    width: float


@dataclass(frozen=True)
class Drawn:
    """All that `charts.heat` of the templates needs; `walk` is what the keyboard walks over, as JSON."""

    width: float
    height: float
    left: float
    right: float
    cell_width: float
    cell_height: float
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    paths: tuple[tuple[str, str], ...]
    walk: str


def heat(groups: Sequence[Group], rows: Sequence[Row]) -> Drawn:
    """Lay out the map; one path a colour keeps a thousand cells light."""
    shown = [group for group in groups if group.columns]
    places = _places(shown)
    cell_width = _pitch(shown) - GAP
    paths: dict[str, list[str]] = defaultdict(list)
    for x, column in places:
        for n, tone in enumerate(column.tones):
            paths[tone].append(f"M{x:g} {HEAD + n * STEP:g}h{cell_width:.1f}v{STEP - GAP:g}h-{cell_width:.1f}z")
    return Drawn(
        width=WIDTH,
        height=HEAD + len(rows) * STEP,
        left=LEFT,
        right=RIGHT,
        cell_width=round(cell_width, 1),
        cell_height=STEP - GAP,
        heads=tuple(_heads(shown, places)),
        rows=tuple(row._replace(y=round(HEAD + n * STEP + 11.5, 1)) for n, row in enumerate(rows)),
        paths=tuple((tone, "".join(path)) for tone, path in sorted(paths.items())),
        walk=_walk(places, rows, cell_width),
    )


def _pitch(groups: Sequence[Group]) -> float:
    """The width of a column with its gap: all fit, and few do not become broad."""
    count = sum(len(group.columns) for group in groups) or 1
    return min((WIDTH - LEFT - RIGHT - GROUP_GAP * (len(groups) - 1)) / count, 60.0)


def _places(groups: Sequence[Group]) -> list[tuple[float, Column]]:
    pitch, x, places = _pitch(groups), float(LEFT), []
    for group in groups:
        for column in group.columns:
            places.append((round(x, 1), column))
            x += pitch
        x += GROUP_GAP
    return places


def _heads(groups: Sequence[Group], places: list[tuple[float, Column]]) -> list[Head]:
    pitch, first, heads = _pitch(groups), 0, []
    for group in groups:
        heads.append(Head(group.label, group.note, places[first][0], round(pitch * len(group.columns) - GAP, 1)))
        first += len(group.columns)
    return heads


def _walk(places: list[tuple[float, Column]], rows: Sequence[Row], width: float) -> str:
    columns = [
        {"x": x, "name": one.name, "href": one.href, "said": list(one.said), "tones": "".join(one.tones)}
        for x, one in places
    ]
    cells = {"top": HEAD, "step": STEP, "width": round(width, 1), "height": STEP - GAP}
    return dumps({**cells, "rows": [row.label for row in rows], "columns": columns}, ensure_ascii=False)
