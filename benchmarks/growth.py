"""How pages grow with the number of cells: a curve a page, as one SVG beside the tables."""

import os
from collections.abc import Iterator, Mapping, Sequence
from math import log
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.houses import house_of
from benchmarks.pages import BLOC, COUNTRY, SMALL, medians

PICTURE = Path("docs") / "pictures" / "growth.svg"
SIZES = (SMALL, BLOC, COUNTRY)
WIDTH, HEIGHT, LEFT, TOP, ROOM = 640, 320, 60, 24, 150
DASHES = ("", "7 4", "2 3", "10 3 2 3")
Curves = Mapping[str, Sequence[float]]


def figures() -> Iterator[Figure]:
    """The largest against the Bloc; the picture is drawn on the way."""
    found: dict[str, list[float]] = {}
    for cells in SIZES:
        with house_of(cells) as house:
            for name, spent in medians(house).items():
                found.setdefault(name, []).append(spent)
    PICTURE.write_text(drawn(found) + os.linesep)
    for name, curve in found.items():
        told = f"{name}, {SIZES[-1]:,} cells"
        yield Figure(told, f"{BLOC} cells", curve[-1] / curve[1], 1.5, True, curve[-1], curve[1], "ms")


def drawn(curves: Curves) -> str:
    """Cells on a scale of powers from left to right, milliseconds upwards from nothing."""
    highest = max(max(curve) for curve in curves.values())
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"']
    lines[0] += ' font-size="12" fill="#444" stroke-linejoin="round">'
    lines.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>')
    lines += [f'<text x="{_x(n):.0f}" y="{HEIGHT - 8}" text-anchor="middle">{n:,} cells</text>' for n in SIZES]
    for part in (0, 0.5, 1):
        y = _y(highest * part, highest)
        lines.append(f'<path d="M{LEFT} {y:.0f}H{WIDTH - ROOM}" stroke="#ddd"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{highest * part:.0f} ms</text>')
    for dash, (name, curve) in zip(DASHES, curves.items(), strict=True):
        points = " ".join(f"{_x(n):.0f},{_y(ms, highest):.0f}" for n, ms in zip(SIZES, curve, strict=True))
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="#8f1d14" stroke-width="2" stroke-dasharray="{dash}"/>'
        )
        lines.append(f'<text x="{WIDTH - ROOM + 8}" y="{_y(curve[-1], highest) + 4:.0f}">{name}</text>')
    return "\n".join([*lines, "</svg>"])


def _x(cells: int) -> float:
    first, last = log(SIZES[0]), log(SIZES[-1])
    return LEFT + (log(cells) - first) / (last - first) * (WIDTH - ROOM - LEFT)


def _y(value: float, highest: float) -> float:
    return TOP + (1 - value / highest) * (HEIGHT - TOP - 40)
