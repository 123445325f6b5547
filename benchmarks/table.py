"""The figures as a table for people and as JSON for programs."""

import json
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure


def as_json(figures: Sequence[Figure]) -> str:
    return json.dumps([{**one._asdict(), "reached": one.reached} for one in figures], ensure_ascii=False, indent=1)


def as_markdown(figures: Sequence[Figure]) -> str:
    lines = ["| what | against | ratio | to reach | ours | limit |", "|---|---|---|---|---|---|"]
    for one in figures:
        way, mark = "≤" if one.at_most else "≥", "" if one.reached else " **not reached**"
        lines.append(
            f"| {one.name} | {one.against} | {one.ratio:.2f}{mark} | {way} {one.reach:g} "
            f"| {_plain(one.ours)} {one.unit} | {_plain(one.limit)} {one.unit} |"
        )
    return "\n".join(lines)


def show(figures: Sequence[Figure]) -> None:
    table = Table("what", "against", "ratio", "reach", "ours", "limit", "")
    for one in figures:
        way = "≤" if one.at_most else "≥"
        ends = (f"{one.ratio:.2f}", f"{way} {one.reach:g}", f"{_plain(one.ours)}", f"{_plain(one.limit)} {one.unit}")
        table.add_row(one.name, one.against, *ends, "✓" if one.reached else "✗")
    Console(width=150).print(table)


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
